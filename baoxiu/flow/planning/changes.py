"""What a change of the plan is: technicians' days before and after, told by what stands in them.

A change can be looked at, kept in a tray, carried out later and taken back; it fits as long as the days that it touches are
still as it found them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from baoxiu.flow.dispatch.planner.problem import Problem, Route

type Replaced = tuple[int, int, tuple[str, ...], tuple[str, ...]]
"""Technician and day by their places in the problem, what stood there and what is to stand there."""

type Days = dict[tuple[int, int], tuple[int, ...]]
"""The stops of each technician's day, by places in the problem's lists."""


@dataclass(frozen=True, slots=True)
class DayChange:
    """One technician's day before and after: keys of orders (``hold:7`` for what is held)."""

    technician: int
    day: date
    before: tuple[str, ...]
    after: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        """As events and trays keep it."""
        return {
            "technician": self.technician,
            "day": self.day.isoformat(),
            "before": list(self.before),
            "after": list(self.after),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> DayChange:
        """What ``plain`` has written."""
        return cls(
            plain["technician"],
            date.fromisoformat(plain["day"]),
            tuple(plain["before"]),
            tuple(plain["after"]),
        )

    def reverse(self) -> DayChange:
        """The way back."""
        return DayChange(self.technician, self.day, self.after, self.before)


def taken_over(changes: Iterable[DayChange]) -> frozenset[int]:
    """The orders that come to a technician or a day where they were not."""
    return frozenset(
        int(one) for change in changes for one in set(change.after) - set(change.before) if one.isdigit()
    )


class Overrun(Exception):
    """A day that the change touches is no longer as the change found it."""


def days_of(routes: Iterable[Route]) -> Days:
    """The stops by technician and day, days without a stop left out."""
    return {(route.technician, route.day): route.stops for route in routes if route.stops}


def routes_of(days: Days) -> tuple[Route, ...]:
    """And back, in a steady order."""
    return tuple(Route(*key, stops) for key, stops in sorted(days.items()) if stops)


def difference(before: Iterable[Route], after: Iterable[Route]) -> list[tuple[int, int]]:
    """The technicians' days that differ. Routes that are the same objects are not looked at."""
    before, after = tuple(before), tuple(after)
    both = set(map(id, before)) & set(map(id, after))
    old, new = (days_of(one for one in routes if id(one) not in both) for routes in (before, after))
    return sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def with_days(routes: Sequence[Route], days: Days) -> tuple[Route, ...]:
    """The routes, which are in their steady order, with these days instead; the others are the same objects."""
    found = list(routes)
    for key, stops in days.items():
        at = bisect_left(found, key, key=_where)
        there = at < len(found) and _where(found[at]) == key
        found[at : at + there] = [Route(*key, stops)] if stops else []
    return tuple(found)


def stops_on(routes: Sequence[Route], day: tuple[int, int]) -> tuple[int, ...]:
    """The stops of a technician's day, of routes in their steady order."""
    at = bisect_left(routes, day, key=_where)
    return routes[at].stops if at < len(routes) and _where(routes[at]) == day else ()


def _where(route: Route) -> tuple[int, int]:
    return route.technician, route.day


def applied(
    problem: Problem,
    routes: Sequence[Route],
    changes: Iterable[Replaced],
) -> tuple[Route, ...]:
    """The routes with some days replaced; raises ``Overrun``, also where an order has got a place on another day meanwhile.

    What is in the problem no longer (done, cancelled, a hold that has ended) is passed over.
    """
    known = {order.id: place for place, order in enumerate(problem.orders)}
    days, put = days_of(routes), set[str]()
    for technician, day, before, after in changes:
        put |= {*after} - {*before}
        now = tuple(known[one] for one in before if one in known)
        if days.get((technician, day), ()) != now:
            raise Overrun
        days[technician, day] = tuple(known[one] for one in after if one in known)
    stand = Counter(stop for stops in days.values() for stop in stops)
    if any(stand[known[one]] > problem.orders[known[one]].crew for one in put if one in known):
        raise Overrun
    return routes_of(days)


def with_stop(
    routes: Sequence[Route], order: int, technician: int, day: int, place: int
) -> tuple[Route, ...]:
    """The routes with an order moved to a place of a technician's day."""
    days = days_of(without(routes, order))
    stops = list(days.get((technician, day), ()))
    stops.insert(place, order)
    days[technician, day] = tuple(stops)
    return routes_of(days)


def without(routes: Sequence[Route], order: int) -> tuple[Route, ...]:
    """The routes without an order, in a steady order."""
    left = (
        replace(route, stops=tuple(one for one in route.stops if one != order))
        if order in route.stops
        else route
        for route in routes
    )
    return tuple(sorted((one for one in left if one.stops), key=_where))
