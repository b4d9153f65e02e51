"""What a visit cost the firm (RQ-VIS-14)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.money import LARGEST, ZERO, yuan
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.models import Visit, VisitCost
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.visits.policies import PER_KILOMETRE
from baoxiu.flow.visits.rules import travel_cost
from baoxiu.flow.work_orders.models import WorkOrder

LONGEST = Decimal(9999)
"""Kilometres of one visit."""


class CostUnclear(InvalidInput):
    """Kilometres and fares are numbers not below zero, and not both nothing."""


class NoVisitMade(IllegalMove):
    """Nobody has been on the way."""

    message = _("Nobody has been on the way with this visit.")


@transaction.atomic
def note_cost(
    visit: Visit,
    *,
    by: Actor,
    at: datetime,
    kilometres: Decimal = ZERO,
    fares: Decimal = ZERO,
    note: str = "",
) -> VisitCost:
    """Keep the way (km with the own vehicle) and the fares in yuan; noted again, the newest holds.

    Raises ``NoVisitMade`` or ``CostUnclear`` (RQ-VIS-14).
    """
    order, visit = lock(WorkOrder(pk=visit.order_id)), lock(visit)
    visit.order = order
    may(by, "visits.go", order).or_refuse()
    if visit.set_out_at is None and visit.arrived_at is None:
        raise NoVisitMade()
    _check(kilometres, fares)
    rate = Decimal(value(PER_KILOMETRE, at=at).value)
    amount = travel_cost(kilometres, rate, fares)
    told = {"kilometres": kilometres, "per_kilometre": rate, "fares": fares, "amount": amount}
    kept = {**told, "note": note.strip()[:200], "by_name": by.name, "at": at}
    made, _new = VisitCost.objects.update_or_create(visit=visit, defaults=kept)
    known = facts.of_visit(visit, order) | told | {"note": made.note}
    record("visits.cost_noted", visit, by=by, at=at, **known)
    return made


def _check(kilometres: Decimal, fares: Decimal) -> None:
    if not 0 <= kilometres <= LONGEST or kilometres != round(kilometres, 1):
        raise CostUnclear(_("Please enter the kilometres."), field="kilometres")
    if not 0 <= fares <= LARGEST or fares != yuan(fares):
        raise CostUnclear(_("Please enter the sum paid."), field="fares")
    if not kilometres and not fares:
        raise CostUnclear(_("Please enter kilometres or fares."), field="kilometres")
