"""The job itself: visit, assessment, quote, repair, inspection, acceptance and money."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from baoxiu.basics.prices.models import PriceLine
from baoxiu.demo.firm import pictures
from baoxiu.demo.firm.afterwards import answer_the_call, listen
from baoxiu.demo.firm.journeys import Case, report, review, take_the_job
from baoxiu.demo.firm.world import SLOT, Journey
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.queries import newest_sheet
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.models import Quote
from baoxiu.flow.repairs.pricing import QuoteLineInput
from baoxiu.flow.repairs.queries import newest_quote, quote_in_force
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.queries import of_order as settlement_of
from baoxiu.flow.settlement.queries import open_sum
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.work_orders import actions as work_orders

READY = {"address": True, "parts": "pass", "tools": True, "special_tools": "万用表、压力表"}
HEIGHT = {"belt": True, "measures": True}
START = {
    "dress": True,
    "entering": True,
    "protection": True,
    "carrying": True,
    "height": "na",
    "permission": True,
}
END = {
    "test_run": "pass",
    "explained": True,
    "clean": True,
    "card": True,
    "accepted_nothing": True,
    "no_damage": "pass",
}
SELF = {"works": "pass", "standard": "pass", "sheet_done": "pass", "complete": "pass", "appearance": "pass"}
FINAL = {"function": "pass", "safety": "pass", "technical": "pass", "appearance": "pass", "record": "pass"}
KILOMETRES = Decimal("6.5")
CAUSES = (
    "material_defect",
    "process_defect",
    "normal_use_failure",
    "normal_use_failure",
    "normal_use_failure",
    "misuse",
)
BARRIERS = ("配件已停产", "机体锈蚀严重，无修复价值", "主控板进水烧毁，维修费用超过残值")


def whole(case: Case) -> Journey:
    """A customer's whole way."""
    yield from report(case)
    yield from review(case)
    if case.asked.__class__.objects.filter(pk=case.asked.pk, stage="accepted").exists():
        yield from take_the_job(case)
        yield from work(case)


def until(case: Case, stage: str) -> Journey:
    """A way that stops when the order has come to a stage: somebody is needed there today."""
    for moment in whole(case):
        if case.stage() == stage:
            return
        yield moment


def work(case: Case) -> Journey:
    """From the booked visit to the closed order."""
    if case.mode == "on_site":
        yield from go_there(case)
    else:
        yield case.world.after(2, 30)
    yield from find_out(case)
    if case.order().stage == "unrepaired":
        yield from give_back(case)
        return
    yield from agree_on_price(case)
    if case.order().stage == "unrepaired":
        yield from give_back(case)
        return
    yield from repair(case)
    yield from hand_over(case)
    if case.order().stage == "closed":
        yield from listen(case)


def go_there(case: Case) -> Journey:
    """Book, sometimes reschedule, set out, arrive; now and then nobody is at home."""
    world = case.world
    for _attempt in range(3):
        yield from _book(case)
        _prepare(case)
        case.do(visits.set_out, open_visit(case.order()), by=case.technician())
        yield world.on_the_way()
        if not world.chance(0.05):
            break
        case.do(visits.report_no_access, open_visit(case.order()), by=case.technician(), reason="nobody_in",
                note="敲门无人应答，已电话联系改约")  # fmt: skip
        yield world.after(2, 8)
    if open_visit(case.order()) is None:
        yield from _book(case)
    case.do(
        visits.arrive, open_visit(case.order()), by=case.technician(), lat=case.home.lat, lng=case.home.lng
    )
    case.do(
        visits.fill_checklist,
        open_visit(case.order()),
        by=case.technician(),
        form="visit_start",
        answers=START,
    )
    case.do(visits.note_cost, open_visit(case.order()), by=case.technician(), kilometres=KILOMETRES)
    yield world.soon(4, 10)


