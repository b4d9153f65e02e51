"""Every route of a technician's day that could be part of the best plan, by the set of its orders. For a dozen orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import NamedTuple

from baoxiu.flow.dispatch.planner.checking import lacks, parts_short, rules_against, time_at_work
from baoxiu.flow.dispatch.planner.objective import choice_terms, fairness
from baoxiu.flow.dispatch.planner.problem import Pause, Problem, Route, Shift
from baoxiu.flow.dispatch.planner.timetable import Timetable, timetable
from baoxiu.flow.dispatch.planner.ways import HOME, arrives, way

NEVER = 1 << 60


class Way(NamedTuple):
    """The beginning of a route: when one is free again, the break over or owing; seconds driven, the price of lateness so far."""

    over: int
    owing: int
    travel: int
    late: int
    stops: tuple[int, ...]


class Option(NamedTuple):
    """A route, or the routes of several days: what it costs without the month's fairness, and seconds driven."""

    cost: int
    travel: int
    routes: tuple[Route, ...]


type Options = dict[int, list[Option]]
"""By the set of orders, as bits, none of which is better than another in both cost and way."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What the clock must know of an order: its windows from the release on, and the price of a second after the promise."""

    windows: tuple[tuple[int, int], ...]
    service: int
    due: int
    late: int

    def start(self, ready: int) -> int:
        """The earliest start; ``NEVER`` after the last window."""
        for first, last in self.windows:
            if ready <= last:
                return ready if ready > first else first
        return NEVER


