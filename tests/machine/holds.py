"""What holds after every step, whoever did what in whatever order (standards.md 4.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models

from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.reckoning import LIVE, TOLD
from baoxiu.basics.tasks.models import Task
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links
from baoxiu.core.numbers.models import Series
from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.repairs.models import PartUsed, Quote
from baoxiu.flow.repairs.queries import quote_in_force
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.visits.actions.book import BOOKABLE
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from tests.machine.world import World

type Faults = Iterator[str]


@dataclass(frozen=True)
class Sight:
    """What there is, read once."""

    orders: dict[int, WorkOrder]
    requests: dict[int, RepairRequest]
    assignments: list[Assignment]
    visits: list[Visit]
    tasks: list[Task]
    promises: list[Promise]
    quotes: list[Quote]

    @cached_property
    def sent(self) -> set[int]:
        """The orders whose customer is asked."""
        return {quote.order_id for quote in self.quotes if quote.stage == "sent"}

    def visits_at(self, *stages: str) -> list[Visit]:
        """Those that stand there."""
        return [visit for visit in self.visits if visit.stage in stages]


def look() -> Sight:
    """Everything as it is now."""
    return Sight(
        orders=WorkOrder.objects.select_related("technician", "closure", "cancellation").in_bulk(),
        requests=RepairRequest.objects.in_bulk(),
        assignments=list(Assignment.objects.filter(state__in=Assignment.LIVE)),
        visits=list(Visit.objects.filter(stage__in=("booked", "travelling", "arrived"))),
        tasks=list(Task.objects.open()),
        promises=list(Promise.objects.filter(state__in=LIVE).prefetch_related("pauses")),
        quotes=list(Quote.objects.select_related("consent").prefetch_related("lines")),
    )


OVER = ORDER.codes("closed")
BEFORE_ACCEPTANCE = (
    "created", "assigned", "accepted", "assessed", "awaiting_consent", "ready", "in_repair", "inspecting",
)  # fmt: skip
AT_WORK = ("in_repair", "inspecting", "awaiting_acceptance", "settling", "settled")
AFTERWARDS = ("followup", "second_followup", "regular_followup", "question", "answer", "assistance")
"""Deadlines of what comes after the order's end."""


def faults() -> list[str]:
    """Everything that does not hold now."""
    seen = look()
    return [f"{holds.__name__}: {fault}" for holds in ALWAYS for fault in holds(seen)]


def final_faults(world: World) -> list[str]:
    """The same with what is costly to look at."""
    return faults() + [f"{holds.__name__}: {fault}" for holds in AT_THE_END for fault in holds(world)]


# Stages come from the history ---------------------------------------------------------------------------------

_ORDER_VERBS: dict[str, str | Callable[[dict[str, Any]], str | None]] = {
    "dispatch.assigned": "assign",
    "dispatch.declined": "decline",
    "dispatch.accepted": "accept",
    "repairs.assessed": lambda data: "assess" if data["result"] == "repairable" else "find_unrepairable",
    "repairs.quoted": "ask_consent",
    "repairs.no_consent_needed": "need_no_consent",
    "repairs.agreed": "consent",
    "repairs.refused": "refuse_quote",
    "repairs.started": "start",
    "repairs.site_confirmed": "confirm_site",
    "repairs.work_finished": "finish_work",
    "inspection.self_checked": "self_check",
    "inspection.passed": "pass_inspection",
    "inspection.failed": "fail_inspection",
    "inspection.sample_failed": lambda data: "fail_sample" if data["back"] == "rework" else None,
    "acceptance.signed": "accept_work",
    "acceptance.unsigned": "accept_unsigned",
    "acceptance.refused": "refuse_work",
    "settlement.settled": "settle",
    "order.handed_back": "hand_back",
    "order.closed": "close",
}
_REQUEST_VERBS = {
    "intake.accepted": "accept",
    "intake.asked": "ask_for_more",
    "intake.supplemented": "supplement",
    "intake.advised": "settle_remotely",
    "intake.refused": "refuse",
    "intake.withdrawn": "withdraw",
    "intake.merged": "merge",
    "intake.closed": "close",
    "intake.reopened": "reopen",
}
_VISIT_VERBS = {
    "visits.rescheduled": "reschedule",
    "visits.set_out": "set_out",
    "visits.arrived": "arrive",
    "visits.no_access": "report_no_access",
    "visits.finished": "finish",
    "visits.cancelled": "cancel",
}