def _prepare(case: Case) -> None:
    """The list for setting out; the safety where the work is on the outside wall."""
    visit, technician = open_visit(case.order()), case.technician()
    case.do(visits.fill_checklist, visit, by=technician, form="visit_ready", answers=READY)
    if visit is not None and visit.at_height:
        picture = pictures.fault(case.unit.family.code, case.world.random)
        photo = case.do(repairs.add_photo, case.order(), by=technician, data=picture, name="安全带.jpg")
        answers = HEIGHT | {"second": "随行安装工一名", "photo": str(photo.pk)}
        case.do(visits.fill_checklist, visit, by=technician, form="height_ready", answers=answers)


def _book(case: Case) -> Journey:
    world, order = case.world, case.order()
    start = world.free_slot(
        order.technician_id, world.now + timedelta(hours=world.random.choice((3, 16, 24, 40)))
    )
    name = case.home.customer.name
    visit = case.do(visits.book, order, by=case.technician(), start=start, end=start + SLOT, agreed_with=name,
                    at_height=order.path.starts_file)  # fmt: skip
    if world.chance(0.07):
        yield max(world.now, start - timedelta(hours=2))
        start = world.free_slot(order.technician_id, start + timedelta(hours=20))
        case.do(visits.reschedule, visit, by=case.technician(), start=start, end=start + SLOT,
                reason="客户临时有事", agreed_with=name)  # fmt: skip
    yield max(world.now, start - timedelta(minutes=world.random.randrange(20, 50)))


def find_out(case: Case) -> Journey:
    """The technician finds the cause; a few products are beyond repair."""
    world = case.world
    hopeless = world.chance(0.04)
    case.do(
        repairs.assess, case.order(), by=case.technician(), fault_nature=f"检测确认：{case.fault.name}",
        cause_class=world.random.choice(CAUSES), cause_text="拆机检测，测量电压与绝缘后判定。", repairable=not hopeless,
        barrier=world.random.choice(BARRIERS) if hopeless else "", proposal="建议更换损坏部件并做性能测试。",
    )  # fmt: skip
    yield world.soon(4, 12)


def agree_on_price(case: Case) -> Journey:
    """The quote goes out; customers mostly agree by the link, some by phone, a few refuse."""
    world, technician = case.world, case.technician()
    parts = [world.random.choice(world.firm.parts[case.unit.family.code])] if world.chance(0.7) else []
    lines = [_input(world.firm.labour[case.unit.family.code]), *(_input(part) for part in parts)]
    if case.mode == "on_site" and world.firm.travel is not None:
        lines.append(_input(world.firm.travel))
    case.do(repairs.send_quote, case.order(), by=technician, lines=lines, explanation="已向用户说明故障原因和收费依据。",
            plan=f"更换{parts[0].name}并调试。" if parts else "拆机检修、清洁、调试。")  # fmt: skip
    quote = newest_quote(case.order())
    if quote is None or quote.stage != "sent":
        return
    yield world.soon(3, 15) if world.chance(0.7) else world.after(2, 40)
    _decide(case, quote)
    yield world.soon(1, 5)


def _input(line: PriceLine) -> QuoteLineInput:
    return QuoteLineInput(price_line=line.pk)


def _decide(case: Case, quote: Quote) -> None:
    world, name = case.world, case.home.customer.name
    said: dict[str, Any] = {"name": name, "document_hash": quote.document_hash}
    if quote.total_customer and world.chance(0.12):
        case.do(repairs.refuse, quote, by=case.customer, way="link", reason="价格偏高，不修了", **said)
    elif world.chance(0.75):
        case.do(repairs.agree, quote, by=case.customer, way="link", ip="10.20.30.40", **said)
    else:
        case.do(repairs.agree, quote, by=world.staff("agent", "agent2"), way="phone", **said)


def repair(case: Case) -> Journey:
    """Start, parts, steps, self-check, final inspection; what fails goes back."""
    world, technician = case.world, case.technician()
    case.do(repairs.start, case.order(), by=technician)
    yield world.soon(15, 60)
    _build_in(case)
    case.do(repairs.note_step, case.order(), by=technician, text="断电拆机，更换部件，紧固接线，清洁内部。")
    if world.chance(0.3):
        picture = pictures.fault(case.unit.family.code, world.random)
        case.do(repairs.add_photo, case.order(), by=technician, data=picture, name="维修后.jpg")
    yield from _check(case)
    if case.order().stage == "in_repair":
        yield world.soon(20, 90)
        yield from _rework(case, "返工：重新紧固并复测绝缘，合格。")
    if open_visit(case.order()) is not None:
        case.do(visits.fill_checklist, open_visit(case.order()), by=technician, form="visit_end", answers=END)


