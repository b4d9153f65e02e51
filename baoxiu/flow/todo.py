"""Which fact gives whom something to do, and which fact ticks it off (design.md mechanism 9).

A task is opened only while the case is at a stage where it makes sense, so that a fact heard of late opens
nothing that is done already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import models

from baoxiu.basics.accounts.models import User
from baoxiu.basics.promises.queries import due_of
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.basics.tasks.held import open_kinds
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.forms.models import FilledForm
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.matters import Matter, matter_of


@dataclass(frozen=True, slots=True)
class Job:
    """A task for a role. ``stages``: where the case must be (none: anywhere); ``promise``: its deadline.

    ``by_sheet``: only on the path of work by a sheet, or only on that of a repair (work_orders/paths.py).
    ``deadline``: only where the fact is about this promise.
    """

    kind: str
    role: str
    stages: tuple[str, ...] = ()
    promise: str = ""
    modes: tuple[str, ...] = ()
    field: str = ""
    by_sheet: bool | None = None
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a fact ticks off and what it opens."""

    closes: tuple[str, ...] = ()
    opens: tuple[Job, ...] = ()


_AT_WORK = ("accepted", "assessed", "ready", "in_repair")
_BROUGHT = ("carry_in", "send_in", "remote")

REVIEW = Job("review", "agent", ("submitted",), promise="first_review")
AWAIT_INFORMATION = Job("await_information", "agent", ("information_missing",))
CONTACT_AGAIN = Job("contact_again", "agent", field="next_try_at")
DISPATCH = Job("dispatch", "dispatcher", ("created",))
ACCEPT_JOB = Job("accept_job", "technician", ("assigned",))
BOOK_VISIT = Job("book_visit", "technician", ("accepted",), promise="contact", modes=("on_site",))
BOOK_AGAIN = Job("book_visit", "technician", _AT_WORK, promise="repair", modes=("on_site",))
COME_AGAIN = Job("book_visit", "technician", _AT_WORK, promise="repair", field="second_visit_cause")
ASSESS = Job("assess", "technician", ("accepted",), promise="assessment", by_sheet=False)
ASSESS_HERE = Job("assess", "technician", ("accepted",), promise="assessment", modes=_BROUGHT, by_sheet=False)
SITE = Job("confirm_site", "technician", ("accepted",), promise="repair", by_sheet=True)
SITE_HERE = Job("confirm_site", "technician", ("accepted",), promise="repair", modes=_BROUGHT, by_sheet=True)
QUOTE = Job("quote", "technician", ("assessed",), promise="repair")
QUOTE_AGAIN = Job("quote", "technician", ("awaiting_consent",), promise="repair")
REPAIR = Job("repair", "technician", ("ready", "in_repair"), promise="repair", by_sheet=False)
WORK = Job("work_by_sheet", "technician", ("ready", "in_repair"), promise="repair", by_sheet=True)
DECIDE_CHANGE = Job("decide_change", "supervisor")
CHECK_STEP = Job("check_step", "supervisor", ("in_repair",), field="to_check")
TELL_NEWS = Job("tell_news", "agent", ("ready", "in_repair", "inspecting"), deadline="news")
ROUTE_EXCHANGE = Job("route_exchange", "service_manager", ("unrepaired",))
EXCHANGE = Job("exchange", "service_manager")
CONFIRM_APPEARANCE = Job("confirm_appearance", "technician", ("inspecting", "awaiting_acceptance"))
SCORE_EFFECT = Job("score_effect", "supervisor", ("settling", "settled"), field="effect_wanted")
INSPECT = Job("inspect", "inspector", ("inspecting",), promise="repair")
SAMPLE = Job("sample", "inspector", ("awaiting_acceptance", "settling", "settled", "closed"))
PRESENT = Job("present_acceptance", "technician", ("awaiting_acceptance",))
SETTLE = Job("settle", "technician", ("settling",))
HAND_BACK = Job("hand_back", "technician", ("unrepaired",), modes=("on_site",))
HAND_BACK_HERE = Job("hand_back", "agent", ("unrepaired",), modes=_BROUGHT)
FOLLOWUP = Job("followup", "followup_clerk", ("planned",))
QUESTION = Job("question", "service_manager", promise="question")
TELL_ANSWER = Job("tell_answer", "followup_clerk", promise="answer")
CORRECT = Job("correct", "technician")
CLOSE_DEMAND = Job("close_demand", "team_leader")
COMPENSATE = Job("compensate", "service_manager")
CLAIM = Job("claim", "service_manager")
ASSIST = Job("assist", "", ("asked",))
USE_ANSWER = Job("use_answer", "agent", ("answered", "handed_back"))
COMPLAINT = Job("complaint", "service_manager")
FAILED_ITEM = Job("failed_item", "supervisor")

