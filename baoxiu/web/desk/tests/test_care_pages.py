"""Files, planned contacts, sales visits, customers' letters and solved complaints at the desk."""

from __future__ import annotations

from typing import Any

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.outbox import drain
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import IncomingLetter
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.tests.make import entered
from baoxiu.flow.next_steps import follow
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def test_file_contact_and_visit(desk: Desk) -> None:
    """RQ-CUS-02, RQ-REV-05, RQ-REV-18: on the customer's page, in the registers, refusals at their fields."""
    cast = desk.cast
    intake.submit(entered(cast, channel="counter"), by=cast.actor("ava"), at=cast.at)
    drain(follow)
    desk.sign_in("ava")
    number = cast.alice.number
    assert "待建档" in text(desk.get("customer", number))
    plan = {"make_file-topic": "滤网更换", "make_file-planned_at": "2026-01-01T09:00"}
    assert desk.post("customer_change", number, "make_file", **plan).status_code == 422
    plan["make_file-planned_at"] = "2026-04-01T09:00"
    assert desk.post("customer_change", number, "make_file", **plan).status_code == 302
    assert "滤网更换" in text(desk.get("planned_contacts"))
    contact = cast.alice.planned_contacts.get()
    held = {"hold_contact-contact": str(contact.pk), "hold_contact-outcome": "需要两套"}
    assert desk.post("customer_change", number, "hold_contact", **held).status_code == 302
    assert "需要两套" in text(desk.get("planned_contacts", tab="held"))
    visit = {
        "sales_visit-visited_on": "2026-03-02", "sales_visit-product": "挂机", "sales_visit-quality": "poor",
        "sales_visit-opinion": "噪声大",
    }  # fmt: skip
    assert desk.post("customer_change", number, "sales_visit", **visit).status_code == 302
    assert "噪声大" in text(desk.get("sales_visits", quality="poor"))
    assert "噪声大" in text(desk.get("customer", number))


def test_a_letter_that_came(desk: Desk) -> None:
    """RQ-REG-05: every field is asked for; the service manager decides."""
    desk.sign_in("ava")
    letter = {
        "letter-topic": "return", "letter-received_on": "2026-03-01", "letter-customer_name": "王芳",
        "letter-address": "花园路88号", "letter-contact": "13800138000", "letter-product": "挂机",
        "letter-grade": "一等品", "letter-purchased_on": "2026-01-05", "letter-problem": "三次维修仍不制冷",
    }  # fmt: skip
    for wrong in ({"letter-grade": ""}, {"letter-number": "WX1"}):
        assert desk.post("letters_in", **(letter | wrong)).status_code == 422
    assert desk.post("letters_in", **letter).status_code == 302
    row = IncomingLetter.objects.get()
    assert "王芳" in text(desk.get("letters_in"))
    desk.sign_in("mo")
    assert desk.post("letter_in", row.pk, **{"decide-decision": ""}).status_code == 422
    assert desk.post("letter_in", row.pk, **{"decide-decision": "同意退货"}).status_code == 302
    assert "同意退货" in text(desk.get("letter_in", row.pk))


def test_passed_on_and_solved(journey: Journey, desk: Desk) -> None:
    """RQ-REV-08, RQ-REV-17: from the call to the department; the solved complaint on the list."""
    journey.signed()
    call = followups.plan(journey.order, by=SYSTEM, at=journey.tick())
    entry = complaints.note(journey.order, source="desk", text="态度差", by=SYSTEM, at=journey.tick())
    desk.time.now = journey.now
    desk.sign_in("ava")
    given = {"pass_on-text": "噪声大", "pass_on-department": "inspector"}
    assert desk.post("followup_pass_on", call.pk, **(given | {"pass_on-text": ""})).status_code == 422
    assert desk.post("followup_pass_on", call.pk, **given).status_code == 302
    assert "噪声大" in text(desk.get("followup", call.pk))
    desk.sign_in("mo")
    desk.post("complaint_solve", entry.number, outcome="")
    desk.post("complaint_solve", entry.number, outcome="已上门道歉")
    assert "已上门道歉" in text(desk.get("complaints"))
    assert journey.order.followups.filter(kind="solved").exists()