def stage_follows_from_history(_world: World) -> Faults:
    """Each row stands where its events led, by allowed moves only."""
    orders: dict[int, str] = {}
    requests: dict[int, str] = {}
    visits: dict[int, str] = {}
    for event in Event.objects.filter(chain__startswith="case:").order_by("pk"):
        key = event.data.get("order_id")
        if event.kind == "order.created":
            orders[event.subject_id] = "created"
        elif event.kind == "order.cancelled":
            verb = "break_off" if event.data["old"] == "in_repair" else "cancel"
            orders[key] = ORDER.after(verb, orders[key])
        elif event.kind in _ORDER_VERBS:
            named = _ORDER_VERBS[event.kind]
            found = named if isinstance(named, str) else named(event.data)
            if found == "need_no_consent" and orders[key] in ("ready", "in_repair"):
                found = None
            if found:
                orders[key] = ORDER.after(found, orders[key])
        elif event.kind == "intake.submitted":
            requests[event.subject_id] = "submitted"
        elif event.kind == "intake.merged" and requests[event.subject_id] == "merged":
            continue
        elif event.kind in _REQUEST_VERBS:
            requests[event.subject_id] = REQUEST.after(_REQUEST_VERBS[event.kind], requests[event.subject_id])
        elif event.kind == "visits.booked":
            visits[event.subject_id] = "booked"
        elif event.kind in _VISIT_VERBS:
            visits[event.subject_id] = VISIT.after(_VISIT_VERBS[event.kind], visits[event.subject_id])
    for rows, told in ((WorkOrder, orders), (RepairRequest, requests), (Visit, visits)):
        stored = dict(rows.objects.values_list("pk", "stage"))
        if stored != told:
            yield f"{rows.__name__}: stored {stored}, told {told}"


def ends_are_whole(seen: Sight) -> Faults:
    """What is over has outcome, time and confirmation; what is open has none of them."""
    stages: dict[int, list[str]] = {}
    for order in seen.orders.values():
        stages.setdefault(order.request_id, []).append(order.stage)
        over = order.stage in OVER
        if over != bool(order.closed_at) or (over and not order.outcome):
            yield f"{order} {order.stage}: {order.closed_at} {order.outcome!r}"
        if hasattr(order, "closure") != (order.stage == "closed"):
            yield f"{order} {order.stage}: closure"
        if hasattr(order, "cancellation") != (order.stage == "cancelled"):
            yield f"{order} {order.stage}: cancellation"
    for request in seen.requests.values():
        mine = stages.get(request.pk, [])
        if request.stage == "accepted" and not set(mine) - set(OVER):
            yield f"{request} is accepted, and its orders are {mine}"
        if request.stage not in ("accepted", "closed") and mine:
            yield f"{request} {request.stage} has orders {mine}"


# Who has what -------------------------------------------------------------------------------------------------


def somebody_has_the_order(seen: Sight) -> Faults:
    """The live assignment names the order's technician; before and after there is none."""
    live = {row.order_id: row for row in seen.assignments}
    for order in seen.orders.values():
        given = live.get(order.pk)
        if (given and given.technician_id) != order.technician_id:
            yield f"{order} {order.stage}: technician {order.technician_id}, assigned {given}"
        if order.stage not in ("created", "cancelled") and order.technician_id is None:
            yield f"{order} {order.stage} has no technician"
        if order.stage == "assigned" and (given is None or given.state != "offered"):
            yield f"{order} is assigned, its assignment {given and given.state}"


def visits_fit_their_orders(seen: Sight) -> Faults:
    """Nobody is on the way to an order that is over or somebody else's, and nobody else stands at its door."""
    for visit in seen.visits:
        order = seen.orders[visit.order_id]
        if visit.stage != "arrived" and order.stage in OVER:
            yield f"{visit.stage} visit of {order} {order.stage}"
        if order.stage not in OVER and visit.technician_id != order.technician_id:
            yield f"{visit.stage} visit of {order} {order.stage} by somebody else"


_POSSIBLE: dict[str, tuple[str, ...]] = {
    "dispatch": ("created",),
    "accept_job": ("assigned",),
    "assess": ("accepted",),
    "confirm_site": ("accepted",),
    "quote": ("assessed", "awaiting_consent"),
    "repair": ("ready", "in_repair"),
    "work_by_sheet": ("ready", "in_repair"),
    "book_visit": BOOKABLE,
    "check_step": ("in_repair",),
    "inspect": ("inspecting",),
    "present_acceptance": ("awaiting_acceptance",),
    "settle": ("settling",),
    "hand_back": ("unrepaired",),
    "review": ("submitted",),
    "await_information": ("information_missing",),
}
"""Stages at which a task can be done."""