def _rework(case: Case, text: str) -> Journey:
    case.do(repairs.note_step, case.order(), by=case.technician(), text=text)
    yield from _check(case, sure=True)


def _build_in(case: Case) -> None:
    quote = quote_in_force(case.order())
    for line in quote.lines.filter(kind="part") if quote else ():
        serial = f"P{case.world.random.randrange(10**7):07d}"
        case.do(repairs.note_part, case.order(), by=case.technician(), quote_line=line, quantity=line.quantity,
                old_serial=f"旧{serial}", new_serial=serial)  # fmt: skip


def _check(case: Case, *, sure: bool = False) -> Journey:
    world = case.world
    case.do(
        inspection.self_check,
        case.order(),
        by=case.technician(),
        answers={**SELF, "measured": "绝缘 8.5 MΩ，电流正常"},
    )
    yield world.soon(3, 12)
    fails = not sure and world.chance(0.06)
    answers = {**FINAL, "safety": "fail"} if fails else FINAL
    said = {"rework_reason": "接地端子未紧固，绝缘复测不合格"} if fails else {}
    case.do(
        inspection.inspect, case.order(), by=world.staff("inspector", "inspector2"), answers=answers, **said
    )
    yield world.soon(2, 8)


def hand_over(case: Case) -> Journey:
    """The customer signs, pays what is owed, and the order closes."""
    world = case.world
    if world.chance(0.03):
        case.do(acceptance.refuse, newest_sheet(case.order()), by=case.technician(), signer=case.home.customer.name,
                objection="外壳有划痕，要求处理后再签字")  # fmt: skip
        yield world.soon(10, 60)
        yield from _rework(case, "按用户意见处理外壳，重新清洁。")
    yield from finish(case)


def finish(case: Case) -> Journey:
    """Signed, the visit over, paid and closed."""
    world = case.world
    _sign(case)
    visit = open_visit(case.order())
    if visit is not None:
        case.do(
            visits.finish, visit, by=case.technician(), report="故障排除，试机正常，已向用户讲解使用与保养。"
        )
    yield world.soon(2, 15)
    sheet = settlement_of(case.order())
    if sheet is not None and sheet.settled_at is None:
        case.do(settlement.record_payment, sheet, by=case.technician(), method=world.random.choice(("cash", "transfer")),
                amount=Decimal(open_sum(sheet)), client_key=UUID(int=world.random.getrandbits(128), version=4))  # fmt: skip
        case.do(settlement.settle, sheet, by=case.technician())
    yield world.now


def _sign(case: Case) -> None:
    sheet = newest_sheet(case.order())
    drawn = pictures.signature(case.world.random) if case.world.chance(0.6) else ""
    case.do(
        acceptance.sign, sheet, by=case.technician(), signer=case.home.customer.name,
        document_hash=sheet.document_hash if sheet else "", signature_data_url=drawn, typed=not drawn,
        opinion="满意" if case.world.chance(0.4) else "", ip="10.20.30.41",
    )  # fmt: skip


def give_back(case: Case) -> Journey:
    """Not repaired: the visit ends and the product stays with or goes back to the customer."""
    visit = open_visit(case.order())
    if visit is not None:
        answers = END | {"test_run": "na"}
        case.do(visits.fill_checklist, visit, by=case.technician(), form="visit_end", answers=answers)
        case.do(visits.finish, visit, by=case.technician(), report="用户不同意维修或无法修复，已恢复原状。")
    yield case.world.soon(10, 120)
    by = case.technician() if case.mode == "on_site" else case.world.staff("agent", "agent2")
    case.do(work_orders.hand_back, case.order(), by=by)
    yield from answer_the_call(case)