_IN_REVIEW = ("review", "await_information", "put_forward")
_BY_TECHNICIAN = ("accept_job", "book_visit", "assess", "confirm_site", "quote", "repair", "work_by_sheet")
_ON_ORDER = (
    "dispatch", *_BY_TECHNICIAN, "decide_change", "check_step", "inspect", "present_acceptance", "settle",
    "hand_back", "tell_news", "route_exchange", "confirm_appearance", "score_effect",
)  # fmt: skip

TODO: Mapping[str, Change] = {
    "intake.submitted": Change(opens=(REVIEW,)),
    "intake.asked": Change(closes=("review",), opens=(AWAIT_INFORMATION,)),
    "intake.supplemented": Change(closes=("await_information",), opens=(REVIEW,)),
    "intake.accepted": Change(closes=_IN_REVIEW),
    "intake.refused": Change(closes=_IN_REVIEW),
    "intake.advised": Change(closes=_IN_REVIEW),
    "intake.withdrawn": Change(closes=_IN_REVIEW),
    "intake.merged": Change(closes=_IN_REVIEW),
    "intake.contacted": Change(closes=("contact_again", "tell_news"), opens=(CONTACT_AGAIN,)),
    "order.created": Change(opens=(DISPATCH,)),
    "dispatch.not_possible": Change(opens=(DISPATCH,)),
    "dispatch.declined": Change(closes=_BY_TECHNICIAN, opens=(DISPATCH,)),
    "dispatch.assigned": Change(closes=("dispatch", *_BY_TECHNICIAN), opens=(ACCEPT_JOB,)),
    "dispatch.accepted": Change(closes=("accept_job",), opens=(BOOK_VISIT, ASSESS_HERE, SITE_HERE)),
    "visits.booked": Change(closes=("book_visit",)),
    "visits.arrived": Change(closes=("book_visit",), opens=(ASSESS, SITE)),
    "visits.contacted": Change(closes=("tell_news",)),
    "visits.no_access": Change(opens=(BOOK_AGAIN,)),
    "visits.cancelled": Change(opens=(BOOK_AGAIN,)),
    "visits.finished": Change(opens=(COME_AGAIN,)),
    "repairs.assessed": Change(
        closes=("assess", "quote", "repair"), opens=(QUOTE, HAND_BACK, HAND_BACK_HERE, ROUTE_EXCHANGE)
    ),
    "repairs.exchange_routed": Change(closes=("route_exchange",), opens=(EXCHANGE,)),
    "promise.broken": Change(opens=(TELL_NEWS,)),
    "repairs.site_confirmed": Change(closes=("confirm_site",), opens=(WORK,)),
    "repairs.quoted": Change(closes=("quote", "repair", "work_by_sheet")),
    "repairs.no_consent_needed": Change(closes=("quote",), opens=(REPAIR,)),
    "repairs.agreed": Change(closes=("quote",), opens=(REPAIR, WORK)),
    "repairs.refused": Change(closes=("quote",), opens=(HAND_BACK, HAND_BACK_HERE)),
    "repairs.lapsed": Change(opens=(QUOTE_AGAIN,)),
    "repairs.change_asked": Change(opens=(DECIDE_CHANGE,)),
    "repairs.change_granted": Change(closes=("decide_change",)),
    "repairs.change_refused": Change(closes=("decide_change",)),
    "repairs.step_noted": Change(opens=(CHECK_STEP,)),
    "repairs.step_passed": Change(closes=("check_step",)),
    "repairs.step_failed": Change(closes=("check_step",)),
    "inspection.self_checked": Change(closes=("repair", "book_visit"), opens=(INSPECT,)),
    "repairs.work_finished": Change(closes=("work_by_sheet", "book_visit"), opens=(PRESENT,)),
    "inspection.passed": Change(closes=("inspect", "tell_news"), opens=(PRESENT,)),
    "inspection.failed": Change(closes=("inspect",), opens=(REPAIR,)),
    "inspection.sampled": Change(opens=(SAMPLE,)),
    "inspection.sample_passed": Change(closes=("sample",)),
    "inspection.sample_failed": Change(closes=("sample", "present_acceptance"), opens=(REPAIR, WORK)),
    "inspection.demanded": Change(closes=("close_demand",), opens=(CORRECT,)),
    "inspection.demand_answered": Change(closes=("correct",), opens=(CLOSE_DEMAND,)),
    "inspection.demand_closed": Change(closes=("close_demand",)),
    "visits.damage_noted": Change(opens=(COMPENSATE,)),
    "visits.damage_compensated": Change(closes=("compensate",)),
    "acceptance.signed": Change(
        closes=("present_acceptance", "confirm_appearance"), opens=(SETTLE, SCORE_EFFECT)
    ),
    "acceptance.unsigned": Change(
        closes=("present_acceptance", "confirm_appearance"), opens=(SETTLE, SCORE_EFFECT)
    ),
    "acceptance.refused": Change(closes=("present_acceptance",), opens=(REPAIR, WORK)),
    "acceptance.appearance_noted": Change(opens=(CONFIRM_APPEARANCE,)),
    "acceptance.appearance_confirmed": Change(closes=("confirm_appearance",)),
    "acceptance.effect_scored": Change(closes=("score_effect",)),
    "acceptance.claimed": Change(opens=(CLAIM,)),
    "acceptance.claim_granted": Change(closes=("claim",)),
    "acceptance.claim_refused": Change(closes=("claim",)),
    "settlement.settled": Change(closes=("settle",)),
    "order.handed_back": Change(closes=_ON_ORDER),
    "order.cancelled": Change(closes=_ON_ORDER),
    "order.closed": Change(closes=_ON_ORDER),
    "followups.solved_planned": Change(opens=(FOLLOWUP,)),
    "followups.planned": Change(opens=(FOLLOWUP,)),
    "followups.second_planned": Change(opens=(FOLLOWUP,)),
    "followups.regular_planned": Change(opens=(FOLLOWUP,)),
    "followups.answered": Change(closes=("followup",)),
    "followups.no_answer": Change(closes=("followup",), opens=(FOLLOWUP,)),
    "followups.call_back": Change(closes=("followup",), opens=(FOLLOWUP,)),
    "followups.question_raised": Change(closes=("tell_answer",), opens=(QUESTION,)),
    "followups.question_decided": Change(closes=("question",), opens=(TELL_ANSWER,)),
    "followups.answer_told": Change(closes=("tell_answer",)),
    "assistance.asked": Change(opens=(ASSIST,)),
    "assistance.passed_on": Change(closes=("assist", "use_answer"), opens=(ASSIST,)),
    "assistance.answered": Change(closes=("assist",), opens=(USE_ANSWER,)),
    "assistance.handed_back": Change(closes=("assist",), opens=(USE_ANSWER,)),
    "assistance.closed": Change(closes=("use_answer",)),
    "assistance.withdrawn": Change(closes=("assist", "use_answer")),
    "complaints.noted": Change(opens=(COMPLAINT,)),
    "form.filled": Change(opens=(FAILED_ITEM,)),
}