def tasks_can_be_done(seen: Sight) -> Faults:
    """Every open task is possible now, and a technician's is the order's technician's."""
    for task in seen.tasks:
        rows = {"workorder": seen.orders, "repairrequest": seen.requests}.get(task.subject_kind, {})
        thing: Any = rows.get(task.subject_id)
        if thing and thing.stage not in _POSSIBLE.get(task.kind, (thing.stage,)):
            yield f"{task.kind} of {thing} at {thing.stage}"
        if task.role == "technician" and isinstance(thing, WorkOrder) and thing.stage not in OVER:
            mine = thing.technician.user_id if thing.technician else None
            if task.assignee_id != mine:
                yield f"{task.kind} of {thing} {thing.stage} is {task.assignee_id}'s, the order {mine}'s"
    coming = {visit.order_id for visit in seen.visits}
    for task in seen.tasks:
        if task.kind == "book_visit" and task.subject_id in coming:
            yield f"book_visit of {task.label}, which has a visit"


_WANTED = {
    "created": {"dispatch"},
    "assigned": {"accept_job"},
    "accepted": {"assess", "confirm_site", "book_visit"},
    "assessed": {"quote"},
    "awaiting_consent": {"quote"},
    "ready": {"repair", "work_by_sheet"},
    "in_repair": {"repair", "work_by_sheet"},
    "inspecting": {"inspect"},
    "awaiting_acceptance": {"present_acceptance"},
    "settling": {"settle"},
    "unrepaired": {"hand_back"},
}


def nothing_is_forgotten(seen: Sight) -> Faults:
    """Each open case stands on somebody's list, unless the customer has the word or somebody is on the way."""
    kinds: dict[tuple[str, int], set[str]] = {}
    for task in seen.tasks:
        kinds.setdefault((task.subject_kind, task.subject_id), set()).add(task.kind)
    coming = {visit.order_id for visit in seen.visits}
    for order in seen.orders.values():
        if order.stage in OVER or (order.stage == "awaiting_consent" and order.pk in seen.sent):
            continue
        if order.stage == "accepted" and order.pk in coming:
            continue
        if not kinds.get(("workorder", order.pk), set()) & _WANTED.get(order.stage, set()):
            yield f"{order} {order.stage} {order.mode}: {kinds.get(('workorder', order.pk))}"
    for request in seen.requests.values():
        waits = request.stage in ("submitted", "information_missing")
        if waits and not kinds.get(("repairrequest", request.pk)):
            yield f"{request} {request.stage}"


# Deadlines ----------------------------------------------------------------------------------------------------


def deadlines_run_while_they_should(seen: Sight) -> Faults:
    """None on what is over; the repair's runs until the work has passed, and stands while the customer is asked."""
    orders = {order.number: order for order in seen.orders.values()}
    running = Counter((promise.kind, promise.label) for promise in seen.promises)
    for promise in seen.promises:
        pause = next((pause for pause in promise.pauses.all() if pause.ends_at is None), None)
        paused, due = pause is not None, promise.due_at
        stands = promise.limit_unit == TOLD or (pause and due and due <= pause.starts_at)
        if paused != (due is None) and not stands:
            yield f"{promise.kind} of {promise.label}: paused {paused}, due {due}"
        if promise.kind in AFTERWARDS:
            continue
        order = orders.get(promise.label)
        case = seen.requests[int(promise.case.partition(":")[2])]
        if case.stage_now.group == "closed" or (order and order.stage in OVER):
            yield f"{promise.kind} runs on {promise.label or promise.case}, which is over"
        if promise.kind == "repair" and order and paused != (order.pk in seen.sent):
            yield f"repair of {order} {order.stage}: paused {paused}"
    for order in orders.values():
        count = running["repair", order.number]
        if count != (order.stage in BEFORE_ACCEPTANCE) and order.stage != "unrepaired":
            yield f"{order} {order.stage}: {count} repair deadlines"
        asked = order.pk in seen.sent and order.stage not in OVER
        if running["quote", order.number] != asked:
            yield f"{order} {order.stage}: {running['quote', order.number]} deadlines of a quote"


# Money --------------------------------------------------------------------------------------------------------


