"""Whose turn it is: the one next step, what is possible beside it, and what is waited for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps import STEPS, Step

WAITING: Mapping[str, tuple[object, object]] = {
    "created": (
        gettext_lazy("Waiting for the dispatcher"),
        gettext_lazy("The job is being given to somebody."),
    ),
    "assessed": (
        gettext_lazy("Who pays is not decided"),
        gettext_lazy("The office decides on the warranty first, then the quote can be made."),
    ),
    "awaiting_consent": (
        gettext_lazy("Waiting for consent"),
        gettext_lazy("The customer answers the quote."),
    ),
    "ready": (gettext_lazy("Ready for repair"), gettext_lazy("The repair begins at the product.")),
    "in_repair": (gettext_lazy("In repair"), gettext_lazy("The repair goes on at the product.")),
    "inspecting": (
        gettext_lazy("Waiting for the final inspection"),
        gettext_lazy("A colleague inspects the work. This page shows it at once."),
    ),
    "settled": (gettext_lazy("Settled"), gettext_lazy("The order is being closed.")),
    "unrepaired": (
        gettext_lazy("To be returned unrepaired"),
        gettext_lazy("The office confirms the return to the customer and closes the order."),
    ),
    "closed": (gettext_lazy("Closed"), gettext_lazy("Everything is done.")),
    "cancelled": (
        gettext_lazy("Cancelled"),
        gettext_lazy("This order was cancelled. Nothing more is to be done."),
    ),
}
SOON = frozenset({"awaiting_acceptance", "settling", "settled"})
"""The system acts by itself within seconds."""
WATCHED = SOON | {"inspecting", "awaiting_consent", "assessed", "unrepaired"}


@dataclass(frozen=True, slots=True)
class Turn:
    """``step`` is the next; without one, ``waiting`` says what for."""

    step: Step | None
    quick: Sequence[Step]
    others: Sequence[Step]
    waiting: tuple[object, object]
    watch_seconds: int


def turn_of(job: Job) -> Turn:
    """What this person can do with the order now."""
    possible = [step for step in STEPS if step.fits(job) and step.verdict(job)]
    step = next((one for one in possible if one.leads(job)), None)
    rest = [one for one in possible if one is not step]
    working = job.order.stage == "in_repair"
    return Turn(
        step=step,
        quick=[one for one in rest if one.quick and working],
        others=[one for one in rest if not (one.quick and working)],
        waiting=WAITING.get(job.order.stage, ("", "")),
        watch_seconds=_watch(job.order.stage),
    )


def said(job: Job, done: object) -> str:
    """The toast after a step: what happened and what is next."""
    turn = turn_of(job)
    if turn.step:
        return _("%(done)s Next: %(next)s") % {"done": done, "next": turn.step.label}
    return str(done)


def mark(order: WorkOrder, visit: Visit | None) -> str:
    """Where order and visit stand, to see whether somebody moved them."""
    return f"{order.stage}-{visit.stage if visit else ''}"


def _watch(stage: str) -> int:
    if stage in SOON:
        return 4
    return 20 if stage in WATCHED else 0
