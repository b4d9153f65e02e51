"""How equally the month's work is shared (RQ-DSP-01): measured, with the rule behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.policy.queries import value
from baoxiu.flow.planning.people import MONTH
from baoxiu.flow.planning.rules import gini
from baoxiu.flow.visits.models import Visit

HARD_LEVEL = 4
"""A fault that needs this skill level or more counts as hard."""

RULE = _(
    "A new order goes to whoever it costs least. The next hour costs more for whoever has more: the weights of equal "
    "shares over the day and over the month, in the settings, say how much."
)


@dataclass(frozen=True, slots=True)
class Share:
    """What one technician did in four weeks."""

    technician: Technician
    visits: int
    hours: float
    kilometres: Decimal
    paid: Decimal
    hard: int
    weekend: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """All shares, and how unequal each kind is: 0 equal, towards 1 when one has everything."""

    shares: tuple[Share, ...]
    inequality: dict[str, float]
    rule: object
    weights: tuple[int, int]

    def of(self, technician_id: int) -> Share | None:
        """A technician's own."""
        return next((one for one in self.shares if one.technician.pk == technician_id), None)


MEASURES = ("visits", "hours", "kilometres", "paid", "hard", "weekend")


def fairness(actor: Actor, *, at: datetime, outlet_id: int | None = None) -> Fairness:
    """The last four weeks of the technicians in the actor's scope; a technician sees himself among his outlet's figures."""
    people = Technician.objects.filter(is_active=True).select_related("outlet")
    if actor.technician_id and not actor.has("orders.see"):
        people = people.filter(outlet__technicians=actor.technician_id)
    else:
        people = people.for_actor(actor)
    if outlet_id:
        people = people.filter(outlet=outlet_id)
    shares = _shares(people.order_by("name", "pk"), at)
    shown = (
        shares
        if actor.has("orders.see")
        else [one for one in shares if one.technician.pk == actor.technician_id]
    )
    return Fairness(
        tuple(shown),
        {name: round(gini([float(getattr(one, name)) for one in shares]), 3) for name in MEASURES},
        RULE,
        (value("planning.fair_day", at=at).whole, value("planning.fair_month", at=at).whole),
    )


def _shares(people: Iterable[Technician], at: datetime) -> list[Share]:
    listed = list(people)
    made: defaultdict[int, list[Visit]] = defaultdict(list)
    rows = Visit.objects.filter(
        technician__in=listed, finished_at__range=(at - MONTH, at), arrived_at__isnull=False
    )
    rows = rows.select_related("order__request__fault", "cost").exclude(
        arrived_at__gt=models.F("finished_at")
    )
    for visit in rows:
        made[visit.technician_id].append(visit)
    return [_share(one, made[one.pk]) for one in listed]


def _share(technician: Technician, visits: Sequence[Visit]) -> Share:
    costs = [visit.cost for visit in visits if hasattr(visit, "cost")]
    seconds = sum((visit.finished_at - visit.arrived_at).total_seconds() for visit in visits)
    faults = [visit.order.request.fault for visit in visits]
    return Share(
        technician=technician,
        visits=len(visits),
        hours=round(seconds / 3600, 1),
        kilometres=sum((cost.kilometres for cost in costs), Decimal(0)),
        paid=sum((cost.amount for cost in costs), Decimal(0)),
        hard=sum(1 for fault in faults if fault and fault.level >= HARD_LEVEL),
        weekend=sum(1 for visit in visits if visit.arrived_at.astimezone(SHANGHAI).weekday() >= 5),
    )