def sums_add_up(seen: Sight) -> Faults:
    """Every total is the sum of its lines; nobody paid more than agreed; what is settled is paid."""
    for quote in seen.quotes:
        yield from _sums(quote, quote.lines.all())
    for sheet in Settlement.objects.prefetch_related("lines", "payments").select_related("order"):
        yield from _sums(sheet, sheet.lines.all())
        paid = sum((payment.amount for payment in sheet.payments.all()), Decimal(0))
        if paid > sheet.total_customer or (sheet.settled_at and paid != sheet.total_customer):
            yield f"{sheet}: {paid} paid of {sheet.total_customer}"
        if bool(sheet.settled_at) != (sheet.order.stage in ("settled", "closed")):
            yield f"{sheet} of {sheet.order.stage} order: settled {sheet.settled_at}"
        yield from _agreed(sheet)
    for part in PartUsed.objects.values("quote_line", "quote_line__quantity").annotate(
        sum=models.Sum("quantity")
    ):
        if part["sum"] > part["quote_line__quantity"]:
            yield f"built in {part['sum']}, agreed {part['quote_line__quantity']}"


def _sums(paper: Any, lines: Any) -> Faults:
    customer = sum((line.amount for line in lines if line.payer == "customer"), Decimal(0))
    rest = sum((line.amount for line in lines if line.payer != "customer"), Decimal(0))
    if (customer, rest) != (paper.total_customer, paper.total_company):
        yield f"{paper}: {paper.total_customer}+{paper.total_company}, lines {customer}+{rest}"
    for line in lines:
        if line.amount != (line.quantity * line.unit_price).quantize(Decimal("0.01")):
            yield f"{paper}: {line} {line.quantity} × {line.unit_price} = {line.amount}"


def _agreed(sheet: Settlement) -> Faults:
    """The customer pays what the newest agreed version says, and signed for exactly what was done."""
    quote = quote_in_force(sheet.order)
    if sheet.total_customer and (quote is None or quote.stage != "agreed"):
        yield f"{sheet}: nobody agreed to {sheet.total_customer}"
    if quote and quote.total_customer != sheet.total_customer:
        yield f"{sheet}: {sheet.total_customer} of agreed {quote.total_customer}"
    if not Acceptance.objects.filter(sheet__order=sheet.order, accepted=True).exists():
        yield f"{sheet}: nobody accepted the work"


def one_quote_holds(seen: Sight) -> Faults:
    """Who repairs has a version that holds; an answer stands beside each answered one."""
    holding = Counter(quote.order_id for quote in seen.quotes if quote.stage in ("agreed", "free"))
    for order in seen.orders.values():
        if order.stage not in OVER and holding[order.pk] > 1:
            yield f"{order}: {holding[order.pk]} versions hold"
        if order.stage in AT_WORK and not holding[order.pk] and not order.path.by_sheet:
            yield f"{order} {order.stage}: no version holds"
    for quote in seen.quotes:
        if quote.stage == "agreed" and (quote.consent.document_hash, quote.consent.agreed) != (
            quote.document_hash,
            True,
        ):
            yield f"{quote}: consent to something else"


# The books ----------------------------------------------------------------------------------------------------

NUMBERED = {"BX": RepairRequest, "WX": WorkOrder, "JS": Settlement, "TS": ComplaintEntry}


def numbers_have_no_gap(_seen: Sight) -> Faults:
    """As many numbers as rows, day by day."""
    for series in Series.objects.filter(code__in=NUMBERED):
        rows = NUMBERED[series.code].objects.filter(number__startswith=f"{series.code}{series.period}-")
        if rows.count() != series.last:
            yield f"{series}: {series.last} taken, {rows.count()} rows"


def chains_hold(_world: World) -> Faults:
    """No event was changed, left out or put elsewhere."""
    for pk in RepairRequest.objects.values_list("pk", flat=True):
        yield from map(str, broken_links(f"case:{pk}"))


def decisions_name_their_rules(_world: World) -> Faults:
    """Every decision can be shown and contested; what rules could not decide carries a person's words."""
    by_hand = Verdict.objects.exclude(note="").values("decision")
    for decision in Decision.objects.filter(rule_ids=[]).exclude(result="undecided").exclude(pk__in=by_hand):
        yield str(decision)


def walls_hold(world: World) -> Faults:
    """The neighbour's manager and somebody without a role see nothing of it."""
    for name in ("wang", "charlie", "wen"):
        actor = world.actor(name)
        for rows in (RepairRequest, WorkOrder, Visit):
            if rows.objects.for_actor(actor).exists():
                yield f"{name} sees {rows.__name__}"


ALWAYS = (
    ends_are_whole, somebody_has_the_order, visits_fit_their_orders, tasks_can_be_done, nothing_is_forgotten,
    deadlines_run_while_they_should, sums_add_up, one_quote_holds, numbers_have_no_gap,
)  # fmt: skip
AT_THE_END = (stage_follows_from_history, chains_hold, decisions_name_their_rules, walls_hold)
