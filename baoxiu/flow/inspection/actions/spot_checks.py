"""The team leader's spot checks, and their demands until closed (RQ-QC-13, RQ-QC-07)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.inspection.models import SpotCheck
from baoxiu.flow.inspection.permissions import may_spot_check
from baoxiu.flow.inspection.policies import DEMAND_DAYS
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

State = SpotCheck.State


class NoWorkYet(IllegalMove):
    """Nobody works on it."""

    message = _("There is no work to look at: nobody has taken this job yet.")


class NoDemand(IllegalMove):
    """Nothing is demanded, or not any more."""

    message = _("Nothing is waiting here: the demand is not open, or has not been answered.")


class ClosingUnfounded(InvalidInput):
    """Demanded again, it says what is still wrong."""

    message = _("Please write what is not right.")


@transaction.atomic
def spot_check(order: WorkOrder, *, finding: str, by: Actor, at: datetime, demand: str = "") -> SpotCheck:
    """Keep what was found in somebody else's work; ``demand`` says what is to be put right, by a day of the policy.

    Raises ``NoWorkYet`` (RQ-QC-13).
    """
    order = lock(order)
    may_spot_check(by, order).or_refuse()
    if order.technician_id is None:
        raise NoWorkYet()
    wanted = demand.strip()[:300]
    made = SpotCheck.objects.create(
        order=order,
        technician_id=order.technician_id,
        finding=sentence(finding, "finding"),
        demand=wanted,
        due_at=at + timedelta(days=value(DEMAND_DAYS, at=at).whole) if wanted else None,
        state=State.DEMANDED if wanted else State.IN_ORDER,
        by_name=by.name,
        at=at,
    )
    kind = "inspection.demanded" if wanted else "inspection.spot_checked"
    record(kind, made, by=by, at=at, text=wanted or made.finding, due_at=made.due_at, **_known(made, order))
    return made


@transaction.atomic
def answer_demand(check: SpotCheck, *, answer: str, by: Actor, at: datetime) -> SpotCheck:
    """The technician says what was put right. Raises ``NoDemand``."""
    order, check = _locked(check)
    may(by, "repairs.repair", order).or_refuse()
    if check.state != State.DEMANDED:
        raise NoDemand()
    check.state, check.answer, check.answered_by = State.ANSWERED, sentence(answer, "answer")[:300], by.name
    check.save(update_fields=["state", "answer", "answered_by"])
    record("inspection.demand_answered", check, by=by, at=at, text=check.answer, **_known(check, order))
    return check


@transaction.atomic
def close_demand(
    check: SpotCheck, *, accepted: bool, by: Actor, at: datetime, closing: str = ""
) -> SpotCheck:
    """Close an answered demand, or demand again with words. Raises ``NoDemand`` or ``ClosingUnfounded``."""
    order, check = _locked(check)
    may_spot_check(by, order).or_refuse()
    if check.state != State.ANSWERED:
        raise NoDemand()
    if not accepted and not closing.strip():
        raise ClosingUnfounded(field="closing")
    check.closing = closing.strip()[:300]
    check.state = State.CLOSED if accepted else State.DEMANDED
    if accepted:
        check.closed_by, check.closed_at = by.name, at
    check.save(update_fields=["state", "closing", "closed_by", "closed_at"])
    kind = "inspection.demand_closed" if accepted else "inspection.demanded"
    words = check.closing or check.demand
    record(kind, check, by=by, at=at, text=words, due_at=check.due_at, **_known(check, order))
    return check


def _locked(check: SpotCheck) -> tuple[WorkOrder, SpotCheck]:
    order = lock(WorkOrder(pk=check.order_id))
    check = lock(check)
    check.order = order
    return order, check


def _known(check: SpotCheck, order: WorkOrder) -> dict[str, Any]:
    return facts.of_order(order) | {"spot_check_id": check.pk}
