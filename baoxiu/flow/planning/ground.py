"""What every part of a plan's picture is drawn on: the horizon, the plane, the people, the open work."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from baoxiu.basics.places.centres import centre_of
from baoxiu.basics.travel.rules.coordinates import Point, on_plane
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.dispatch.people import minutes_of, place_of
from baoxiu.flow.planning.chosen import MINUTE, Chosen
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.needs import parts_in
from baoxiu.flow.planning.people import Person
from baoxiu.flow.planning.roads import Roads
from baoxiu.flow.planning.work import Work
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder

UNDER_WAY = ("travelling", "arrived")


@dataclass(frozen=True)
class Ground:
    """The horizon begins at 00:00 of the day of ``at``.

    ``freed``: orders whose told window and lock do not hold any more; ``unbound``: those that anybody may take over. ``roads``: what a
    map service told of the ways, ``None``: the distance decides.
    """

    book: PlanBook
    at: datetime
    days: int
    settings: Chosen
    work: Work
    people: tuple[Person, ...]
    freed: frozenset[int] = frozenset()
    unbound: frozenset[int] = frozenset()
    roads: Roads | None = None

    @cached_property
    def begin(self) -> datetime:
        """The horizon's beginning."""
        return start_of_day(self.first)

    @cached_property
    def first(self) -> date:
        """The horizon's first day."""
        return legal_date(self.at)

    @cached_property
    def now(self) -> int:
        """The present second."""
        return self.second(self.at)

    @cached_property
    def soon(self) -> int:
        """The next full minute: before that nobody begins anything, so what is drawn is good for a minute."""
        return -(-self.now // MINUTE) * MINUTE

    @cached_property
    def place(self) -> dict[int, int]:
        """The technicians' places in the problem, by their keys."""
        return {person.pk: place for place, person in enumerate(self.people)}

    def later(self, at: datetime) -> Ground:
        """The same at another moment of the same minute."""
        return self._otherwise(at=at)

    def with_work(self, work: Work) -> Ground:
        """The same with other rows of the same orders, which are where they were and need what they needed."""
        return self._otherwise(work=work)

    def _otherwise(self, **fields: Any) -> Ground:
        """What was reckoned once is kept."""
        found = copy(self)
        vars(found).update(fields)
        if "at" in fields:
            vars(found).pop("now", None)
        return found

    def second(self, moment: datetime) -> int:
        """A moment as a second of the horizon."""
        return int((moment - self.begin).total_seconds())

    def day_number(self, day: date) -> int:
        """A Chinese date as a day of the horizon."""
        return (day - self.first).days

    def date(self, number: int) -> date:
        """A day of the horizon as a Chinese date."""
        return self.first + timedelta(days=number)

    def places(self, technicians: Collection[int]) -> frozenset[int]:
        """Those of the technicians who are in the problem."""
        return frozenset(self.place[one] for one in technicians if one in self.place)

    def region(self, code: str) -> int:
        """A division as the planner knows it."""
        return int(code)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The divisions where there is something to do."""
        return tuple(sorted({*self.work.codes.values()} - {""}))

    @cached_property
    def centre(self) -> tuple[float, float]:
        """Where the plane touches the globe: the outlet, or anybody's home."""
        outlet = self.book.outlet
        if outlet.lat is not None and outlet.lng is not None:
            return outlet.lat, outlet.lng
        homes = [person.position for person in self.people if person.position]
        return homes[0] if homes else (0.0, 0.0)

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The keys of the parts that somebody needs or may need, in the planner's order."""
        return parts_in(self.work.needs.values())

    def place_of(self, row: WorkOrder) -> Point:
        """Where the customer is: the address, else the middle of its district, else the outlet."""
        request = row.request
        return place_of(request) or centre_of(request.division_code) or self.centre

    def on_plane(self, place: Point) -> Point:
        """A place in kilometres from the outlet."""
        return on_plane(place, self.centre)

    def row(self, place: Point) -> int:
        """Its row in the table of ways, -1: none."""
        return self.roads.row(place) if self.roads else -1

    def service(self, row: WorkOrder) -> int:
        """Seconds of work at the customer's, as past visits teach."""
        return minutes_of(row, at=self.at) * MINUTE

    @cached_property
    def under_way(self) -> dict[int, Visit]:
        """Who is on the way to a customer or there, by technician."""
        orders = {row.pk: row for row in self.work.orders}
        found = {}
        for visit in self.work.visits.values():
            if visit.stage in UNDER_WAY and visit.order_id in orders:
                visit.order = orders[visit.order_id]
                found[visit.technician_id] = visit
        return found
