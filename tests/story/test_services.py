"""What is no repair: an installation, a maintenance that finds a fault, a question, and a report that holds two."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from baoxiu.basics.notifications.models import Notice
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import READY
from tests.story.teller import Story

CARDS = {
    "installation_card": "AZ-0001",
    "warranty_card": "BX-0001",
    "contact_card": "FW-0001",
    "trained": "Alice",
}
INSTALLED = dict.fromkeys(("unpacked", "place", "standard", "wall", "drain", "electric", "test_run"), "pass") | {
    "training": "yes", "questions": "yes",
}  # fmt: skip
MAINTAINED = dict.fromkeys(("cleaned", "fastened", "leaks", "electric", "test_run"), "pass") | {
    "training": "yes"
}


def test_an_installation_from_the_wish_to_the_products_file(story: Story) -> None:
    """RQ-INT-16, RQ-INS-01, RQ-INS-02, RQ-INS-05, RQ-INS-06, RQ-WO-13, RQ-FEE-04, RQ-REV-01: nothing is judged or
    inspected; what is to be paid is agreed first."""
    who = _there(story, service="installation", fault_text="新购空调，请上门安装")
    story.stands(
        "accepted", "place", tasks="confirm_site@technician", runs="repair", kept="contact first_review reply visit",
        done="accept_job@technician book_visit@technician review@agent",
        told="job_new on_the_way request_accepted request_received technician_assigned visit_booked",
        happened="intake.submitted intake.accepted order.created dispatch.assigned dispatch.accepted visits.booked"
        " form.filled visits.checklist visits.set_out visits.arrived",
    )  # fmt: skip
    story.does(who, "/orders/{order}/site", {"agreed_with": "Alice", "place": "客厅东墙，按物业规定"})
    given = {"plan": "安装", "lines": story.lines("TRAVEL")}
    quote = story.does(who, "/orders/{order}/quotes", given)
    story.sends("quote/1/", name="Alice", agreed="on", document_hash=quote["document_hash"])
    assert story.is_refused(who, "/orders/{order}/self-check", {"answers": {}}) == "illegal_move"
    story.does(who, "/orders/{order}/start")
    story.does(who, "/orders/{order}/finish", CARDS | {"answers": INSTALLED, "serial": "NEW-2026-1"})
    story.stands(
        "awaiting_acceptance", "accepted", tasks="present_acceptance@technician", kept="news quote repair",
        done="confirm_site@technician work_by_sheet@technician work_by_sheet@technician",
        told="quote_agreed quote_answered quote_waiting work_reported",
        happened="repairs.site_confirmed repairs.quoted repairs.agreed repairs.started form.filled"
        " repairs.work_finished acceptance.presented",
    )  # fmt: skip
    story.signs()
    assert story.payers() == {"上门费": ("customer", Decimal("30.00"))}
    story.does(who, "/orders/{order}/settlement/payments", {"method": "cash", "amount": "30.00"})
    story.does(who, "/orders/{order}/settlement/settle")
    story.stands(
        "closed", "arrived", tasks="followup@followup_clerk", runs="followup",
        done="present_acceptance@technician settle@technician", told="case_closed settlement_sheet",
        happened="acceptance.signed settlement.prepared settlement.paid settlement.settled order.closed intake.closed"
        " followups.planned",
    )  # fmt: skip
    order = story.order
    assert (order.outcome, order.service_class, order.unit.serial) == ("done", "by_list", "NEW-2026-1")
    assert (str(order.unit.installed_on), order.unit.customer) == ("2026-03-02", order.customer)


def test_a_maintenance_finds_a_fault(story: Story) -> None:
    """RQ-INT-16, RQ-REG-12: the finding is a repair request of its own, linked; the customer hears of it once."""
    who = _there(story, service="maintenance", fault_text="换季保养")
    case, number = story.request, story.order.number
    story.does(who, "/orders/{order}/site", {"agreed_with": "Alice"})
    story.does(who, "/orders/{order}/start")
    found = story.does(who, "/orders/{order}/findings", {"fault_text": "压缩机异响"})
    made = RepairRequest.objects.get(number=found["number"])
    assert (made.service, made.came_from, made.stage) == ("repair", case, "submitted")
    told = Notice.objects.filter(case=made.chain).values_list("code", flat=True)
    assert list(told) == ["request_split"]
    story.does_any(who, f"/orders/{number}/finish", {"answers": MAINTAINED})
    assert WorkOrder.objects.get(number=number).stage == "awaiting_acceptance"
    story.does_any("ava", f"/requests/{made.number}/accept", {"severity": 2})
    assert WorkOrder.objects.get(request=made).path.by_sheet is False


def test_a_question_is_answered_without_an_order(story: Story) -> None:
    """RQ-INT-09, RQ-INT-10, RQ-TRI-08, RQ-CUS-02, T03: by text, closed with the customer's consent, and
    the customer's file is wanted; or it is a fault after all."""
    story.reports(service="consultation", fault_text="滤网多久洗一次？")
    story.stands(
        "submitted", "answered", tasks="review@agent", runs="assessment first_review reply",
        told="request_received", happened="intake.submitted",
    )  # fmt: skip
    assert story.request.mode == "remote"
    assert story.is_refused("ava", "/requests/{request}/accept", {"severity": 2}) == "not_of_this_service"
    advice = {"advice": "每月清洗一次", "customer_agreed": True}
    story.does("ava", "/requests/{request}/settle-remotely", advice)
    story.stands(
        "settled_by_advice", "arrived", kept="first_review reply", done="review@agent",
        told="solved_remotely", happened="intake.advised followups.file_wanted",
        tasks="customer_file@followup_clerk", runs="customer_file",
    )  # fmt: skip
    story.reports(service="support", fault_text="遥控怎么设定？")
    asked = RepairRequest.objects.latest("pk")
    given = {
        "fault_text": "遥控器失灵",
        "reason": "设定无效",
        "division_code": "410105",
        "address": "花园路88号院",
    }
    made = story.does_any("ava", f"/requests/{asked.number}/turn-into-repair", given)
    asked.refresh_from_db()
    assert (asked.stage, asked.merged_into.number) == ("merged", made["number"])
    codes = Notice.objects.filter(case__in=(asked.chain, asked.merged_into.chain)).values_list(
        "code", flat=True
    )
    assert sorted(codes) == ["request_merged", "request_received"]


