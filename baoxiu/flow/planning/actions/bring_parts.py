"""What the van lacks comes from a colleague, and the order gets its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from baoxiu.basics.parts.actions import hand_over
from baoxiu.basics.parts.models import Part
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import NotFound
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.planning.actions.place_order import place_order
from baoxiu.flow.planning.books import locked_book, outlet_of
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.work_orders.models import WorkOrder


@dataclass(frozen=True, slots=True)
class Bringing:
    """So many units of a part, from one technician to another; all by their keys."""

    part_id: int
    units: int
    from_id: int
    to_id: int


@transaction.atomic
def bring_parts(order: WorkOrder, what: Sequence[Bringing], *, by: Actor, at: datetime) -> Assignment | None:
    """Hand the parts over between vans of the order's outlet, and place the order with what is there then (RQ-DSP-02).

    Both or nothing. Raises ``NotFound`` for people of another outlet, ``NotOnVan`` where the parts have gone meanwhile.
    """
    outlet = outlet_of(order)
    may_plan(outlet.pk, by).or_refuse()
    locked_book(outlet)
    people = {one.pk: one for one in Technician.objects.filter(outlet=outlet, is_active=True)}
    parts = Part.objects.in_bulk([one.part_id for one in what])
    for one in what:
        giver, taker, part = people.get(one.from_id), people.get(one.to_id), parts.get(one.part_id)
        if giver is None or taker is None or part is None:
            raise NotFound
        hand_over(giver, part, Decimal(one.units), to=taker, order_number=order.number, by=by, at=at)
    return place_order(order, by=by, at=at)
