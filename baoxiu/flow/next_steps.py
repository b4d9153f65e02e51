"""What follows from what: the whole business on one page.

A stage records what happened and knows nothing of what comes later (docs/flow.md). This page says, for every fact, what
follows: read the table ``NEXT`` from top to bottom and you have followed a repair from the report to the follow-up
call. Each step calls one action of a later stage, after the commit of the fact, exactly once (``core.events.outbox``).

A step may come late, when people have gone on by hand meanwhile: what is past already is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext

from baoxiu.basics.promises import actions as promises
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.rows import lock_row
from baoxiu.flow import notices, public_events, todo
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.queries import confirmation_of, wants_effect
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import CustomerFile, Followup
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.matters import matter_of, order_id_of
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.planning.books import planned_outlets
from baoxiu.flow.planning.jobs import wake_improver
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.warranty import actions as warranty
from baoxiu.flow.warranty.queries import is_judged
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop import actions as workshop
from baoxiu.flow.workshop.yard import outlets_with_bays

type Step = Callable[[Event], object]


def follow(event: Event) -> None:
    """Everything that follows from a fact."""
    for step in steps_of(event):
        step(event)


def steps_of(event: Event) -> tuple[Step, ...]:
    """What follows, one after the other. A past taken over from an archive had its next steps already."""
    if event.actor_kind == "import":
        return ()
    return promises.follow, public_events.follow, *NEXT.get(event.kind, ()), _tell_people


def _tell_people(event: Event) -> None:
    """Who has something to do now, and who is told."""
    if event.kind in todo.TODO or event.kind in notices.NOTICES:
        matter = matter_of(event)
        todo.follow(event, matter)
        notices.follow(event, matter)


def create_order(event: Event) -> None:
    """An accepted request becomes a work order (RQ-WO-01, RQ-TRI-06)."""
    work_orders.create(lock_row(RepairRequest, event.subject_id), by=SYSTEM, at=event.at)


def queue_for_team(event: Event) -> None:
    """A new request goes into the queue of the team for its service, where the firm has teams (RQ-INT-15)."""
    intake.queue_by_rule(event.subject_id, event.data["service"], by=SYSTEM, at=event.at)


def begin_review_route(event: Event) -> None:
    """Where the firm has set it, departments give their opinion before a request is decided on (RQ-TRI-05)."""
    intake.begin_route_by_rule(event.subject_id, by=SYSTEM, at=event.at)


def end_review_route(event: Event) -> None:
    """No department is asked about what was withdrawn or goes on elsewhere."""
    intake.end_route(event.subject_id, by=SYSTEM, at=event.at)


def judge_at_the_counter(event: Event) -> None:
    """What date and proof say about the warranty, before anybody has seen the product (RQ-WAR-11).

    Where nothing is repaired there is nothing to judge (RQ-INT-16).
    """
    order = _order(event)
    if not order.path.by_sheet and order.stage_now.group != "closed" and not is_judged(order):
        warranty.judge(order, stage="counter", cause="unknown", by=SYSTEM, at=event.at)


def dispatch_by_rule(event: Event) -> None:
    """The best technician by the plan or by points, also for what one gave back; where nobody fits or people choose, a
    task is opened (RQ-DSP-01, RQ-DSP-02, RQ-DSP-06)."""
    planning.place_order(_order(event), by=SYSTEM, at=event.at)


def improve_plan(event: Event) -> None:
    """Around a new order the plan of its outlet is made better (RQ-DSP-01)."""
    if event.data["cause"] == "placed":
        wake_improver()


def follow_in_plan(event: Event) -> None:
    """What was agreed, given or cancelled by people takes its place in the plan, or leaves it (RQ-APT-01, RQ-DSP-02)."""
    if event.data.get("outlet_id") in planned_outlets():
        planning.follow_order(_order(event), by=SYSTEM, at=event.at)


def book_what_was_told(event: Event) -> None:
    """The customer knows a time already: the visit is booked as soon as a technician has taken the job (RQ-APT-01)."""
    if event.data.get("outlet_id") in planned_outlets():
        planning.book_told(_order(event), by=SYSTEM, at=event.at)


def receive_in_workshop(event: Event) -> None:
    """What stands on the counter, is looked at or comes back for rework gets a bay, or waits for one (RQ-APT-09)."""
    if event.data.get("outlet_id") in outlets_with_bays():
        workshop.receive_by_rule(
            _order(event), reported=event.kind == "order.created", by=SYSTEM, at=event.at
        )


def leave_workshop(event: Event) -> None:
    """The work is over: the bay is free, and the next unit that waits gets it (RQ-APT-09)."""
    workshop.leave(_order(event), by=SYSTEM, at=event.at)


def drop_visit_of_former_technician(event: Event) -> None:
    """Who no longer has the job does not come; the next one books anew (RQ-DSP-02)."""
    former = event.data.get("old_technician_id")
    if not former:
        return
    order = _order(event)
    if former != order.technician_id:
        reason = gettext("The order went to another technician.")
        visits.drop(order, of=former, reason=reason, by=SYSTEM, at=event.at)


def drop_visit_of_cancelled_order(event: Event) -> None:
    """Nobody comes for a cancelled order."""
    visits.drop(_order(event), reason=gettext("The order was cancelled."), by=SYSTEM, at=event.at)


def present_for_acceptance(event: Event) -> None:
    """Passed work is put before the customer (RQ-ACC-01)."""
    order = _order(event)
    if order.stage == "awaiting_acceptance":
        acceptance.present(order, by=SYSTEM, at=event.at)


def repair_again(event: Event) -> None:
    """A sample that failed after the handover: the product is repaired anew, by an order of its own (RQ-QC-12)."""
    if event.data["back"] == "re_repair":
        work_orders.re_repair(_order(event), reason=event.data["reason"], by=SYSTEM, at=event.at)


def repair_claimed(event: Event) -> None:
    """A granted claim for another repair; return and exchange wait for their own stage (RQ-ACC-02)."""
    if event.data["wish"] == "repair":
        work_orders.re_repair(_order(event), reason=event.data["text"], by=SYSTEM, at=event.at)


def prepare_settlement(event: Event) -> None:
    """A signed job gets its settlement sheet (RQ-FEE-06)."""
    settlement.prepare(_order(event), by=SYSTEM, at=event.at)


def settle_what_costs_nothing(event: Event) -> None:
    """Where the customer owes nothing there is nothing to wait for (M01)."""
    sheet = Settlement.objects.get(pk=event.subject_id)
    if not sheet.total_customer and sheet.settled_at is None:
        settlement.settle(sheet, by=SYSTEM, at=event.at)


def close_order(event: Event) -> None:
    """Settled, confirmed by the signature or by the recorded exception, and its effect judged where the firm wants
    that (RQ-WO-08, RQ-ACC-04, RQ-ACC-05)."""
    order = _order(event)
    if order.stage == "settled" and not wants_effect(order, event.at):
        work_orders.close(order, confirmation=confirmation_of(order), by=SYSTEM, at=event.at)


def plan_followup(event: Event) -> None:
    """The customer has the product back, repaired or not: the firm calls (RQ-REV-01)."""
    followups.plan(_order(event), by=SYSTEM, at=event.at)


def plan_second_call(event: Event) -> None:
    """A week after the first talk the firm calls again, about other things (RQ-REV-02)."""
    if event.data["call"] == "first":
        followups.plan_second(lock_row(Followup, event.subject_id), by=SYSTEM, at=event.at)


def note_complaint(event: Event) -> None:
    """Dissatisfaction is never only a mark: it becomes an entry that somebody owns (RQ-CMP-01)."""
    complaints.note(
        _order(event),
        source=event.data["source"],
        text=event.data["text"],
        by=SYSTEM,
        at=event.at,
        key=str(event.uuid),
    )


def want_file_after_check_in(event: Event) -> None:
    """Who brings something in gets a customer's file within two days (RQ-CUS-02, T25)."""
    if event.data["channel"] == RepairRequest.Channel.COUNTER:
        followups.want_file(event.subject_id, reason="check_in", by=SYSTEM, at=event.at)


