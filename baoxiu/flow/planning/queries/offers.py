"""Who could come to an order by the running plan, at what cost, and what keeps the others away (RQ-DSP-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from baoxiu.flow.planning.books import NotPlanned, book_of, outlet_of
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.deciding import MOST, minutes_of, yuan_of
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.queries.reasons import Against, against
from baoxiu.flow.planning.timing import live_plan
from baoxiu.flow.work_orders.models import WorkOrder

ASKED = 20
"""Technicians whose reasons are looked for: whoever may do it, the nearest first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody's cheapest place for the order; ``minutes`` more on the way than without, ``yuan`` of cost."""

    technician_id: int
    name: str
    start: datetime
    minutes: int
    yuan: Decimal


@dataclass(frozen=True, slots=True)
class Offers:
    """The cheapest first; of those who are not offered the sentences against them."""

    offered: tuple[Offered, ...]
    against: tuple[Against, ...]


def offers(order: WorkOrder, *, at: datetime) -> Offers:
    """The same question that ``place_order`` asks, without an answer that stays; raises ``NotPlanned``."""
    outlet = outlet_of(order)
    picture = kept_picture(book_of(outlet.pk) or PlanBook(outlet=outlet), at=at)
    place = picture.place.get(order.pk)
    if place is None:
        raise NotPlanned()
    live = live_plan(picture.problem, without(picture.routes, place), [place])
    people, settings = picture.ground.people, picture.ground.settings
    found = tuple(
        Offered(
            people[one.technician].pk,
            people[one.technician].name,
            picture.moment(one.start),
            minutes_of(one.added),
            yuan_of(one.added, settings),
        )
        for one in live.offers(place, most=MOST)
    )
    named = {one.technician_id for one in found}
    rest = [one for one in against(picture, place, ASKED) if one.technician_id not in named]
    return Offers(found, tuple(one for one in rest if one.sentences))
