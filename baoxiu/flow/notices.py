"""Which fact is told to whom (RQ-NOT-01, RQ-NOT-02, RQ-NOT-04). The words are in ``basics.notifications``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from baoxiu.basics.accounts.models import User
from baoxiu.basics.notifications.actions import Recipient, queue
from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.queries import holders
from baoxiu.basics.promises.models import Promise
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import timeline
from baoxiu.core.rows import once_here
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.dispatch.actions.assign_by_rule import BY_HAND
from baoxiu.flow.intake.links import url_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.matters import Matter, matter_of
from baoxiu.flow.notice_words import WORDS

type Audience = Callable[[Matter], Iterable[Recipient]]


def customer(matter: Matter) -> list[Recipient]:
    """Whoever reported, in the language and at the address of the report."""
    request = matter.request
    return [Recipient.of_customer(request.customer, address=request.email, language=request.language)]


def customer_of_one(matter: Matter) -> list[Recipient]:
    """Whoever reported one device; who sent many hears of all at once, and who is told why a request came of
    another has heard of it."""
    return [] if matter.request.batch_id or matter.request.came_from_id else customer(matter)


def customer_without_visit(matter: Matter) -> list[Recipient]:
    """Whoever was told a time for which no visit is booked yet; a booked one has a notice of its own."""
    return [] if matter.event.data["booked"] else customer(matter)


def customer_of_many(matter: Matter) -> list[Recipient]:
    """Once for a delivery, with its first device (RQ-INT-20)."""
    return customer(matter) if matter.event.data["first"] else []


def technician(matter: Matter) -> list[Recipient]:
    """The order's technician."""
    return [Recipient.of_user(matter.technician)] if matter.technician else []


def _people(code: str, outlet_id: int | None) -> list[Recipient]:
    """Who holds a role; asked once for all the facts that are handled together."""
    return once_here(
        ("people", code, outlet_id), lambda: [Recipient.of_user(user) for user in holders(code, outlet_id)]
    )


def role(code: str) -> Audience:
    """Everybody with a role who works for the outlet."""
    return lambda matter: _people(code, matter.outlet_id)


def clerk(matter: Matter) -> list[Recipient]:
    """The colleague who took the case on; where a program did, the outlet's agents (RQ-EXE-07)."""
    taken = timeline(matter.event.chain).filter(kind="intake.accepted", actor_kind="staff").last()
    user = User.objects.filter(pk=taken.actor_id, is_active=True).first() if taken else None
    return [Recipient.of_user(user)] if user else list(role("agent")(matter))


def dispatchers_in_need(matter: Matter) -> list[Recipient]:
    """The dispatchers, unless the firm dispatches everything by hand: then the task says enough."""
    return [] if matter.event.data.get("why") == BY_HAND else list(role("dispatcher")(matter))


def helper(matter: Matter) -> list[Recipient]:
    """The person who was asked; without such a person, everybody of the role."""
    row = assistance_of(matter.event)
    return [
        Recipient.of_user(user) for user in ([row.helper] if row.helper else holders(row.role, row.outlet_id))
    ]


def asker(matter: Matter) -> list[Recipient]:
    """Who asked the helper."""
    row = assistance_of(matter.event)
    return [Recipient.of_user(row.asked_by)] if row.asked_by else []


def assistance_of(event: Event) -> Assistance:
    """The question that an event, or the deadline of an event, is about."""
    key = event.subject_id
    if event.kind.startswith("promise."):
        key = Promise.objects.get(pk=key).subject_id
    return Assistance.objects.select_related("helper", "asked_by").get(pk=key)


def owner(matter: Matter) -> list[Recipient]:
    """The role that a deadline's event names; a technician's deadline is the technician's own, and that of a
    question concerns helper and asker until it goes higher (RQ-TRI-09)."""
    if matter.event.data["promise"] == "assistance" and matter.event.kind != "promise.escalated":
        return [*helper(matter), *asker(matter)]
    wanted = str(matter.event.data["role"])
    if wanted != "technician":
        return _people(wanted, matter.outlet_id)
    return technician(matter) or _people("dispatcher", matter.outlet_id)


def leader(matter: Matter) -> list[Recipient]:
    """The role that hears why something is late (RQ-NOT-04)."""
    return _people(str(matter.event.data["role"]), matter.outlet_id)


@dataclass(frozen=True, slots=True)
class Tell:
    """One notice to one audience."""

    code: str
    to: Audience


