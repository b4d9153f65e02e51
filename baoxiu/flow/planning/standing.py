"""One order is asked about while the whole plan stands still: only the technicians who may come are put into memory, from records
that are made once (``laid_aside``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from baoxiu.flow.dispatch.planner.checking import rules_against
from baoxiu.flow.dispatch.planner.eligibility import eligible_technicians, valid_on
from baoxiu.flow.dispatch.planner.kernel.layout import NOWHERE, PAIR, STOP, Records, Table, World
from baoxiu.flow.dispatch.planner.kernel.schedule import is_possible
from baoxiu.flow.dispatch.planner.kernel.search import begin
from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.objective import choice_terms
from baoxiu.flow.dispatch.planner.packing import Packed, on_board, pack
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route
from baoxiu.flow.dispatch.planner.state import Searched
from baoxiu.flow.dispatch.planner.timetable import Timetable, timetables
from baoxiu.flow.planning.changes import with_days, without
from baoxiu.flow.planning.laid_aside import desk_of


class Standing(LivePlan):
    """The running plan, to be asked about one order for one person that stands nowhere. A day that breaks a hard rule as it is
    (somebody is ill, runs late) stays as it is, and the order does not go there; two people keep their common start."""

    def __init__(self, problem: Problem, routes: Iterable[Route], order: int) -> None:
        asked = problem.orders[order]
        who = set(eligible_technicians(replace(problem, orders=(asked,)))[0])
        kept = without(tuple(routes), order)
        packing = _Packing(problem, sorted(who), kept, order)
        self.closed = False
        self._problem = problem
        self._kept = kept
        self._parts = []
        self._home = {}
        self._staff = packing.staff
        if who:
            one = Searched(packing.packed(), 0, 1)
            all_possible = begin(one.world, one.memory) < 0
            broken = packing.forbidden if all_possible else packing.broken(one.world)
            if broken:
                one = Searched(packing.packed(broken), 0, 1)
                begin(one.world, one.memory)
            self.closed = bool(broken) or packing.lacks_days
            self._parts.append(one)
            self._home[order] = one, one.part.count - 1
            self._before = one.memory.best["order"].copy(), one.memory.best_length.copy()

    def days(self, _one: Searched) -> Table:
        """Technician and day of each row of shifts."""
        return self._staff.days

    def routes(self) -> tuple[Route, ...]:
        """The plan as it stands, days of those who cannot come included; what has not changed is the same object."""
        return with_days(self._kept, {day: stops for one in self._parts for day, stops in self._changed(one)})

    def _changed(self, one: Searched) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
        stops, lengths = self._before
        best, now = one.memory.best["order"], one.memory.best_length
        for row in np.flatnonzero((now != lengths) | (best != stops).any(axis=1)).tolist():
            place, shift = one.part.rows[row]
            yield (place, shift.day), tuple(one.part.orders[stop] for stop in best[row, : now[row]].tolist())


class _Packing:
    """The arrays of some technicians' days with their stops, and of one order more."""

    def __init__(self, problem: Problem, who: Sequence[int], kept: Sequence[Route], order: int) -> None:
        self._problem, self._order = problem, order
        self._desk = desk_of(problem)
        with self._desk.lock:
            self.staff = self._desk.staff(problem, who)
        mine, row_of = set(who), self.staff.row_of
        routes = [route for route in kept if route.technician in mine]
        self.routes = [route for route in routes if (route.technician, route.day) in row_of]
        self.lacks_days = len(self.routes) < len(routes)
        self._rows = [row_of[route.technician, route.day] for route in self.routes]
        self._stops = [stop for route in self.routes for stop in route.stops]
        self._together = _common_starts(problem, kept, self._stops)
        self.forbidden: set[int] = set()

    def broken(self, world: World) -> set[int]:
        """The rows of the days that break a hard rule."""
        return self.forbidden | {row for row in self._rows if not is_possible(world, row)}

    def packed(self, closed: Collection[int] = ()) -> Packed:
        """Rows of orders: the stops in the order of the routes, then the one that is asked about, for which some rows are closed."""
        with self._desk.lock:
            self.forbidden = set(self._not_allowed())
            orders = self._desk.orders(self._problem, self._stops)
            windows = self._desk.windows
        own = pack(replace(self._problem, technicians=(), orders=(self._problem.orders[self._order],))).world
        for name in ("windows", "windows_end"):
            own.orders[name] += len(windows)
        own = own._replace(windows=np.concatenate([windows, own.windows]))
        world = self._world(own, np.concatenate([orders, own.orders]), self.staff.shifts.copy(), closed)
        return Packed(world, self.staff.rows, (*self._stops, self._order), len(self._stops) + 1)

    def _not_allowed(self) -> Iterator[int]:
        """The rows of days on which a stop stands with somebody who may not do it."""
        orders, rows, allowed = self._problem.orders, self.staff.rows, self._desk.allowed
        for route, row in zip(self.routes, self._rows, strict=True):
            shift = rows[row][1]
            for stop in route.stops:
                order = orders[stop]
                if order.crew == 1 and (id(order), id(shift)) in allowed:
                    continue
                found = rules_against(self._problem, stop, route.technician, shift)
                apart = order.crew == 2 and stop not in self._together
                if apart or any(code != "locked" for code in found):
                    yield row
                    break
                if order.crew == 1:
                    allowed.add((id(order), id(shift)))

    def _world(self, own: World, orders: Records, shifts: Records, closed: Collection[int]) -> World:
        count, asked = len(self._stops), self._problem.orders[self._order]
        stops, standing = self._standing(shifts)
        open_rows = self._open_to(asked, shifts)
        open_rows = open_rows[~np.isin(open_rows, list(closed))]
        pairs = np.zeros(count + len(open_rows), PAIR)
        pairs["shift"][:count], pairs["shift"][count:] = standing, open_rows
        pairs["version"] = -1
        pairs["extra"][count:] = list(self._extras(asked, open_rows))
        orders["pairs"][:count], orders["pairs_end"][:count] = np.arange(count), np.arange(1, count + 1)
        orders["pairs"][count], orders["pairs_end"][count] = count, len(pairs)
        orders["twin"] = orders["at"] = orders["shift"] = -1
        if self._together:
            orders["at"][:count] = [self._together.get(stop, -1) for stop in self._stops]
        orders["shift"][:count] = standing
        parts = len(asked.parts)
        needs = np.zeros((count + 2, parts), np.int32)
        for row, stop in enumerate((*self._stops, self._order) if parts else ()):
            needs[row, : len(self._problem.orders[stop].parts)] = self._problem.orders[stop].parts[:parts]
        van = on_board(self._problem, self.staff.rows, parts)
        return own._replace(
            orders=orders,
            shifts=shifts,
            stops=stops,
            pairs=pairs,
            technicians=self.staff.technicians.copy(),
            needs=needs,
            van=van,
            load=np.zeros_like(van),
            near=np.full((count + 1, 1), -1, np.int32),
        )

    def _standing(self, shifts: Records) -> tuple[Records, Table]:
        """The stops where they stand, and each one's shift."""
        lengths = np.array([len(route.stops) for route in self.routes], np.int64)
        rows = np.array(self._rows, np.int64)
        stops = np.zeros((len(shifts), int(lengths.max(initial=0)) + 4), STOP)
        stops["since"] = NOWHERE
        shifts["length"][rows] = lengths
        standing, number = np.repeat(rows, lengths), np.arange(len(self._stops))
        place = number - np.repeat(np.cumsum(lengths) - lengths, lengths)
        stops["order"][standing, place] = stops["pair"][standing, place] = number
        return stops, standing

    def _open_to(self, asked: Order, shifts: Records) -> Table:
        """The shifts that a window reaches into and no rule of the day forbids."""
        reached = np.zeros(len(self.staff.rows), bool)
        for first, last in asked.windows:
            reached |= (last >= shifts["start"][:-1]) & (first + asked.service <= shifts["end"][:-1])
        rows = np.flatnonzero(reached)
        if asked.certificates or (asked.locked and asked.published):
            rows = rows[[self._is_open(asked, int(row)) for row in rows]] if len(rows) else rows
        return rows

    def _is_open(self, asked: Order, row: int) -> bool:
        place, shift = self.staff.rows[row]
        fixed = asked.locked and asked.published is not None
        return valid_on(shift, asked) and (not fixed or asked.published == (place, shift.day))

    def _extras(self, asked: Order, rows: Table) -> Iterator[int]:
        """What each choice costs; where nobody counts on a day it is the same on all of them."""
        known: dict[tuple[int, int], int] = {}
        for row in rows.tolist():
            place, shift = self.staff.rows[row]
            key = (place, shift.day if asked.published else 0)
            if key not in known:
                known[key] = sum(choice_terms(self._problem, asked, place, shift.day).values())
            yield known[key]


def _common_starts(problem: Problem, routes: Sequence[Route], stops: Sequence[int]) -> dict[int, int]:
    """When both people of the two-person orders among these stops begin; without those that never begin together."""
    crews = {stop for stop in stops if problem.orders[stop].crew == 2}
    if not crews:
        return {}
    two = {place for place, order in enumerate(problem.orders) if order.crew == 2}
    starts: dict[int, set[int | None]] = {stop: set() for stop in crews}
    days = [route for route in routes if not two.isdisjoint(route.stops)]
    for route, day in zip(days, timetables(problem, days), strict=True):
        times = {one.order: one.start for one in day.stops} if isinstance(day, Timetable) else {}
        for stop in crews.intersection(route.stops):
            starts[stop].add(times.get(stop))
    return {stop: found.pop() for stop, found in starts.items() if len(found) == 1 and None not in found}  # type: ignore[misc]
