"""The register of calls, and contacts noted on request and order."""

from __future__ import annotations

from typing import Any

from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def test_noted_on_request_and_order_and_entered_as_a_call(desk: Desk, journey: Journey) -> None:
    """RQ-INT-06, RQ-TRI-10, RQ-EXE-08, RQ-REG-09, RQ-REG-11."""
    order = journey.accepted()
    desk.time.now = journey.now
    desk.sign_in("ava")
    given = {"contact-topic": "confirmation", "contact-direction": "outgoing", "contact-way": "phone"}
    number = order.request.number
    said = {"contact-reached": "yes", "contact-text": "要求周六上门"}
    assert desk.post("request_contact", number, **given, **said | {"contact-text": ""}).status_code == 422
    assert desk.post("request_contact", number, **given, **said).status_code == 302
    missed = given | {"contact-topic": "progress", "contact-reached": "no"}
    assert desk.post("order_contact", order.number, **missed).status_code == 302
    assert "要求周六上门" in text(desk.get("request", number))
    assert "要求周六上门" in text(desk.get("order", order.number))
    assert "要求周六上门" in text(desk.get("request_slip", number))
    call = {"call-phone": "13900139000", "call-topic": "consultation", "call-text": "多少钱？"}
    assert desk.post("contacts", **call | {"call-phone": "1"}).status_code == 422
    assert desk.post("contacts", **call).status_code == 302
    assert "多少钱" in text(desk.get("contacts", topic="consultation"))
    assert "多少钱" not in text(desk.get("contacts", topic="repair"))
    repair = desk.post("contacts", **call | {"call-topic": "repair"})
    assert "phone=13900139000" in repair["Location"]
    assert desk.sign_in("charlie").get("contacts").status_code == 403
