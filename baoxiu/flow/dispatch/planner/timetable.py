"""When everything happens on a technician's day: the earliest start for every stop, waiting free, the break at the first place where
the rest of the day remains possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from baoxiu.flow.dispatch.planner.known_days import known_day
from baoxiu.flow.dispatch.planner.problem import Order, Pause, Problem, Route, Shift
from baoxiu.flow.dispatch.planner.ways import HOME, arrives, leaves_by, way

ROUNDS = 60
"""After so many, common starts that still move find no end."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a plan breaks: its code, where, and by how much (seconds, units, visits)."""

    code: str
    technician: int | None = None
    day: int | None = None
    order: int | None = None
    by: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit on the day: ``travel`` to its door, in the hour in which that is, ``usual``: what it costs; ``waiting`` at it, and
    ``slack``: how much later it could start without breaking anything after it. ``late``: seconds after the promise. Two who start
    together have no slack."""

    order: int
    travel: int
    usual: int
    arrival: int
    waiting: int
    start: int
    end: int
    slack: int
    late: int


@dataclass(frozen=True, slots=True)
class Rest:
    """The break: before the stop at ``place``, on the way to it or at its door; the number of stops: on the way home."""

    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """A technician's day from ``start`` until ``back`` at home; ``leaves``: when it is early enough to leave for the first stop, without
    waiting at its door; ``usual_home``: what the way home costs; ``overtime``: the seconds of the day after the shift's end."""

    route: Route
    start: int
    leaves: int
    stops: tuple[Stop, ...]
    rest: Rest | None
    way_home: int
    usual_home: int
    back: int
    overtime: int

    @property
    def travel(self) -> int:
        """Seconds on the way, the way home included."""
        return sum(stop.travel for stop in self.stops) + self.way_home

    @property
    def usual(self) -> int:
        """The same as it counts: as if all hours were usual."""
        return sum(stop.usual for stop in self.stops) + self.usual_home

    @property
    def service(self) -> int:
        """Seconds of service."""
        return sum(stop.end - stop.start for stop in self.stops)


type Scheduled = Timetable | Violation
type Starts = Mapping[int, int]
"""Before when a two-person order does not begin, because the other one is not there."""


def timetable(problem: Problem, route: Route, starts: Starts | None = None) -> Scheduled:
    """The day's schedule, or why there is none (``no_shift``, ``window``, ``break``, ``shift_end``).

    Where no place for the break leads through the day, the attempt that gets furthest is told.
    """
    shift = shift_on(problem, route.technician, route.day)
    if shift is None:
        return Violation("no_shift", route.technician, route.day)
    attempt = _Attempt(problem, route, shift, starts or {})
    if not route.stops:
        return Timetable(route, shift.start, shift.start, (), None, 0, 0, shift.start, 0)
    failures = []
    for place in range(len(route.stops) + 1) if shift.pause else (None,):
        found = attempt.schedule(place)
        if isinstance(found, Timetable):
            return found
        failures.append(found)
    return max(failures, key=lambda failure: failure[0])[1]


def timetables(problem: Problem, routes: Sequence[Route]) -> list[Scheduled]:
    """The schedules of a plan's routes; those who do an order together start when the later of them can, if ever: see ``apart``."""
    together = {stop for route in routes for stop in route.stops if problem.orders[stop].crew == 2}
    found = [known_day(problem, route, timetable) for route in routes]
    shared = [number for number, route in enumerate(routes) if not together.isdisjoint(route.stops)]
    starts: dict[int, int] = {}
    for _round in range(ROUNDS if shared else 0):
        begun = _begun(found, shared, together)
        common = {order: max(times) for order, times in begun.items()}
        if common == starts and all(len(set(times)) == 1 for times in begun.values()):
            break
        starts |= {order: max(starts.get(order, 0), time) for order, time in common.items()}
        for number in shared:
            found[number] = timetable(problem, routes[number], starts)
    return found


def apart(problem: Problem, days: Iterable[Scheduled]) -> list[Violation]:
    """The two-person orders that never come to a common start in these schedules (``not_together``)."""
    begun = dict[int, tuple[Timetable, int]]()
    found = []
    for day in days:
        if isinstance(day, Violation):
            continue
        for stop in day.stops:
            if problem.orders[stop.order].crew == 2:
                other, start = begun.setdefault(stop.order, (day, stop.start))
                if start != stop.start:
                    where = (other.route.technician, other.route.day)
                    found.append(Violation("not_together", *where, stop.order, abs(start - stop.start)))
    return found


def shift_on(problem: Problem, technician: int, day: int) -> Shift | None:
    """The technician's shift on that day, if any."""
    return next((shift for shift in problem.technicians[technician].shifts if shift.day == day), None)


def start_from(order: Order, ready: int) -> int | None:
    """The earliest start for somebody who is there at ``ready``; ``None``: the last window is over."""
    ready = max(ready, order.release)
    return next((max(ready, first) for first, last in sorted(order.windows) if ready <= last), None)


