"""From rows to the planner's problem and its present routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from baoxiu.core.clock import legal_date
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route, Technician, Weights
from baoxiu.flow.dispatch.queries import van_limits
from baoxiu.flow.planning import demand
from baoxiu.flow.planning.changes import stops_on, with_days
from baoxiu.flow.planning.chosen import chosen
from baoxiu.flow.planning.crew import technician
from baoxiu.flow.planning.ground import UNDER_WAY, Ground
from baoxiu.flow.planning.models import PlanBook, SlotHold
from baoxiu.flow.planning.needs import given_way
from baoxiu.flow.planning.people import people_of
from baoxiu.flow.planning.roads import roads_at, travel_by
from baoxiu.flow.planning.work import Stand, work_of
from baoxiu.flow.work_orders.models import WorkOrder


@dataclass(frozen=True)
class Picture:
    """The plan of an outlet as the planner sees it: first the orders, then the holds; and the way back to the rows.

    ``place``: the orders' places in the problem, by their keys; ``standing``: the routes as the rows have them.
    """

    ground: Ground
    problem: Problem
    orders: tuple[WorkOrder, ...]
    holds: tuple[SlotHold, ...]
    place: Mapping[int, int]
    standing: tuple[Route, ...]
    instead: tuple[Route, ...] | None = None

    def moment(self, second: int) -> datetime:
        """A second of the horizon on the clock."""
        return self.ground.begin + timedelta(seconds=second)

    @property
    def routes(self) -> tuple[Route, ...]:
        """The plan as it stands, or what somebody tries ``instead``."""
        return self.standing if self.instead is None else self.instead

    def with_order(self, order_id: int, **changes: Any) -> Picture:
        """The same with one order bound otherwise: another window, somebody else."""
        place = self.place[order_id]
        return self._with({place: replace(self.problem.orders[place], **changes)}, self.ground)

    def with_routes(self, routes: tuple[Route, ...]) -> Picture:
        """The same with other routes, to go on from there."""
        return replace(self, instead=routes)

    def bound_otherwise(self, freed: Collection[int], unbound: Collection[int]) -> Picture:
        """The same in which the told windows and locks of ``freed`` do not hold, and anybody may take over ``unbound``.

        Of the orders that are in it; one whose time lies beyond the horizon is not in it.
        """
        ground = replace(self.ground, freed=frozenset(freed), unbound=frozenset(unbound))
        changed = {
            self.place[key]: bound
            for key in {*freed, *unbound} & self.place.keys()
            if (bound := demand.order(self.orders[self.place[key]], ground)) is not None
        }
        found = self._with(changed, ground)
        return replace(
            found, problem=replace(found.problem, weights=weights_of(ground, found.problem.orders))
        )

    def _with(self, changed: Mapping[int, Order], ground: Ground) -> Picture:
        """Other orders at these places; the routes are the same."""
        orders = list(self.problem.orders)
        for place, order in changed.items():
            orders[place] = order
        problem = replace(self.problem, orders=tuple(orders))
        return replace(self, ground=ground, problem=problem, instead=self.routes)


def picture_of(
    book: PlanBook,
    *,
    at: datetime,
    days: int | None = None,
    freed: Collection[int] = (),
    unbound: Collection[int] = (),
) -> Picture:
    """What is to be planned from today on, all read anew.

    ``freed``: orders whose told window and lock do not hold any more; ``unbound``: those that anybody may take over.
    """
    settings = chosen(book.outlet, at)
    days = days or settings.whole("horizon_days")
    ground = Ground(
        book=book,
        at=at,
        days=days,
        settings=settings,
        work=work_of(book, at=at),
        people=tuple(people_of(book.outlet, legal_date(at), days)),
        freed=frozenset(freed),
        unbound=frozenset(unbound),
        roads=roads_at(at),
    )
    return drawn(ground)


def drawn(ground: Ground) -> Picture:
    """The picture on its ground."""
    orders = {row.pk: demand.order(row, ground) for row in ground.work.orders}
    return put_together(ground, orders, [technician(person, ground) for person in ground.people])


def put_together(
    ground: Ground,
    drawn_orders: Mapping[int, Order | None],
    technicians: Iterable[Technician],
    before: Picture | None = None,
) -> Picture:
    """The picture of what was drawn one by one; ``None``: an order that is not to be planned. ``before``: the last one, whose
    routes are taken over as far as they are the same."""
    under_way = {key for key, visit in ground.work.visits.items() if visit.stage in UNDER_WAY}
    pairs = [
        (row, one)
        for row in ground.work.orders
        if row.id not in under_way and (one := drawn_orders[row.id]) is not None
    ]
    holds = tuple(hold for hold in ground.work.holds if hold.technician_id in ground.place)
    technicians = tuple(technicians)
    wanted = (*(one for _row, one in pairs), *(demand.held(hold, ground) for hold in holds))
    wanted = given_way(wanted, technicians, limits=van_limits(ground.book.outlet, ground.at))
    problem = Problem(
        name=f"{ground.book.outlet.code} {ground.first}",
        travel=travel_by(ground.roads),
        technicians=technicians,
        orders=wanted,
        weights=weights_of(ground, wanted),
    )
    orders = tuple(row for row, _one in pairs)
    place = {row.id: number for number, row in enumerate(orders)}
    standing = _standing_as_before(ground, place, holds, before) if before else None
    if standing is None:
        standing = _standing(ground, orders, holds)
    return Picture(ground, problem, orders, holds, place, standing)


def _standing(ground: Ground, orders: Iterable[WorkOrder], holds: Iterable[SlotHold]) -> tuple[Route, ...]:
    """The stops of each day by their times."""
    found: defaultdict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
    stands, number = ground.work.stands, 0
    for number, order in enumerate(orders, start=1):
        for who, day, start, turn in stands.get(order.id, ()):
            found[who, day].append((start, turn, number - 1))
    for place, hold in enumerate(holds, start=number):
        found[hold.technician_id, hold.day.toordinal()].append((hold.start.timestamp(), 0, place))
    first = ground.first.toordinal()
    days = {
        (ground.place[who], day - first): stops
        for (who, day), stops in found.items()
        if who in ground.place and 0 <= day - first < ground.days
    }
    return tuple(
        Route(who, day, tuple(place for _start, _turn, place in sorted(stops)))
        for (who, day), stops in sorted(days.items())
    )


def _standing_as_before(
    ground: Ground, place: Mapping[int, int], holds: Collection[SlotHold], before: Picture
) -> tuple[Route, ...] | None:
    """The same, of which only the days of orders that stand otherwise than before are told anew.

    ``None`` where people, days or the numbers of orders are others, or something is held.
    """
    known = before.ground
    same = (known.first, known.days, known.place) == (ground.first, ground.days, ground.place)
    if holds or before.holds or not same or any(place.get(key) != at for key, at in before.place.items()):
        return None
    old, new, first = known.work.stands, ground.work.stands, ground.first.toordinal()
    other = {key for key in place if key not in before.place or old.get(key) != new.get(key)}

    def day_of(stand: Stand) -> tuple[int, int] | None:
        who, day = ground.place.get(stand[0]), stand[1] - first
        return (who, day) if who is not None and 0 <= day < ground.days else None

    days: dict[tuple[int, int], tuple[int, ...]] = {}
    for stand in [one for key in other for one in (*old.get(key, ()), *new.get(key, ()))]:
        day = day_of(stand)
        if day is not None and day not in days:
            there = {before.orders[stop].id for stop in stops_on(before.standing, day)} | other
            stands = [
                (one[2], one[3], place[key])
                for key in there
                for one in new.get(key, ())
                if day_of(one) == day
            ]
            days[day] = tuple(number for _start, _turn, number in sorted(stands))
    return with_days(before.standing, days)


def weights_of(ground: Ground, orders: Iterable[Order]) -> Weights:
    """Terms that nothing can cost are left out: the search is quicker without them."""
    weights = ground.settings.weights
    can_be_late = any(one.due is not None and one.due < one.windows[-1][1] for one in orders)
    overtime = ground.settings.whole("overtime_minutes")
    return replace(
        weights,
        lateness=weights.lateness if can_be_late else 0,
        overtime=weights.overtime if overtime else 0,
        part_missing=weights.part_missing if any(one.handy for one in orders) else 0,
    )