def want_file_after_consultation(event: Event) -> None:
    """So does who was advised (RQ-CUS-02, T25)."""
    if lock_row(RepairRequest, event.subject_id).service == RepairRequest.Service.CONSULTATION:
        followups.want_file(event.subject_id, reason="consultation", by=SYSTEM, at=event.at)


def ask_for_file(event: Event) -> None:
    """The clerk has the task, with the deadline that has begun to run (T25)."""
    followups.ask_for_file(lock_row(CustomerFile, event.subject_id), by=SYSTEM, at=event.at)


def call_after_complaint(event: Event) -> None:
    """A complaint was solved: the firm calls by itself and asks (RQ-REV-17)."""
    followups.plan_after_complaint(_order(event), by=SYSTEM, at=event.at)


def _order(event: Event) -> WorkOrder:
    return lock_row(WorkOrder, order_id_of(event))


NEXT: Mapping[str, tuple[Step, ...]] = {
    # The customer reports; the review accepts.
    "intake.submitted": (queue_for_team, begin_review_route, want_file_after_check_in),
    "intake.advised": (want_file_after_consultation,),
    "intake.withdrawn": (end_review_route,),
    "intake.merged": (end_review_route,),
    "intake.accepted": (create_order,),
    "order.created": (judge_at_the_counter, dispatch_by_rule, receive_in_workshop),
    # A technician takes the job, or gives it back.
    "dispatch.assigned": (drop_visit_of_former_technician, follow_in_plan),
    "dispatch.accepted": (book_what_was_told,),
    "dispatch.declined": (drop_visit_of_former_technician, dispatch_by_rule),
    "order.cancelled": (drop_visit_of_cancelled_order, follow_in_plan, leave_workshop),
    # The plan of an outlet follows what people agree on, and is made better around what is new.
    "planning.changed": (improve_plan,),
    "visits.booked": (follow_in_plan,),
    "visits.rescheduled": (follow_in_plan,),
    "visits.cancelled": (follow_in_plan,),
    "visits.no_access": (follow_in_plan,),
    # Visit, assessment, quote, consent and repair are people's steps: tasks and promises follow (todo, promises).
    "inspection.passed": (present_for_acceptance, leave_workshop),
    # An installation or a maintenance ends with its sheet, without an inspection (work_orders/paths.py).
    "repairs.work_finished": (present_for_acceptance, leave_workshop),
    # A unit in the workshop needs a bay as long as somebody works on it.
    "repairs.assessed": (receive_in_workshop,),
    "acceptance.refused": (receive_in_workshop,),
    # A drawn order is inspected once more; failed, it goes back, before or after the handover.
    "inspection.sample_failed": (repair_again, receive_in_workshop),
    # The customer signs; money and end follow.
    "acceptance.signed": (prepare_settlement,),
    "acceptance.unsigned": (prepare_settlement,),
    # Not content afterwards, and rightly so.
    "acceptance.claim_granted": (repair_claimed,),
    "settlement.prepared": (settle_what_costs_nothing,),
    "settlement.settled": (close_order,),
    "acceptance.effect_scored": (close_order,),
    "order.closed": (plan_followup,),
    # Or the product goes back unrepaired.
    "order.handed_back": (plan_followup, leave_workshop),
    # The firm listens.
    "followups.answered": (plan_second_call,),
    "followups.file_wanted": (ask_for_file,),
    "complaints.solved": (call_after_complaint,),
    "followups.dissatisfied": (note_complaint,),
    "satisfaction.dissatisfied": (note_complaint,),
}
