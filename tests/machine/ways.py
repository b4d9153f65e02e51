"""What people do at each stage: the next step of a case, and what else may come between."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.queries import newest_sheet, open_claim
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import Followup, Question
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import Sample
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.actions import QuoteLineInput
from baoxiu.flow.repairs.models import ChangeRequest
from baoxiu.flow.repairs.queries import items_without_consent, newest_quote, open_changes, open_quote
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.settlement.queries import open_sum
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.queries import arrived_visit, open_visit
from baoxiu.flow.warranty.actions import decide_on_merits
from baoxiu.flow.warranty.queries import current
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import CHECKED, CONTENT, INSPECTED, LEAVING
from tests.machine.world import World, some
from tests.story.test_services import MAINTAINED

type Step = Callable[[World, WorkOrder, int], object]
"""``way`` chooses among the variants of a step."""

CAUSES = ("process_defect", "misuse", "process_defect")
SAMPLED = dict.fromkeys(("function", "safety", "workmanship", "parts", "record"), "pass")


# The way of an order ------------------------------------------------------------------------------------------


def assign(w: World, order: WorkOrder, way: int) -> object:
    """Dana gives it to somebody by hand, or by rule."""
    who = (None, w.cast.bo, w.cast.ben)[way % 3]
    return dispatch.assign(order, who, reason="调整" if who else "", by=w.actor("dana"), at=w.now)


def take(w: World, order: WorkOrder, _way: int) -> object:
    return dispatch.accept(w.live_assignment(order), by=w.technician(order), at=w.now)


def come(w: World, order: WorkOrder, way: int) -> object:
    """One step nearer to the customer's door."""
    visit = open_visit(order)
    if visit is None:
        return book(w, order, way)
    if visit.stage == "booked" and way % 2:
        return visits.set_out(visit, by=w.technician(order), at=w.now)
    return visits.arrive(visit, by=w.technician(order), at=w.now)


def book(w: World, order: WorkOrder, _way: int) -> object:
    start, end = w.free_window(order)
    return visits.book(order, start=start, end=end, agreed_with="Alice", by=w.technician(order), at=w.now)


def is_there(order: WorkOrder) -> bool:
    """Whether the technician stands, or stood, before the product."""
    return order.mode != "on_site" or arrived_visit(order) is not None


def begin(w: World, order: WorkOrder, way: int) -> object:
    """From the taken job to the assessment, or to the agreed place."""
    if not is_there(order):
        return come(w, order, way)
    if order.path.by_sheet:
        return repairs.confirm_site(order, agreed_with="Alice", by=w.technician(order), at=w.now)
    return assess(w, order, way)


def assess(w: World, order: WorkOrder, way: int) -> object:
    """Repairable, most of the time."""
    return repairs.assess(
        order, fault_nature="启动电容失效", cause_class=CAUSES[way % 3], repairable=way % 7 != 5,
        cost_sensible=way % 7 != 6, by=w.technician(order), at=w.now,
    )  # fmt: skip


def quote(w: World, order: WorkOrder, way: int) -> object:
    """Nothing, work, or work and a part; who pays is decided before."""
    verdict = current(order)
    if verdict and verdict.result == "undecided":
        return decide_on_merits(order, free=bool(way % 2), note="无凭证", by=w.actor("mo"), at=w.now)
    codes = ((), ("AC-L1",), ("AC-L2", "AC-P-CAP"), ("TRAVEL",))[way % 4]
    lines = [QuoteLineInput(price_line=w.cast.price_list.lines.get(code=code).pk) for code in codes]
    return repairs.send_quote(order, plan="维修方案", lines=lines, by=w.technician(order), at=w.now)


def answer_quote(w: World, order: WorkOrder, way: int) -> object:
    """Alice agrees by the link or on the phone; without an open quote there comes a new one."""
    sent = open_quote(order)
    if sent is None or sent.valid_until < w.now:
        return quote(w, order, way)
    by, how = (w.customer(order), "link") if way % 2 else (w.actor("ava"), "phone")
    return repairs.agree(sent, name="Alice", way=how, document_hash=sent.document_hash, by=by, at=w.now)


def start(w: World, order: WorkOrder, _way: int) -> object:
    return repairs.start(order, by=w.technician(order), at=w.now)


def finish(w: World, order: WorkOrder, way: int) -> object:
    """The work is done and checked, after what the office or the customer still has to say."""
    if asked := open_changes(order).first():
        return repairs.decide_change(asked, granted=False, answer="不同意", by=w.actor("mo"), at=w.now)
    if order.path.by_sheet:
        return repairs.finish_work(order, answers=MAINTAINED, by=w.technician(order), at=w.now)
    if items_without_consent(order):
        return quote(w, order, way)
    return inspection.self_check(order, answers=CHECKED, by=w.technician(order), at=w.now)


