"""From the phone call to the follow-up call, through the screens of the desk alone."""

from __future__ import annotations

from baoxiu.core.events.queries import broken_links
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import CHECKED as SELF_CHECKED
from tests.journey import CONTENT, DRAWN, INSPECTED, LEAVING, READY, STARTING

CALL = {
    "channel": "phone",
    "phone": "13800138000",
    "contact_name": "Alice",
    "division_code": "410105",
    "address": "花园路88号院3号楼2单元1201室",
    "serial": "KF35 2506-000127",
    "fault_text": "空调不制冷",
    "mode": "on_site",
    "service": "repair",
}


def answers(given: dict[str, str]) -> dict[str, str]:
    """A checklist's answers as the page sends them."""
    yes = {"yes": "true"}
    return {f"check-{key}": yes.get(value, value) for key, value in given.items()}


def registered(desk: Desk) -> RepairRequest:
    """Alice calls, Ava registers."""
    given = CALL | {"family": desk.cast.family.pk, "fault": desk.cast.fault.pk}
    assert desk.sign_in("ava").post("register", **given).status_code == 302
    return RepairRequest.objects.get()


def dispatched(desk: Desk) -> WorkOrder:
    """Accepted, dispatched by rule, given to Bo by Dana, taken by Bo."""
    request = registered(desk)
    assert desk.post("request_accept", request.number, **{"accept-severity": "2"}).status_code == 302
    order = WorkOrder.objects.get()
    if order.technician_id != desk.cast.bo.pk:
        desk.sign_in("dana").step(
            order,
            "reassign",
            technician=desk.cast.bo.pk,
            seen=f"{order.stage}:{order.technician_id or ''}",
            reason="熟悉",
        )
    desk.sign_in("bo").step(order, "accept")
    return order


def arrived(desk: Desk) -> WorkOrder:
    """Bo calls, agrees on an hour, goes."""
    order = dispatched(desk)
    desk.step(order, "contact", reached="yes", note="下午在家")
    desk.step(order, "book", day="2026-03-02", begins="14:00", ends="16:00", agreed_with="Alice")
    desk.step(order, "visit_ready", **answers(READY))
    desk.step(order, "set_out")
    desk.step(order, "arrive")
    desk.step(order, "visit_start", **answers(STARTING))
    return order


def in_repair(desk: Desk) -> WorkOrder:
    """Assessed as misuse, quoted off the list, agreed by phone, begun."""
    order = arrived(desk)
    desk.step(
        order,
        "assess",
        fault_nature="启动电容击穿",
        cause_class="misuse",
        result="repairable",
        proposal="更换电容",
    )
    lines = {line.code: line.pk for line in desk.cast.price_list.lines.all()}
    quote = {"plan": "更换启动电容", f"{lines['AC-L1']}-quantity": "1", f"{lines['AC-P-CAP']}-quantity": "1"}
    desk.step(order, "quote", **quote)
    assert order.stage == "awaiting_consent"
    seen = order.quotes.get().document_hash
    desk.step(order, "consent", answer="agree", way="phone", name="Alice", document_hash=seen)
    desk.step(order, "start")
    return order


def test_a_paid_repair_goes_through_the_desk_from_call_to_call(desk: Desk) -> None:
    """RQ-INT-01, RQ-TRI-01, RQ-DSP-02, RQ-APT-01, RQ-ASM-01, RQ-QUO-07, RQ-QC-01, RQ-ACC-01, RQ-REV-01."""
    order = in_repair(desk)
    part = order.quotes.get().lines.get(kind="part")
    desk.step(order, "part", quote_line=part.pk, quantity="1", old_serial="C-1", new_serial="C-2")
    desk.step(order, "work", text="更换电容，试机正常")
    desk.step(order, "visit_end", **answers(LEAVING))
    desk.step(order, "finish", report="已更换电容，运行正常")
    desk.step(order, "self_check", **answers(SELF_CHECKED))
    desk.sign_in("iris").step(order, "inspect", **answers(INSPECTED))
    sheet = order.acceptance_sheets.get()
    desk.sign_in("bo").step(
        order, "sign", signer="Alice", relation="customer", opinion="满意", document_hash=sheet.document_hash,
        **{"signature-drawn": DRAWN},
    )  # fmt: skip
    assert order.stage == "settling"
    page = desk.sign_in("mo").get("order", order.number).content.decode()
    key = page.split('name="client_key" value="')[1].split('"')[0]
    desk.step(order, "pay", amount="165.00", method="cash", client_key=key)
    desk.step(order, "settle")
    assert order.stage == "closed"
    desk.time.tick(days=4)
    call = Followup.objects.get(order=order)
    assert desk.sign_in("ava").post("followup_answer", call.pk, **answers(CONTENT)).status_code == 302
    call.refresh_from_db()
    assert call.satisfied
    assert not list(broken_links(order.chain))


def test_a_failed_inspection_comes_back_with_its_words(desk: Desk) -> None:
    """RQ-QC-06, RQ-RWK-01."""
    order = in_repair(desk)
    desk.step(order, "self_check", **answers(SELF_CHECKED))
    failing = answers(INSPECTED) | {"check-safety": "fail"}
    desk.sign_in("iris")
    refused = desk.post("order_step", order.number, "inspect", **failing)
    assert refused.status_code == 422
    desk.step(order, "inspect", **failing, rework_reason="接地不良")
    assert order.stage == "in_repair"
    assert "接地不良" in desk.get("order", order.number).content.decode()
