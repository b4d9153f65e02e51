"""Something about the looks, found at the acceptance, is confirmed with the customer (RQ-QC-03)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance.models import AppearanceProblem
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

FOUND_AT = ("inspecting", "awaiting_acceptance")


class NotAtAcceptance(IllegalMove):
    """Before the inspection the self-check looks at it; after the signature it is a claim."""

    message = _("This is noted from the final inspection until the customer signs.")


class AppearanceOpen(IllegalMove):
    """The customer has not confirmed what was found (RQ-QC-03)."""

    message = _(
        "Something about the looks was found. Please confirm it with the customer before the signature."
    )


class ConfirmedAlready(IllegalMove):
    """Confirmed once."""

    message = _("The customer has confirmed this already.")


class ConfirmationUnclear(InvalidInput):
    """With whom, and what was said."""


@transaction.atomic
def note_appearance(order: WorkOrder, *, text: str, by: Actor, at: datetime) -> AppearanceProblem:
    """Keep a scratch or dent found at the acceptance; the lead technician confirms it with the customer at once.

    Raises ``NotAtAcceptance``, ``InvalidInput`` (RQ-QC-03).
    """
    order = lock(order)
    may(by, "acceptance.sign", order).or_refuse()
    if order.stage not in FOUND_AT:
        raise NotAtAcceptance()
    made = AppearanceProblem.objects.create(
        order=order,
        text=sentence(text, "text")[:300],
        technician_id=order.technician_id,
        by_name=by.name,
        at=at,
    )
    known = facts.of_order(order) | {"appearance_id": made.pk}
    record("acceptance.appearance_noted", made, by=by, at=at, text=made.text, **known)
    return made


@transaction.atomic
def confirm_appearance(
    problem: AppearanceProblem, *, confirmed_with: str, outcome: str, by: Actor, at: datetime
) -> AppearanceProblem:
    """Keep with whom it was confirmed, and what the customer said. Raises ``ConfirmedAlready``, ``ConfirmationUnclear``."""
    order, problem = lock(WorkOrder(pk=problem.order_id)), lock(problem)
    may(by, "acceptance.sign", order).or_refuse()
    if problem.confirmed_at is not None:
        raise ConfirmedAlready()
    if not confirmed_with.strip():
        raise ConfirmationUnclear(_("Please note who at the customer's was told."), field="confirmed_with")
    if not outcome.strip():
        raise ConfirmationUnclear(_("Please write what the customer said."), field="outcome")
    problem.order = order
    problem.confirmed_with, problem.outcome = confirmed_with.strip()[:80], outcome.strip()[:300]
    problem.confirmed_by, problem.confirmed_at = by.name, at
    problem.save(update_fields=["confirmed_with", "outcome", "confirmed_by", "confirmed_at"])
    known = facts.of_order(order) | {"appearance_id": problem.pk, "name": problem.confirmed_with}
    record("acceptance.appearance_confirmed", problem, by=by, at=at, text=problem.outcome, **known)
    return problem