NOTICES: Mapping[str, tuple[Tell, ...]] = {
    "intake.submitted": (Tell("request_received", customer_of_one),),
    "intake.batched": (Tell("batch_received", customer_of_many),),
    "intake.asked": (Tell("information_needed", customer),),
    "intake.refused": (Tell("request_refused", customer),),
    "intake.advised": (Tell("solved_remotely", customer),),
    "intake.split_off": (Tell("request_split", customer),),
    "intake.merged": (Tell("request_merged", customer),),
    "order.created": (Tell("request_accepted", customer),),
    "dispatch.not_possible": (Tell("no_candidate", dispatchers_in_need),),
    "dispatch.assigned": (Tell("job_new", technician),),
    "dispatch.declined": (Tell("job_declined", role("dispatcher")),),
    "dispatch.accepted": (Tell("technician_assigned", customer),),
    "planning.left_out": (Tell("no_candidate", role("dispatcher")),),
    "planning.told": (Tell("visit_booked", customer_without_visit),),
    "planning.window_moved": (Tell("visit_rescheduled", customer_without_visit),),
    "planning.counter_booked": (Tell("counter_booked", customer),),
    "planning.counter_moved": (Tell("counter_booked", customer),),
    "visits.booked": (Tell("visit_booked", customer),),
    "visits.rescheduled": (Tell("visit_rescheduled", customer),),
    "visits.set_out": (Tell("on_the_way", customer),),
    "visits.no_access": (Tell("no_access", customer),),
    "repairs.assessed": (Tell("assessment_result", customer),),
    "repairs.quoted": (Tell("quote_waiting", customer),),
    "repairs.agreed": (Tell("quote_agreed", customer), Tell("quote_answered", technician)),
    "repairs.refused": (Tell("quote_refused", customer), Tell("quote_answered", technician)),
    "repairs.lapsed": (Tell("quote_lapsed", customer), Tell("quote_answered", technician)),
    "repairs.change_asked": (
        Tell("change_asked", role("supervisor")),
        Tell("change_asked", role("team_leader")),
    ),
    "repairs.change_granted": (Tell("change_answered", technician),),
    "repairs.change_refused": (Tell("change_answered", technician),),
    "repairs.extended": (Tell("longer_time", customer),),
    "repairs.delay_reported": (Tell("delay_reported", role("service_manager")),),
    "repairs.step_failed": (Tell("rework", technician),),
    "repairs.jointly_reviewed": (Tell("joint_plan", technician),),
    "inspection.self_checked": (Tell("work_reported", clerk),),
    "repairs.work_finished": (Tell("work_reported", clerk),),
    "inspection.passed": (Tell("repair_finished", customer),),
    "inspection.failed": (Tell("rework", technician),),
    "inspection.sample_failed": (Tell("rework", technician),),
    "acceptance.refused": (Tell("rework", technician),),
    "inspection.demanded": (Tell("demand", technician),),
    "acceptance.claim_granted": (Tell("claim_decided", customer),),
    "acceptance.claim_refused": (Tell("claim_decided", customer),),
    "settlement.prepared": (Tell("settlement_sheet", customer),),
    "order.handed_back": (Tell("returned_unrepaired", customer),),
    "order.closed": (Tell("case_closed", customer),),
    "followups.no_answer": (Tell("followup_missed", customer),),
    "followups.dissatisfied": (Tell("customer_dissatisfied", role("service_manager")),),
    "satisfaction.asked": (Tell("survey_invited", customer),),
    "satisfaction.dissatisfied": (Tell("customer_dissatisfied", role("service_manager")),),
    "followups.praised": (Tell("praise_received", technician),),
    "assistance.asked": (Tell("assistance_asked", helper),),
    "assistance.passed_on": (Tell("assistance_asked", helper),),
    "assistance.answered": (Tell("assistance_replied", asker),),
    "assistance.handed_back": (Tell("assistance_replied", asker),),
    "promise.warned": (Tell("promise_warned", owner),),
    "promise.broken": (Tell("promise_late", owner),),
    "promise.escalated": (Tell("promise_escalated", owner),),
    "promise.explained": (Tell("delay_explained", leader),),
}


def follow(event: Event, matter: Matter | None = None) -> None:
    """Queue the notices of a fact; a fact nobody is told of costs one lookup. Idempotent."""
    tells = NOTICES.get(event.kind)
    matter = (matter or matter_of(event)) if tells else None
    if tells is None or matter is None:
        return
    for tell in tells:
        for recipient in tell.to(matter):
            _queue(tell.code, recipient, matter)


def words_in(code: str, request: RepairRequest, language: str) -> dict[str, str] | None:
    """What a notice's variables are in a case that has come to it, for its preview; ``None`` where it has not.

    The customer's own link stays out of sight (RQ-SEC-01).
    """
    kinds = [kind for kind, tells in NOTICES.items() if any(tell.code == code for tell in tells)]
    event = timeline(request.chain).filter(kind__in=kinds).last()
    matter = matter_of(event) if event else None
    if matter is None:
        return None
    words = {name: WORDS[name](matter, language) for name in KINDS[code].variables if name != "link"}
    return words | {"link": "https://…"}


def _queue(code: str, to: Recipient, matter: Matter) -> None:
    language = to.text_language
    person = f"u{to.user_id}" if to.user_id else f"c{to.customer_id}"
    queue(
        code,
        to=to,
        variables={name: WORDS[name](matter, language) for name in KINDS[code].variables},
        key=f"{code}:{matter.event.pk}:{person}",
        at=matter.event.at,
        case=matter.event.chain,
        link=matter.place if to.user_id else url_for(matter.request),
    )
