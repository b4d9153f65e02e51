"""The judge of plans: every hard rule anew, and the cost term by term. It shares no code with the search and trusts no plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import pstdev

from baoxiu.flow.dispatch.planner.objective import choice_terms, fairness
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route, Shift
from baoxiu.flow.dispatch.planner.timetable import (
    Scheduled,
    Timetable,
    Violation,
    apart,
    shift_on,
    timetables,
)


@dataclass(frozen=True)
class Score:
    """What a plan breaks, and what it costs, which is reckoned when somebody asks.

    ``routes``: those that count, ``days`` the schedule of each; ``visits``: of each order in the plan the technicians and days.
    """

    problem: Problem
    violations: tuple[Violation, ...]
    routes: tuple[Route, ...]
    days: tuple[Scheduled, ...]
    visits: Visits

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """The cost by name, in seconds of travel, terms of 0 left out."""
        return _terms(self.problem, self.days, self.visits, self.unserved, _worked(self.days))

    @cached_property
    def unserved(self) -> tuple[int, ...]:
        """The orders that are in no route."""
        return tuple(place for place in range(len(self.problem.orders)) if place not in self.visits)

    @property
    def unserved_by_priority(self) -> Mapping[int, int]:
        """How many of them, of each priority that there is."""
        return _by_priority(self.problem, self.unserved)

    @property
    def moved(self) -> tuple[int, ...]:
        """Orders that stay in the plan but not with the technician and on the day that were published."""
        orders = self.problem.orders
        return tuple(order for order, where in self.visits.items() if _is_moved(orders[order], where))

    @property
    def spread(self) -> float:
        """The standard deviation of the technicians' share of time at work."""
        return _spread(self.problem, _worked(self.days))

    @property
    def cost(self) -> int:
        """All terms together."""
        return sum(self.terms.values())

    @property
    def possible(self) -> bool:
        """Whether no hard rule is broken."""
        return not self.violations


def check(problem: Problem, routes: Iterable[Route]) -> Score:
    """The judgement on a plan. A second route for the same day, and one on a day without a shift, count as if they were not there.

    An order that is left out costs its penalty, be it locked or not.
    """
    routes = tuple(routes)
    counted, doubtful = _sorted_out(problem, routes)
    days = tuple(timetables(problem, counted))
    visits = _visits(counted)
    violations = [
        *doubtful,
        *(wrong for route in counted for wrong in _against_route(problem, route)),
        *(wrong for order, where in visits.items() for wrong in _against_visits(problem, order, where)),
        *(day for day in days if isinstance(day, Violation)),
        *apart(problem, days),
    ]
    return Score(problem, tuple(violations), counted, days, visits)


type Visits = Mapping[int, Sequence[tuple[int, int]]]
"""Of each order in the plan the technicians and days."""
type Worked = Mapping[tuple[int, int], int]
"""Usual seconds on the way and at work by technician and day."""


def rules_against(problem: Problem, order: int, technician: int, shift: Shift) -> Iterator[str]:
    """The codes of the rules that keep this technician from this order alone on that day, the clock left aside.

    For a two-person order those that keep even its helper away; what its leader needs is ``lacks``.
    """
    what, who = problem.orders[order], problem.technicians[technician]
    if what.crew == 1:
        yield from lacks(problem, order, technician, shift)
        if what.pinned is not None and what.pinned != technician:
            yield "pinned"
        if what.locked and what.published is not None and what.published != (technician, shift.day):
            yield "locked"
    if what.region is not None and who.regions is not None and what.region not in who.regions:
        yield "outside_region"
    if technician in what.excluded:
        yield "excluded"


def lacks(problem: Problem, order: int, technician: int, shift: Shift) -> Iterator[str]:
    """The codes of what the technician does not know, or may not do on that day."""
    what, who = problem.orders[order], problem.technicians[technician]
    for skill, level in what.skills.items():
        if level > 0 and not who.skills.get(skill, 0):
            yield "no_skill"
        elif who.skills.get(skill, 0) < level:
            yield "level_too_low"
    for certificate in what.certificates:
        if certificate not in who.certificates:
            yield "no_certificate"
        elif certificate in shift.lapsed:
            yield "certificate_lapsed"


def parts_short(problem: Problem, technician: int, shift: Shift, stops: Iterable[int]) -> dict[int, int]:
    """Of each part how many units too few are on board for these stops. Either of two persons brings what the order needs."""
    van = problem.technicians[technician].van
    if van is None:
        return {}
    needed = Counter[int]()
    for stop in stops:
        needed.update(dict(enumerate(problem.orders[stop].parts)))
    needed.update(dict(enumerate(shift.used)))
    on_board = dict(enumerate(van))
    return {
        part: units - on_board.get(part, 0) for part, units in needed.items() if units > on_board.get(part, 0)
    }