def test_one_report_of_two_faults_becomes_two_requests(story: Story) -> None:
    """RQ-REG-09, RQ-REG-12: both run, each with its own clock; the customer is told once."""
    story.reports(fault_text="客厅空调不制冷，卧室空调漏水")
    first = story.request
    given = {"fault_text": "卧室空调漏水", "serial": "KF26-77", "reason": "两台空调"}
    made = story.does_any("ava", f"/requests/{first.number}/split", given)
    shown: dict[str, Any] = story.program("ava").get(f"/requests/{made['number']}").json()
    assert (shown["came_from"], shown["split_off"], shown["stage"]["code"]) == (first.number, [], "submitted")
    codes = Notice.objects.filter(user=None).order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["request_received", "request_split"]
    for number in (first.number, made["number"]):
        story.does_any("ava", f"/requests/{number}/accept", {"severity": 2})
    assert WorkOrder.objects.count() == 2


def _there(story: Story, **wish: str) -> str:
    """Accepted, given to a technician, who stands before the product."""
    story.reports(**wish)
    story.does("ava", "/requests/{request}/accept", {"severity": 2})
    who = story.technician
    story.does(who, "/orders/{order}/accept-job")
    visit = f"/visits/{story.does(who, '/orders/{order}/visits', story.window(hours=3))['id']}"
    story.later(hours=2, minutes=30)
    story.does(who, f"{visit}/checklist", {"form": "visit_ready", "answers": READY})
    story.does(who, f"{visit}/set-out")
    story.does(who, f"{visit}/arrive", {"lat": 34.79, "lng": 113.67})
    return who
