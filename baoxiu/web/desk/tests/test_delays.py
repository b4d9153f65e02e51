"""The reason of a delay, given at the desk."""

from __future__ import annotations

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.promises.models import Promise
from baoxiu.core.events.outbox import drain
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.next_steps import follow
from baoxiu.web.desk.tests.conftest import Desk


def test_given_on_the_page_and_read_by_the_leader(desk: Desk) -> None:
    """RQ-EXE-09, RQ-NOT-04."""
    row = submitted(desk.cast)
    drain(follow)
    sweep(at=desk.time.tick(hours=25))
    drain(follow)
    late = Promise.objects.get(kind="first_review", case=row.chain)
    desk.sign_in("ava")
    assert f"/delays/{late.pk}/" in desk.get("request", row.number).content.decode()
    assert desk.get("delay", late.pk).status_code == 200
    assert desk.post("delay", late.pk, **{"explain-reason": ""}).status_code == 422
    assert desk.post("delay", late.pk, **{"explain-reason": "客户电话占线"}).status_code == 302
    assert "客户电话占线" in desk.get("request", row.number).content.decode()
    assert "占线" in Notice.objects.get(code="delay_explained", user=desk.cast.user("mo")).body
    assert desk.sign_in("fin").post("delay", late.pk, **{"explain-reason": "x"}).status_code == 403