class Day:
    """A technician's day, with all that its routes are reckoned from."""

    def __init__(self, problem: Problem, technician: int, shift: Shift) -> None:
        self.problem, self.technician, self.shift = problem, technician, shift
        self.end = shift.end + shift.overtime
        self.pause = shift.pause or Pause(0, 0, 0)
        self.orders = tuple(place for place in range(len(problem.orders)) if self._may(place))
        self.visits = {place: _visit(problem, place) for place in self.orders}
        self.choice = {place: self._choice(place) for place in self.orders}
        places = (HOME, *self.orders)
        self.ways = {one: {to: way(problem, technician, shift, one, to) for to in places} for one in places}
        weights = problem.weights
        self.timed = bool(weights.overtime and shift.overtime) or any(
            visit.late for visit in self.visits.values()
        )

    def options(self, *, by_month: bool) -> Options:
        """The routes by their orders: the cheapest, and with ``by_month`` also those that are dearer but shorter."""
        ways = self.ways_through(dominated=self.timed and self.shift.pause is not None)
        found = {0: [Option(self.static((), 0), 0, ())]}
        for orders, candidates in ways.items():
            if not self.timed:
                candidates = [min(candidates, key=attrgetter("travel"))]
            options = best_of(map(self._option, candidates))
            found[orders] = options if by_month else options[:1]
        return found

    def static(self, stops: Sequence[int], travel: int) -> int:
        """What a route costs that does not hang on the clock, the month's fairness left aside."""
        work, choice = self.shift.worked + travel, self.problem.route_cost if stops else 0
        for stop in stops:
            work += self.visits[stop].service
            choice += self.choice[stop]
        return travel + choice + fairness(work, time_at_work(self.shift), self.problem.weights.fair_day)

    def route(self, stops: tuple[int, ...]) -> Route:
        """These stops on this day."""
        return Route(self.technician, self.shift.day, stops)

    def ways_through(self, *, dominated: bool) -> dict[int, list[Way]]:
        """The ways through every set of orders and back home; ``dominated``: even those that are later and longer than others."""
        none_owing = self.shift.pause is None
        begin = Way(
            self.shift.start if none_owing else NEVER, NEVER if none_owing else self.shift.start, 0, 0, ()
        )
        layer: Mapping[tuple[int, int], list[Way]] = {(0, HOME): [begin]}
        found = defaultdict[int, list[Way]](list)
        while layer:
            layer = self._longer(layer, dominated=dominated)
            for (orders, last), ways in layer.items():
                found[orders] += [home for one in ways for home in self._home(one, last)]
        return {orders: ways for orders, ways in found.items() if ways}

    def _may(self, place: int) -> bool:
        who, shift, order = self.technician, self.shift, self.problem.orders[place]
        return not any(rules_against(self.problem, place, who, shift)) and (
            order.crew == 2 or not any(lacks(self.problem, place, who, shift))
        )

    def _choice(self, place: int) -> int:
        """What this technician and day cost for an order besides the way; of two persons that hangs on both."""
        order = self.problem.orders[place]
        if order.crew == 2:
            return 0
        return sum(choice_terms(self.problem, order, self.technician, self.shift.day).values())

    def _longer(
        self, layer: Mapping[tuple[int, int], list[Way]], *, dominated: bool
    ) -> dict[tuple[int, int], list[Way]]:
        """All ways with one stop more that keep van and cap."""
        found = defaultdict[tuple[int, int], list[Way]](list)
        holds = dict[int, bool]()
        for (orders, last), ways in layer.items():
            for place in self.orders:
                wider = orders | 1 << place
                if wider == orders:
                    continue
                if wider not in holds:
                    holds[wider] = self._holds(wider)
                if holds[wider]:
                    found[wider, place] += self._on(ways, last, place)
        return {key: ways if dominated else undominated(ways) for key, ways in found.items() if ways}

    def _holds(self, orders: int) -> bool:
        most, stops = self.shift.most_stops, members(orders)
        return (most is None or orders.bit_count() <= most) and not parts_short(
            self.problem, self.technician, self.shift, stops
        )

    def _on(self, ways: Iterable[Way], last: int, place: int) -> Iterator[Way]:
        leg, visit = self.ways[last][place], self.visits[place]
        home = self.ways[place][HOME]
        for over, owing, travel, late, stops in ways:
            start = visit.start(min(self._there(over, leg), self._over_pause(owing, leg)))
            later = visit.start(self._there(owing, leg)) + visit.service
            price = visit.late * (start - visit.due) if start > visit.due else 0
            end = start + visit.service
            if self._there(min(end, later), home) <= self.end:
                yield Way(end, later, travel + leg, late + price, (*stops, place))

    def _over_pause(self, owing: int, leg: int) -> int:
        if owing > self.pause.latest:
            return NEVER
        return max(self._there(owing, leg), self.pause.earliest) + self.pause.duration

    def _there(self, leaves: int, leg: int) -> int:
        return arrives(self.problem.travel, leaves, leg) if leaves < NEVER else NEVER

    def _home(self, one: Way, last: int) -> Iterator[Way]:
        leg = self.ways[last][HOME]
        back = min(self._there(one.over, leg), self._over_pause(one.owing, leg))
        if back <= self.end:
            price = self.problem.weights.overtime * max(0, back - self.shift.end)
            yield Way(back, NEVER, one.travel + leg, one.late + price, one.stops)

    def _option(self, one: Way) -> Option:
        price = self._price(one) if self.timed else 0
        return Option(self.static(one.stops, one.travel) + price, one.travel, (self.route(one.stops),))

    def _price(self, one: Way) -> int:
        """Of overtime and lateness; with a break it hangs on where that lies, so the schedule itself must tell."""
        if self.shift.pause is None:
            return one.late
        day, weights = timetable(self.problem, self.route(one.stops)), self.problem.weights
        assert isinstance(day, Timetable)
        return weights.overtime * day.overtime + weights.lateness * sum(stop.late for stop in day.stops)


def members(orders: int) -> list[int]:
    """The places of the bits that are set."""
    return [place for place in range(orders.bit_length()) if orders >> place & 1]


def undominated(ways: Iterable[Way]) -> list[Way]:
    """Those that no other one is at least as good as in every respect."""
    found = list[Way]()
    for one in sorted(ways):
        if not any(
            other.owing <= one.owing and other.travel <= one.travel and other.late <= one.late
            for other in found
        ):
            found.append(one)
    return found


def best_of(options: Iterable[Option]) -> list[Option]:
    """Those that no cheaper one is as short as."""
    found = list[Option]()
    for one in sorted(options, key=itemgetter(0, 1)):
        if not found or one.travel < found[-1].travel:
            found.append(one)
    return found


def _visit(problem: Problem, place: int) -> Visit:
    order = problem.orders[place]
    windows = tuple(
        (max(first, order.release), last) for first, last in sorted(order.windows) if order.release <= last
    )
    if order.due is None:
        return Visit(windows, order.service, NEVER, 0)
    return Visit(windows, order.service, order.due, problem.weights.lateness)