def follow(event: Event, matter: Matter | None = None) -> None:
    """Tick off and open what the table says; a fact without a row costs one lookup. Idempotent."""
    change = TODO.get(event.kind)
    matter = (matter or matter_of(event)) if change else None
    if change is None or matter is None:
        return
    subject = _subject(event, matter)
    by = Actor(event.actor_kind, event.actor_id, event.actor_name)
    if change.closes:
        close_tasks(subject, *change.closes, by=by, at=event.at)
    for job in change.opens:
        if _fits(job, subject, matter):
            _open(job, subject, matter)


def _subject(event: Event, matter: Matter) -> models.Model:
    """What the task hangs on: the call, the question, the order, or the request."""
    if event.kind.startswith("assistance."):
        return Assistance.objects.select_related("helper", "asked_by").get(pk=event.subject_id)
    if event.kind.startswith("followups."):
        return Followup.objects.get(pk=event.data["followup_id"])
    return matter.order or matter.request


def _fits(job: Job, subject: models.Model, matter: Matter) -> bool:
    if job.stages and subject.stage not in job.stages:
        return False
    if job.deadline and matter.event.data.get("promise") != job.deadline:
        return False
    if job.modes and matter.order and matter.order.mode not in job.modes:
        return False
    if job.by_sheet is not None and matter.order and matter.order.path.by_sheet is not job.by_sheet:
        return False
    return not job.field or bool(matter.event.data.get(job.field))