def inspect(w: World, order: WorkOrder, _way: int) -> object:
    return inspection.inspect(order, answers=INSPECTED, by=w.actor("iris"), at=w.now)


def sign(w: World, order: WorkOrder, way: int) -> object:
    """On the technician's phone, or by the link."""
    sheet = acceptance.present(order, by=w.technician(order), at=w.now)
    by = w.customer(order) if way % 2 else w.technician(order)
    return acceptance.sign(
        sheet, signer="Alice", typed=True, document_hash=sheet.document_hash, by=by, at=w.now
    )


def pay(w: World, order: WorkOrder, way: int) -> object:
    """At once or in two parts; then the sheet is closed."""
    sheet = some(Settlement.objects.filter(order=order).first())
    owed = open_sum(sheet)
    if not owed:
        return settlement.settle(sheet, by=w.technician(order), at=w.now)
    amount = owed if way % 2 else min(owed, Decimal("20.50"))
    return settlement.record_payment(
        sheet, method="cash", amount=amount, client_key=uuid.uuid4(), by=w.technician(order), at=w.now
    )


def hand_back(w: World, order: WorkOrder, _way: int) -> object:
    by = w.technician(order) if order.technician else w.actor("ava")
    return work_orders.hand_back(order, by=by, at=w.now)


def call(w: World, order: WorkOrder, way: int) -> object:
    """The firm listens: a question is decided and told, a call is made when its time has come."""
    asked = Question.objects.filter(order=order).exclude(stage="told").first()
    if asked and asked.stage == "raised":
        return followups.decide_question(asked, decision="再次上门检查", by=w.actor("mo"), at=w.now)
    if asked:
        return followups.tell_answer(asked, by=w.actor("ava"), at=w.now)
    planned = some(Followup.objects.filter(order=order, stage="planned").order_by("pk").first())
    w.watch.moment = max(w.now, planned.not_before)
    if planned.kind == "second":
        return followups.note_no_answer(planned, by=w.actor("ava"), at=w.now)
    solved = "no" if way % 3 == 2 else "yes"
    content = CONTENT | {"solved": solved} | ({"attitude": "1"} if way % 4 == 3 else {})
    return followups.record_answer(planned, answers=content, by=w.actor("ava"), at=w.now)


NEXT: Mapping[str, Step] = {
    "created": assign,
    "assigned": take,
    "accepted": begin,
    "assessed": quote,
    "awaiting_consent": answer_quote,
    "ready": start,
    "in_repair": finish,
    "inspecting": inspect,
    "awaiting_acceptance": sign,
    "settling": pay,
    "unrepaired": hand_back,
    "closed": call,
}
"""The next step of an order that goes well."""


# What comes between ------------------------------------------------------------------------------------------


def decline(w: World, order: WorkOrder, _way: int) -> object:
    return dispatch.decline(w.live_assignment(order), reason="车辆故障", by=w.technician(order), at=w.now)


def cancel(w: World, order: WorkOrder, _way: int) -> object:
    return work_orders.cancel(order, reason="客户不修了", by=w.actor("ava"), at=w.now)


def reschedule(w: World, order: WorkOrder, _way: int) -> object:
    visit = some(open_visit(order))
    begins, ends = w.free_window(order)
    return visits.reschedule(
        visit,
        start=begins,
        end=ends,
        reason="客户改期",
        agreed_with="Alice",
        by=w.technician(order),
        at=w.now,
    )


def nobody_in(w: World, order: WorkOrder, _way: int) -> object:
    visit = some(open_visit(order))
    return visits.report_no_access(visit, reason="nobody_in", by=w.technician(order), at=w.now)


def call_off(w: World, order: WorkOrder, _way: int) -> object:
    return visits.cancel(some(open_visit(order)), reason="客户有事", by=w.technician(order), at=w.now)


def leave(w: World, order: WorkOrder, way: int) -> object:
    """The visit ends, with or without the need to come again."""
    visit = some(open_visit(order))
    if visit.stage == "arrived":
        visits.fill_checklist(visit, form="visit_end", answers=LEAVING, by=w.technician(order), at=w.now)
    cause = "缺配件" if way % 2 else ""
    return visits.finish(visit, report="已检查", second_visit_cause=cause, by=w.technician(order), at=w.now)


def ring(w: World, order: WorkOrder, way: int) -> object:
    return visits.note_contact(order, reached=bool(way % 2), by=w.technician(order), at=w.now)


def refuse_quote(w: World, order: WorkOrder, _way: int) -> object:
    sent = some(open_quote(order))
    return repairs.refuse(
        sent,
        name="Alice",
        way="link",
        document_hash=sent.document_hash,
        reason="太贵",
        by=w.customer(order),
        at=w.now,
    )


