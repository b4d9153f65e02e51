"""Entity tags: nothing is sent twice, and nobody overwrites what he has not seen (E02)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction

from baoxiu.basics.technicians.actions import change
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.api import routes
from baoxiu.web.api.holding import HELD
from baoxiu.web.api.preconditions import thing_of
from baoxiu.web.api.tests.conftest import BASE, Program, Programs
from tests.cast import Cast
from tests.journey import Journey


def seen(program: Program, path: str, **headers: str) -> Any:
    """Read with these headers."""
    return program.client.get(BASE + path, headers=program.headers() | headers)


def test_what_is_known_is_not_sent_again(program: Programs, report: dict[str, Any]) -> None:
    ava = program("ava")
    path = f"/requests/{ava.done('/requests', report)['number']}"
    first = seen(ava, path)
    tag = first.headers["ETag"]
    assert tag.startswith('"zh-hans.')
    for known in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        again = seen(ava, path, **{"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert seen(ava, path, **{"If-None-Match": '"x"'}).content == first.content
    assert seen(ava, path, **{"Accept-Language": "en"}).headers["ETag"] != tag
    assert seen(program("dana", "intake.see"), path).headers["ETag"] != tag, "masked: other bytes"
    ava.done(f"{path}/accept", {})
    assert seen(ava, path, **{"If-None-Match": tag}).status_code == 200


def test_a_write_on_what_has_changed_is_refused(program: Programs, report: dict[str, Any]) -> None:
    ava, mo = program("ava"), program("mo")
    path = f"/requests/{ava.done('/requests', report)['number']}"
    tags = [seen(ava, path, **{"Accept-Language": one}).headers["ETag"] for one in ("zh", "en")]
    mo.done(f"{path}/ask-for-more", {"missing": ["brand"], "text": "请问品牌？"})
    for tag in tags:
        late = ava.post(f"{path}/accept", {}, key="a", **{"If-Match": tag})
        assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert RepairRequest.objects.get().stage == "information_missing"
    now = seen(ava, path, **{"Accept-Language": "en"}).headers["ETag"]
    done = ava.done(f"{path}/supplement", {"text": "华北"}, key="b", **{"If-Match": f'"x", {now}'})
    assert done["stage"]["code"] == "submitted"
    assert ava.done(f"{path}/supplement", {"text": "华北"}, key="b", **{"If-Match": f'"x", {now}'}) == done
    ava.done(f"{path}/accept", {}, key="a", **{"If-Match": "*"})


def test_a_new_thing_matches_no_tag(program: Programs, report: dict[str, Any]) -> None:
    assert program("ava").post("/requests", report, **{"If-Match": "*"}).status_code == 412
    assert not RepairRequest.objects.exists()


def test_each_thing_is_compared(program: Programs, visit_journey: Journey) -> None:
    """Order, visit and call: a write deeper in is about the thing above it."""
    visit_journey.accepted()
    visit = visit_journey.booked()
    bo, dana = program("bo"), program("dana")
    order = f"/orders/{visit_journey.order.number}"
    old = [seen(bo, path).headers["ETag"] for path in (order, f"/visits/{visit.pk}")]
    dana.done(f"{order}/items", {"text": "带滤芯"})
    assert dana.post(f"{order}/contacts", {"reached": True}, **{"If-Match": old[0]}).status_code == 412
    reason = {"reason": "客户改期"}
    done = dana.done(f"/visits/{visit.pk}/cancel", reason, **{"If-Match": "*"})
    assert done["stage"]["code"] == "cancelled"
    assert bo.post(f"/visits/{visit.pk}/set-out", {}, **{"If-Match": old[1]}).status_code == 412


@pytest.mark.django_db(transaction=True)
def test_what_the_answer_only_names_does_not_change_meanwhile(
    cast: Cast, program: Programs, journey: Journey
) -> None:
    """Two writers: who compares waits for the one who renames the technician, and then sees it (E02)."""
    journey.accepted()
    dana, path = program("dana"), f"/orders/{journey.order.number}"
    tag = seen(dana, path).headers["ETag"]
    bo = cast.bo
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            change(bo, name="Bo Li", phone=bo.phone, daily_cap=8, by=SYSTEM, at=journey.now)
            late = other.submit(_sent_and_closed, dana.token, f"{path}/items", tag)
            _until_somebody_waits()
        assert late.result().status_code == 412
    assert len(seen(dana, path).json()["items"]) == 1
    assert dana.done(f"{path}/items", {"text": "带滤芯"}, **{"If-Match": seen(dana, path).headers["ETag"]})


def _sent_and_closed(token: str, path: str, tag: str) -> Any:
    try:
        return Program(token).post(path, {"text": "带滤芯"}, **{"If-Match": tag})
    finally:
        connection.close()


def _until_somebody_waits() -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _try in range(3000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        sleep(0.01)
    pytest.fail("nobody waits for the row")


def test_which_thing_an_address_is_about() -> None:
    assert thing_of("/orders/{number}/quotes/{version}/consent") == "/orders/{number}"
    assert thing_of("/webhooks/{webhook_id}/deliveries/{delivery_id}/replay") in HELD
    assert thing_of("/requests") == ""


def test_what_is_shown_and_written_has_a_state_to_name() -> None:
    """A thing with its own address, and writes below it, can be held; what can be held can be shown."""
    known = [route.partition(" ") for route in routes()]
    shown = {path for method, _blank, path in known if method == "GET" and path.endswith("}")}
    written = {path for method, _blank, path in known if method == "POST"}
    wanted = {path for path in shown if any(one.startswith(f"{path}/") for one in written)}
    assert wanted == set(HELD)
