"""What a change makes worse: the judge looks at the days that are touched, before and after, by code that the search does not share.

A day that was broken already (somebody is ill, runs late) may be changed by hand as long as no rule is broken more than before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from baoxiu.flow.dispatch.planner.checking import Score, check
from baoxiu.flow.dispatch.planner.problem import Problem, Route
from baoxiu.flow.dispatch.planner.timetable import Violation
from baoxiu.flow.planning.changes import days_of, difference

type Where = tuple[int, int]
"""A technician's place and a day."""

CLOCK = frozenset({"no_shift", "window", "break", "shift_end", "not_together"})
"""Codes that tell of a whole day: of several stops that come too late only one is named."""


@dataclass(frozen=True)
class Judgement:
    """The touched days of routes before and after a change."""

    problem: Problem
    days: frozenset[Where]
    old: tuple[Route, ...]
    new: tuple[Route, ...]

    @cached_property
    def before(self) -> Score:
        """What these days cost and break before."""
        return check(self.problem, self.old)

    @cached_property
    def after(self) -> Score:
        """And afterwards."""
        return check(self.problem, self.new)

    @cached_property
    def worse(self) -> tuple[Violation, ...]:
        """What the change breaks, or breaks more than before."""
        if self.after.possible:
            return ()
        gained = _gained(self.old, self.new, self.days)
        return tuple(worse(self.before.violations, self.after.violations, gained))


def judged(
    problem: Problem, old: Sequence[Route], new: Sequence[Route], asked: Collection[int] = ()
) -> Judgement:
    """The judgement on a change of routes. The days that do not differ cost and break what they did before, unless one of the
    orders ``asked`` about stands there: its window may be another.
    """
    days = set(difference(old, new))
    if asked:
        asked = set(asked)
        days |= {(one.technician, one.day) for one in new if not asked.isdisjoint(one.stops)}
    days = _tied(problem, days, (*old, *new))
    return Judgement(problem, frozenset(days), only(old, days), only(new, days))


def only(routes: Iterable[Route], days: Collection[Where]) -> tuple[Route, ...]:
    """The routes of these days."""
    return tuple(route for route in routes if (route.technician, route.day) in days)


def worse(
    before: Sequence[Violation], after: Sequence[Violation], gained: Collection[Where]
) -> Iterable[Violation]:
    """What is broken afterwards and was not, or not so much, before; ``gained``: days with a stop that they did not have.

    Such a day must keep its hours, whatever it was before.
    """
    orders = {(one.code, one.technician, one.day, one.order): one.by for one in before}
    amounts = _amounts(before)
    later = _amounts(after)
    for one in after:
        if one.code not in CLOCK and one.order is not None:
            if orders.get((one.code, one.technician, one.day, one.order), -1) < one.by:
                yield one
            continue
        key = (one.code, one.technician, one.day)
        is_new = key not in amounts or amounts[key] < later[key]
        if is_new or (one.code in CLOCK and (one.technician, one.day) in gained):
            yield one


def _amounts(violations: Iterable[Violation]) -> Mapping[tuple[str, int | None, int | None], int]:
    found = Counter[tuple[str, int | None, int | None]]()
    for one in violations:
        found[one.code, one.technician, one.day] += one.by
    return found


def _gained(old: Sequence[Route], new: Sequence[Route], days: Iterable[Where]) -> set[Where]:
    was, is_now = days_of(old), days_of(new)
    return {day for day in days if set(is_now.get(day, ())) - set(was.get(day, ()))}


def _tied(problem: Problem, days: set[Where], routes: Iterable[Route]) -> set[Where]:
    """With the days that two-person orders tie to these."""
    two = {place for place, order in enumerate(problem.orders) if order.crew == 2}
    if not two:
        return days
    crews = [
        (route.technician, route.day, two.intersection(route.stops))
        for route in routes
        if not two.isdisjoint(route.stops)
    ]
    found, grown = set[Where](), set(days)
    while grown != found:
        found = set(grown)
        shared = {stop for who, day, stops in crews if (who, day) in found for stop in stops}
        grown |= {(who, day) for who, day, stops in crews if stops & shared}
    return found