def note_part(w: World, order: WorkOrder, _way: int) -> object:
    agreed = some(newest_quote(order))
    line = some(agreed.lines.filter(kind="part").first())
    return repairs.note_part(order, quote_line=line, new_serial="N1", by=w.technician(order), at=w.now)


def note_step(w: World, order: WorkOrder, _way: int) -> object:
    return repairs.note_step(order, text="更换电容", by=w.technician(order), at=w.now)


def ask_change(w: World, order: WorkOrder, way: int) -> object:
    """Another fault found, or more time."""
    kind = ("item", "extension", "method")[way % 3]
    return repairs.ask_change(
        order, kind=kind, text="另有故障", reason="现场发现", changes_price=bool(way % 2),
        new_due=w.now + timedelta(days=20), by=w.technician(order), at=w.now,
    )  # fmt: skip


def decide_change(w: World, order: WorkOrder, way: int) -> object:
    waiting = ChangeRequest.objects.filter(order=order, state="open")
    return repairs.decide_change(
        some(waiting.first()), granted=way % 4 != 3, answer="请与客户确认", by=w.actor("mo"), at=w.now
    )


def add_item(w: World, order: WorkOrder, _way: int) -> object:
    return work_orders.add_item(order, text="清洗滤网", by=w.actor("ava"), at=w.now)


def fail_check(w: World, order: WorkOrder, _way: int) -> object:
    return inspection.self_check(order, answers=CHECKED | {"works": "fail"}, by=w.technician(order), at=w.now)


def fail_inspection(w: World, order: WorkOrder, _way: int) -> object:
    return inspection.inspect(
        order, answers=INSPECTED | {"safety": "fail"}, rework_reason="接地不良", by=w.actor("iris"), at=w.now
    )


def inspect_sample(w: World, order: WorkOrder, way: int) -> object:
    """A drawn order is looked at once more."""
    sample = some(Sample.objects.filter(order=order, inspection=None).first())
    answers = SAMPLED | ({"safety": "fail"} if way % 2 else {})
    reason = "接地不良" if way % 2 else ""
    return inspection.inspect_sample(
        sample, answers=answers, rework_reason=reason, by=w.actor("iris"), at=w.now
    )


def refuse_work(w: World, order: WorkOrder, _way: int) -> object:
    return acceptance.refuse(
        some(newest_sheet(order)), objection="噪音大", signer="Alice", by=w.technician(order), at=w.now
    )


def go_unsigned(w: World, order: WorkOrder, _way: int) -> object:
    return acceptance.accept_unsigned(
        some(newest_sheet(order)),
        exception="absent",
        reason="无人在场",
        witness="物业小张",
        by=w.actor("mo"),
        at=w.now,
    )


def claim(w: World, order: WorkOrder, way: int) -> object:
    """Not content after all: a claim, or its decision."""
    waiting = open_claim(order)
    if waiting:
        return acceptance.decide_claim(
            waiting, granted=bool(way % 2), answer="同意", by=w.actor("mo"), at=w.now
        )
    wish = ("repair", "return", "exchange")[way % 3]
    return acceptance.claim(
        order, wish=wish, text="又不制冷了", claimed_by="Alice", by=w.customer(order), at=w.now
    )


def re_repair(w: World, order: WorkOrder, _way: int) -> object:
    return work_orders.re_repair(order, reason="返修", by=w.actor("ava"), at=w.now)


def complain(w: World, order: WorkOrder, _way: int) -> object:
    return complaints.note(order, source="portal", text="来得太晚", by=w.customer(order), at=w.now)


def rate(w: World, order: WorkOrder, way: int) -> object:
    stars = 1 + way % 5
    return followups.rate(order, quality=stars, attitude=stars, time=stars, by=w.customer(order), at=w.now)


def miss_call(w: World, order: WorkOrder, way: int) -> object:
    """Nobody picks up, or the customer wants another time."""
    planned = some(Followup.objects.filter(order=order, stage="planned").order_by("pk").first())
    w.watch.moment = max(w.now, planned.not_before)
    if way % 2:
        return followups.note_no_answer(planned, by=w.actor("ava"), at=w.now)
    return followups.note_call_back(
        planned, call_back_at=w.now + timedelta(hours=3), by=w.actor("ava"), at=w.now
    )


STEPS: tuple[Step, ...] = (
    assign, take, decline, cancel, book, come, reschedule, nobody_in, call_off, leave, ring, assess, quote,
    answer_quote, refuse_quote, start, note_part, note_step, ask_change, decide_change, add_item, finish, fail_check,
    inspect, fail_inspection, inspect_sample, sign, refuse_work, go_unsigned, pay, hand_back, claim, re_repair, complain,
    rate, miss_call, call,
)  # fmt: skip
"""Everything that somebody may try with an order, at whatever stage it is."""