def leader(problem: Problem, order: int, where: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Who of those who come leads, and on which day: whoever is qualified, of two the one whose choice costs less."""
    fit = [
        (sum(choice_terms(problem, problem.orders[order], technician, day).values()), technician, day)
        for technician, day in where
        if (shift := shift_on(problem, technician, day)) and not any(lacks(problem, order, technician, shift))
    ]
    return min(fit)[1:] if fit else None


def _sorted_out(problem: Problem, routes: Iterable[Route]) -> tuple[tuple[Route, ...], list[Violation]]:
    """The routes that count, those without stops aside, and what is wrong with the others."""
    seen, counted, wrong = set[tuple[int, int]](), list[Route](), list[Violation]()
    for route in routes:
        where = (route.technician, route.day)
        if where in seen:
            wrong.append(Violation("day_twice", *where))
        elif shift_on(problem, *where) is None:
            wrong.append(Violation("no_shift", *where))
        elif route.stops:
            counted.append(route)
        seen.add(where)
    return tuple(counted), wrong


def _visits(routes: Iterable[Route]) -> Visits:
    visits = defaultdict[int, list[tuple[int, int]]](list)
    for route in routes:
        for stop in route.stops:
            visits[stop].append((route.technician, route.day))
    return visits


def _against_route(problem: Problem, route: Route) -> Iterator[Violation]:
    where, shift = (route.technician, route.day), shift_on(problem, route.technician, route.day)
    assert shift
    for stop in route.stops:
        for code in rules_against(problem, stop, route.technician, shift):
            yield Violation(code, *where, stop)
    for _part, short in parts_short(problem, route.technician, shift, route.stops).items():
        yield Violation("part_missing", *where, by=short)
    if shift.most_stops is not None and len(route.stops) > shift.most_stops:
        yield Violation("daily_cap", *where, by=len(route.stops) - shift.most_stops)


def _against_visits(problem: Problem, order: int, where: Sequence[tuple[int, int]]) -> Iterator[Violation]:
    what = problem.orders[order]
    if what.crew == 1:
        if len(where) > 1:
            yield Violation("twice", *where[1], order, len(where) - 1)
        return
    if len(where) != what.crew or len({technician for technician, _day in where}) != what.crew:
        yield Violation("crew", *where[0], order, len(where) - what.crew)
    elif leader(problem, order, where) is None:
        yield Violation("no_leader", *where[0], order)
    if what.locked and what.published is not None and what.published not in where:
        yield Violation("locked", *where[0], order)


def _worked(days: Iterable[Scheduled]) -> Worked:
    return {
        (day.route.technician, day.route.day): day.usual + day.service
        for day in days
        if isinstance(day, Timetable)
    }


def _terms(
    problem: Problem, days: Sequence[Scheduled], visits: Visits, unserved: Iterable[int], worked: Worked
) -> dict[str, int]:
    terms = Counter(
        unserved=sum(problem.orders[order].penalty for order in unserved),
        route_cost=problem.route_cost * len(days),
    )
    terms.update(_timed(problem, days))
    for order, where in visits.items():
        if (found := leader(problem, order, where)) is not None:
            terms.update(choice_terms(problem, problem.orders[order], *found))
    terms.update(_fairness(problem, worked, range(len(problem.technicians))))
    return {term: seconds for term, seconds in terms.items() if seconds}


def terms_of_days(problem: Problem, days: Sequence[Timetable]) -> Counter[str]:
    """What these days alone cost and, of whoever works on them, the fairness; for comparing two ways to fill the same days."""
    busy = [day for day in days if day.stops]
    terms = Counter(route_cost=problem.route_cost * len(busy))
    terms.update(_timed(problem, busy))
    for order, where in _visits(day.route for day in busy).items():
        if (found := leader(problem, order, where)) is not None:
            terms.update(choice_terms(problem, problem.orders[order], *found))
    terms.update(_fairness(problem, _worked(busy), {day.route.technician for day in days}))
    return terms


def _timed(problem: Problem, days: Iterable[Scheduled]) -> dict[str, int]:
    possible = [day for day in days if isinstance(day, Timetable)]
    return {
        "travel": sum(day.usual for day in possible),
        "overtime": problem.weights.overtime * sum(day.overtime for day in possible),
        "lateness": problem.weights.lateness * sum(_late(possible).values()),
    }


def _late(days: Iterable[Timetable]) -> dict[int, int]:
    """Seconds after the promise by order, for a two-person order once."""
    return {stop.order: stop.late for day in days for stop in day.stops}


def _fairness(problem: Problem, worked: Worked, people: Iterable[int]) -> Counter[str]:
    """The work so far counts: of the day for its share, of the month for its own."""
    terms, weights = Counter[str](), problem.weights
    for place in people:
        who = problem.technicians[place]
        month = who.month_work
        for shift in who.shifts:
            work = worked.get((place, shift.day), 0)
            terms["fair_day"] += fairness(shift.worked + work, time_at_work(shift), weights.fair_day)
            month += work
        terms["fair_month"] += fairness(month, who.month_share, weights.fair_month)
    return terms


def time_at_work(shift: Shift) -> int:
    """Seconds of the day's working time, those that have passed already included."""
    return shift.end - shift.start + shift.worked


def _by_priority(problem: Problem, unserved: Iterable[int]) -> dict[int, int]:
    left_out = Counter(problem.orders[order].priority for order in unserved)
    return {priority: left_out[priority] for priority in sorted({one.priority for one in problem.orders})}


def _is_moved(order: Order, where: Sequence[tuple[int, int]]) -> bool:
    return order.published is not None and order.published not in where


def _spread(problem: Problem, worked: Worked) -> float:
    shares = []
    for place, who in enumerate(problem.technicians):
        if available := sum(time_at_work(shift) for shift in who.shifts):
            done = sum(shift.worked + worked.get((place, shift.day), 0) for shift in who.shifts)
            shares.append(done / available)
    return pstdev(shares) if shares else 0.0
