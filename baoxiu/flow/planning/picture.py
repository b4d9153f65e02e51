"""From rows to the planner's problem and its present routes, in ten statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from baoxiu.basics.travel.rules.speed import DETOUR, STEPS
from baoxiu.core.clock import legal_date
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route, Travel, Weights
from baoxiu.flow.dispatch.queries import van_limits
from baoxiu.flow.planning import demand
from baoxiu.flow.planning.chosen import chosen
from baoxiu.flow.planning.crew import technician
from baoxiu.flow.planning.ground import UNDER_WAY, Ground
from baoxiu.flow.planning.models import PlanBook, SlotHold
from baoxiu.flow.planning.needs import given_way
from baoxiu.flow.planning.people import people_of
from baoxiu.flow.planning.work import work_of
from baoxiu.flow.work_orders.models import WorkOrder


@dataclass(frozen=True)
class Picture:
    """The plan of an outlet as the planner sees it: first the orders, then the holds; and the way back to the rows."""

    ground: Ground
    problem: Problem
    orders: tuple[WorkOrder, ...]
    holds: tuple[SlotHold, ...]
    instead: tuple[Route, ...] | None = None

    @cached_property
    def place(self) -> dict[int, int]:
        """The orders' places in the problem, by their keys."""
        return {order.pk: place for place, order in enumerate(self.orders)}

    def moment(self, second: int) -> datetime:
        """A second of the horizon on the clock."""
        return self.ground.begin + timedelta(seconds=second)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The stops of each day by their times, as the rows say, or what somebody tries ``instead``."""
        if self.instead is not None:
            return self.instead
        found: defaultdict[tuple[int, int], list[tuple[datetime, int, int]]] = defaultdict(list)
        for who, day, stop in self._stops():
            number = self.ground.day_number(day)
            if who in self.ground.place and 0 <= number < self.ground.days:
                found[self.ground.place[who], number].append(stop)
        return tuple(
            Route(who, day, tuple(place for _start, _number, place in sorted(stops)))
            for (who, day), stops in sorted(found.items())
        )

    def with_order(self, order_id: int, **changes: Any) -> Picture:
        """The same with one order bound otherwise: another window, somebody else."""
        orders = list(self.problem.orders)
        place = self.place[order_id]
        orders[place] = replace(orders[place], **changes)
        return replace(self, problem=replace(self.problem, orders=tuple(orders)))

    def with_routes(self, routes: tuple[Route, ...]) -> Picture:
        """The same with other routes, to go on from there."""
        return replace(self, instead=routes)

    def _stops(self) -> Iterator[tuple[int, date, tuple[datetime, int, int]]]:
        for place, order in enumerate(self.orders):
            for row in self.ground.work.planned.get(order.pk, ()):
                yield row.technician_id, row.day, (row.start, row.place, place)
        for place, hold in enumerate(self.holds, start=len(self.orders)):
            yield hold.technician_id, hold.day, (hold.start, 0, place)


def picture_of(
    book: PlanBook,
    *,
    at: datetime,
    days: int | None = None,
    freed: Collection[int] = (),
    unbound: Collection[int] = (),
    order: int | None = None,
) -> Picture:
    """What is to be planned from today on; with ``order`` only what matters for its place within so many ``days``.

    ``freed``: orders whose told window and lock do not hold any more; ``unbound``: those that anybody may take over.
    """
    settings = chosen(book.outlet, at)
    days = days or settings.whole("horizon_days")
    ground = Ground(
        book=book,
        at=at,
        days=days,
        settings=settings,
        work=work_of(
            book, book.outlet, at=at, until=legal_date(at) + timedelta(days) if order else None, order=order
        ),
        people=tuple(people_of(book.outlet, legal_date(at), days)),
        freed=frozenset(freed),
        unbound=frozenset(unbound),
    )
    return drawn(ground)


def drawn(ground: Ground) -> Picture:
    """The picture on its ground."""
    under_way = {key for key, visit in ground.work.visits.items() if visit.stage in UNDER_WAY}
    pairs = [
        (row, one)
        for row in ground.work.orders
        if row.pk not in under_way and (one := demand.order(row, ground)) is not None
    ]
    holds = tuple(hold for hold in ground.work.holds if hold.technician_id in ground.place)
    orders = (*(one for _row, one in pairs), *(demand.held(hold, ground) for hold in holds))
    technicians = tuple(technician(person, ground) for person in ground.people)
    limits = van_limits(ground.book.outlet, ground.at)
    orders = given_way(orders, technicians, limits=limits)
    problem = Problem(
        name=f"{ground.book.outlet.code} {ground.first}",
        travel=Travel(detour=DETOUR, steps=STEPS),
        technicians=technicians,
        orders=orders,
        weights=_weights(ground, orders),
    )
    return Picture(ground, problem, tuple(row for row, _one in pairs), holds)


def _weights(ground: Ground, orders: Iterable[Order]) -> Weights:
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
