"""Questions to helpers at the desk: asked on the request and the order, answered, passed on, closed."""

from __future__ import annotations

from typing import Any

from baoxiu.flow.assistance.models import Assistance
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def test_asked_on_the_order_and_watched_to_the_end(desk: Desk, journey: Journey) -> None:
    """RQ-TRI-09, RQ-INT-09, RQ-INT-10: list, panel on order and request, verbs by right."""
    order = journey.accepted()
    desk.time.now = journey.now
    desk.sign_in("ava")
    assert "可在报修单或工单上" in text(desk.get("assistance"))
    assert "技术专家" in text(desk.get("order_assistance", order.number))
    assert desk.post("order_assistance", order.number, **{"ask-question": "能修吗？"}).status_code == 422
    data = {"ask-question": "压缩机能否单独更换？", "ask-whom": "role:inspector", "ask-for_customer": "on"}
    assert desk.post("order_assistance", order.number, **data).status_code == 302
    row = Assistance.objects.get()
    for page in (desk.get("order", order.number), desk.get("request", order.request.number)):
        assert "压缩机能否单独更换" in text(page)
    assert desk.post("assistance_verb", row.pk, "answer", **{"answer-text": "x"}).status_code == 403
    assert row.number in text(desk.get("assistance", tab="open"))
    desk.sign_in("iris")
    assert row.number in text(desk.get("assistance", tab="mine"))
    assert desk.post("assistance_verb", row.pk, "answer", **{"answer-text": ""}).status_code == 422
    assert (
        desk.post("assistance_verb", row.pk, "answer", **{"answer-text": "可以，三天到货"}).status_code == 302
    )
    desk.sign_in("ava")
    assert "三天到货" in text(desk.get("order", order.number))
    mo = desk.cast.user("mo").pk
    again = {"pass_on-reason": "费用谁承担？", "pass_on-whom": f"user:{mo}"}
    assert desk.post("assistance_verb", row.pk, "pass_on", **again).status_code == 302
    desk.sign_in("mo").post("assistance_verb", row.pk, "hand_back", **{"hand_back-reason": "按保修办"})
    desk.sign_in("ava").post("assistance_verb", row.pk, "close", **{"close-outcome": "已告知客户免费"})
    row.refresh_from_db()
    assert (row.stage, row.helper.pk) == ("closed", mo)
    assert "已告知客户免费" in text(desk.get("assistance_one", row.pk))
    assert desk.post("assistance_verb", row.pk, "nothing").status_code == 404
    assert desk.sign_in("charlie").get("assistance_one", row.pk).status_code == 403