def _begun(
    found: Sequence[Scheduled], shared: Iterable[int], together: Iterable[int]
) -> dict[int, list[int]]:
    begun: dict[int, list[int]] = {}
    for number in shared:
        day = found[number]
        for stop in day.stops if isinstance(day, Timetable) else ():
            if stop.order in together:
                begun.setdefault(stop.order, []).append(stop.start)
    return begun


type Failure = tuple[tuple[int, int], Violation]
"""How far an attempt got (stops, and how little was missing), and what stopped it."""


class _Attempt:
    """One route with the break tried at one place after another."""

    def __init__(self, problem: Problem, route: Route, shift: Shift, starts: Starts) -> None:
        self._problem, self._route, self._shift, self._starts = problem, route, shift, starts
        self._orders = [problem.orders[stop] for stop in route.stops]
        ways = zip((HOME, *route.stops), (*route.stops, HOME), strict=True)
        self._legs = [way(problem, route.technician, shift, one, other) for one, other in ways]

    def schedule(self, place: int | None) -> Timetable | Failure:
        """The day with the break at that place, none for ``None``."""
        time, stops, rest = self._shift.start, list[Stop](), None
        for number, (stop, order) in enumerate(zip(self._route.stops, self._orders, strict=True)):
            arrival = ready = self._there(number, time)
            travel = arrival - time
            if number == place:
                rest = self._rest(place, time)
                if rest is None:
                    return self._fail("break", number, time - self._pause.latest, stop)
                arrival, ready = self._with_rest(rest, arrival)
            since = max(ready, order.release, self._starts.get(stop, 0))
            start = start_from(order, since)
            if start is None:
                return self._fail("window", number, since - max(last for _first, last in order.windows), stop)
            stops.append(self._stop(number, travel, arrival, ready, start))
            time = start + order.service
        return self._home(time, stops, rest, place)

    def _home(
        self, time: int, stops: list[Stop], rest: Rest | None, place: int | None
    ) -> Timetable | Failure:
        back = self._there(len(stops), time)
        way_home = back - time
        if place == len(stops):
            rest = self._rest(place, time)
            if rest is None:
                return self._fail("break", len(stops), time - self._pause.latest)
            back = self._with_rest(rest, back)[1]
        over = back - self._shift.end
        if over > self._shift.overtime:
            return self._fail("shift_end", len(stops) + 1, over - self._shift.overtime)
        return Timetable(
            self._route,
            self._shift.start,
            self._leaves(stops[0], rest),
            self._with_slack(stops, place),
            rest,
            way_home,
            self._legs[-1],
            back,
            max(0, over),
        )

    def _there(self, number: int, leaves: int) -> int:
        """When the way to that stop, or home, is over."""
        return arrives(self._problem.travel, leaves, self._legs[number])

    def _leaving(self, number: int, by: int) -> int:
        """When it has to begin at the latest."""
        return leaves_by(self._problem.travel, by, self._legs[number])

    def _leaves(self, first: Stop, rest: Rest | None) -> int:
        before = rest.end - rest.start if rest and not rest.place else 0
        return max(self._shift.start, self._leaving(0, first.start - before))

    @property
    def _pause(self) -> Pause:
        assert self._shift.pause
        return self._shift.pause

    def _rest(self, place: int, leaves: int) -> Rest | None:
        """At the end of the way where that is early enough, else as late as allowed on it; ``None``: too late."""
        pause = self._pause
        if leaves > pause.latest:
            return None
        start = min(max(self._there(place, leaves), pause.earliest), pause.latest)
        return Rest(place, start, start + pause.duration)

    def _with_rest(self, rest: Rest, arrival: int) -> tuple[int, int]:
        """When one is at the door, and when one has had the break too."""
        if rest.start >= arrival:
            return arrival, rest.end
        later = arrival + rest.end - rest.start
        return later, later

    def _stop(self, number: int, travel: int, arrival: int, ready: int, start: int) -> Stop:
        stop, order = self._route.stops[number], self._orders[number]
        late = 0 if order.due is None else max(0, start - order.due)
        end, usual = start + order.service, self._legs[number]
        return Stop(stop, travel, usual, arrival, start - ready, start, end, slack=0, late=late)

    def _with_slack(self, stops: Sequence[Stop], place: int | None) -> tuple[Stop, ...]:
        """Backwards from the end of the shift: the latest start of each stop from which the rest can still be done."""
        latest, found = self._shift.end + self._shift.overtime, list[Stop]()
        for number in range(len(stops) - 1, -1, -1):
            stop, order = stops[number], self._orders[number]
            rests = place == number + 1
            leaving = self._leaving(number + 1, latest - (self._pause.duration if rests else 0))
            if rests:
                leaving = min(leaving, self._pause.latest)
            latest = self._latest_start(stop, order, leaving - order.service)
            found.append(replace(stop, slack=latest - stop.start))
        return tuple(reversed(found))

    def _latest_start(self, stop: Stop, order: Order, limit: int) -> int:
        if order.crew == 2:
            return stop.start
        return max(
            min(last, limit) for first, last in order.windows if min(last, limit) >= max(first, stop.start)
        )

    def _fail(self, code: str, reached: int, by: int, order: int | None = None) -> Failure:
        return (reached, -by), Violation(code, self._route.technician, self._route.day, order, by)
