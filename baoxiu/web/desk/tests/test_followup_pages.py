"""The pages of follow-up calls: another time, what stayed unsolved, registers, praise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.models import Followup, Letter, Question
from baoxiu.flow.next_steps import follow
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import CONTENT, Journey


@pytest.fixture
def call(desk: Desk, journey: Journey) -> Followup:
    """Due this morning."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    drain(follow)
    desk.time.now = call.not_before + timedelta(hours=9)
    return call


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def answer(desk: Desk, call: Followup, **more: str) -> None:
    """Ava keeps what Alice says."""
    given = {f"check-{key}": value for key, value in (CONTENT | more).items()}
    given = {key: {"yes": "true", "no": "false"}.get(value, value) for key, value in given.items()}
    assert desk.sign_in("ava").post("followup_answer", call.pk, **given).status_code == 302


def test_another_time(desk: Desk, call: Followup) -> None:
    """RQ-REV-13: wished for by the customer, ahead of now."""
    desk.sign_in("ava")
    assert desk.post("followup_call_back", call.pk).status_code == 422
    assert desk.post("followup_call_back", call.pk, call_back_at="2020-01-01T10:00").status_code == 422
    assert desk.post("followup_call_back", call.pk, call_back_at="2026-03-06T10:00").status_code == 302
    assert "稍后再拨" in text(desk.get("followup", call.pk))


def test_unsolved_decided_told(desk: Desk, call: Followup) -> None:
    """RQ-REV-07, RQ-SEC-06: the clerk hears, the manager decides, the clerk tells."""
    answer(desk, call, solved="no")
    assert "由服务经理裁定" in text(desk.get("followup", call.pk))
    assert desk.post("followup_decide", call.pk, decision="好").status_code == 403
    desk.sign_in("mo").post("followup_decide", call.pk, decision="")
    assert Question.objects.get().stage == "raised"
    desk.post("followup_decide", call.pk, decision="免费再上门")
    page = text(desk.sign_in("ava").get("followup", call.pk))
    assert "免费再上门" in page
    assert "请在此时间前告知客户" in page
    desk.post("followup_tell", call.pk, note="客户同意")
    assert Question.objects.get().stage == "told"
    assert desk.post("followup_tell", call.pk).status_code == 404
    assert "客户同意" in text(desk.get("call_register"))


def test_the_second_call_asks_its_own_questions(desk: Desk, call: Followup) -> None:
    """RQ-REV-02."""
    answer(desk, call)
    second = Followup.objects.get(kind="second")
    desk.time.now = second.not_before + timedelta(hours=9)
    page = text(desk.get("followup", second.pk))
    assert "二次回访" in page
    assert "对本次服务的总体评价" in page
    assert "维修质量" not in page
    assert desk.post("followup_answer", second.pk, **{"check-overall": "5"}).status_code == 302


def test_the_call_register(desk: Desk, call: Followup) -> None:
    """RQ-REV-13: who, when, what was said, on which form; filtered, and only of the own outlets."""
    assert "没有通话记录" in text(desk.sign_in("ava").get("call_register"))
    answer(desk, call)
    page = text(desk.get("call_register"))
    assert "很好" in page
    assert "客户回访单<small>第1版" in page
    assert "没有通话记录" in text(desk.get("call_register", result="no_answer"))
    assert "没有通话记录" in text(desk.get("call_register", first="2027-01-01"))
    assert "很好" in text(desk.get("call_register", first="nonsense", outlet="x", result="x"))
    assert call.order.number not in text(desk.sign_in("wang").get("call_register"))


def test_the_letter_register(desk: Desk, call: Followup) -> None:
    """RQ-REV-14: entered by hand; mistakes are said, other roles only read."""
    desk.sign_in("ava")
    assert "没有信函记录" in text(desk.get("letter_register"))
    given = {"kind": "reply", "way": "post", "text": "关于延保的答复", "sent_on": "2026-03-04"}
    assert desk.post("letter_register", number="WX0", **given).status_code == 422
    number = call.order.number
    assert desk.post("letter_register", number=number, **given | {"sent_on": "2030-01-01"}).status_code == 422
    assert desk.post("letter_register", number=number.lower(), **given).status_code == 302
    assert Letter.objects.get().by_name == "Ava"
    assert "关于延保的答复" in text(desk.get("letter_register", result="reply"))
    assert desk.sign_in("wang").post("letter_register", number=number, **given).status_code == 403


def test_praise_on_the_technicians_pages(desk: Desk, call: Followup) -> None:
    """RQ-REV-09: on the desk, and in the technician's own hand."""
    number = desk.cast.bo.number
    assert "暂无。客户在回访中的表扬" in text(desk.sign_in("mo").get("technician", number))
    answer(desk, call, praise="师傅很专业")
    assert "师傅很专业" in text(desk.sign_in("mo").get("technician", number))
    desk.sign_in("bo")
    assert "师傅很专业" in text(desk.client.get("/field/me/"))