def _open(job: Job, subject: models.Model, matter: Matter) -> None:
    if job is FAILED_ITEM:
        _open_failed_items(subject, matter)
    elif job.kind not in open_kinds(subject):
        _put(job, subject, matter, key=f"{job.kind}:{matter.event.pk}", note=_note(matter.event))


def _note(event: Event) -> str:
    return str(event.data.get("reason") or event.data.get("objection") or "")


def _open_failed_items(subject: models.Model, matter: Matter) -> None:
    """Each failed item of the checklist that is marked so gets its task (design.md mechanism 6)."""
    filled = FilledForm.objects.select_related("form").get(pk=matter.event.data["filled_id"])
    for item in filled.form.items:
        if item.key in matter.event.data["opens_tasks"]:
            key = f"{FAILED_ITEM.kind}:{matter.event.pk}:{item.key}"
            _put(FAILED_ITEM, subject, matter, key=key, note=f"{filled.form.title}：{item.label}")


def _not_before(subject: models.Model, matter: Matter) -> datetime | None:
    """A call waits for its first day; after a try that nobody answered, for the next try."""
    again = matter.event.data.get("next_try_at")
    if again:
        return datetime.fromisoformat(again)
    return subject.not_before if isinstance(subject, Followup) else None


def _assignee(job: Job, subject: models.Model, matter: Matter) -> User | None:
    """A technician's work is the technician's own; of a question, the person asked or the person who asked."""
    if isinstance(subject, Assistance):
        return subject.helper if job is ASSIST else subject.asked_by
    return matter.technician if job.role == "technician" else None


def _due(job: Job, subject: models.Model, matter: Matter) -> datetime | None:
    """The end of a call's window, the time a helper was given; otherwise the deadline of the job's promise."""
    if job is ASSIST:
        return cast(Assistance, subject).due_at
    if job is FOLLOWUP:
        return cast(Followup, subject).until
    number = matter.order.number if matter.order else ""
    return due_of(matter.event.chain, job.promise, number=number) if job.promise else None


def _put(job: Job, subject: models.Model, matter: Matter, *, key: str, note: str) -> None:
    open_task(
        job.kind,
        subject,
        role=cast(Assistance, subject).role if job is ASSIST else job.role,
        key=key,
        at=matter.event.at,
        due_at=_due(job, subject, matter),
        not_before=_not_before(subject, matter),
        assignee=_assignee(job, subject, matter),
        outlet_id=matter.outlet_id,
        label=matter.number,
        note=note,
    )
