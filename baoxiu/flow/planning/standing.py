"""One order is asked about while the whole plan stands still: only the technicians who may come are put into memory, from records
that are made once.

What a record holds is the packer's matter: whatever is new is packed by it, and its rows are laid aside for the next question.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from threading import Lock

import numpy as np

from baoxiu.flow.dispatch.planner.checking import rules_against
from baoxiu.flow.dispatch.planner.eligibility import eligible_technicians, valid_on
from baoxiu.flow.dispatch.planner.kernel.layout import NOWHERE, PAIR, STOP, WINDOW, Records, Table, World
from baoxiu.flow.dispatch.planner.kernel.schedule import is_possible
from baoxiu.flow.dispatch.planner.kernel.search import begin
from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.objective import choice_terms
from baoxiu.flow.dispatch.planner.packing import Packed, Row, on_board, pack
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route, Technician
from baoxiu.flow.dispatch.planner.state import Searched
from baoxiu.flow.dispatch.planner.timetable import Timetable, timetables
from baoxiu.flow.planning.changes import routes_of, without

MOST = 32
"""Plans whose records a process lays aside."""
FORGET = 8
"""Records are made anew when so many times more lie aside than are needed."""


class Aside:
    """Rows by the objects that they were packed from; these are held, so that no other object can take their place."""

    def __init__(self) -> None:
        self._place: dict[int, int] = {}
        self._held: list[object] = []
        self._rows: Records | None = None

    def __len__(self) -> int:
        return len(self._held)

    def lacks[T](self, things: Iterable[T]) -> list[T]:
        """Those whose row is not there."""
        return [thing for thing in things if id(thing) not in self._place]

    def add(self, things: Sequence[object], rows: Records) -> None:
        """Lay rows aside."""
        count = len(self._held)
        if self._rows is None or count + len(things) > len(self._rows):
            grown = np.zeros(2 * (count + len(things)) + 64, rows.dtype)
            if self._rows is not None:
                grown[:count] = self._rows[:count]
            self._rows = grown
        self._rows[count : count + len(things)] = rows
        self._place |= {id(thing): place for place, thing in enumerate(things, start=count)}
        self._held += things

    def of(self, things: Sequence[object], kind: np.dtype[np.void]) -> Records:
        """Their rows, copied."""
        if self._rows is None:
            return np.zeros(0, kind)
        return self._rows[[self._place[id(thing)] for thing in things]]


class Desk:
    """What is laid aside of one plan: rows of orders and of shifts, and which order was seen to be allowed on which shift."""

    def __init__(self) -> None:
        self.orders, self.shifts = Aside(), Aside()
        self.allowed: set[tuple[int, int]] = set()
        self.lock = Lock()

    def is_full(self, problem: Problem) -> bool:
        """Whether too much of it is of no use any more."""
        shifts = sum(len(one.shifts) for one in problem.technicians)
        return len(self.orders) > FORGET * len(problem.orders) + 64 or len(self.shifts) > FORGET * shifts + 64


_desks: OrderedDict[object, Desk] = OrderedDict()
_desks_lock = Lock()


def _desk(problem: Problem) -> Desk:
    """By the outlet and day, and by all that a record depends on besides its order or shift."""
    key = (problem.name, problem.weights, problem.travel, problem.route_cost)
    with _desks_lock:
        desk = _desks.get(key)
        if desk is None or desk.is_full(problem):
            desk = _desks[key] = Desk()
        _desks.move_to_end(key)
        while len(_desks) > MOST:
            _desks.popitem(last=False)
        return desk


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
        packed = {(route.technician, route.day) for route in packing.routes}
        self._others = [route for route in kept if (route.technician, route.day) not in packed]
        self._parts = []
        self._home = {}
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

    def routes(self) -> tuple[Route, ...]:
        """The plan as it stands, days of those who cannot come included."""
        return routes_of({(one.technician, one.day): one.stops for one in (*super().routes(), *self._others)})


class _Packing:
    """The arrays of some technicians' days with their stops, and of one order more."""

    def __init__(self, problem: Problem, who: Sequence[int], kept: Sequence[Route], order: int) -> None:
        self._problem, self._who, self._order = problem, who, order
        mine = set(who)
        routes = [route for route in kept if route.technician in mine]
        self._rows: tuple[Row, ...] = tuple(
            (place, shift) for place in who for shift in problem.technicians[place].shifts
        )
        self._row_of = {(place, shift.day): row for row, (place, shift) in enumerate(self._rows)}
        self.routes = [route for route in routes if (route.technician, route.day) in self._row_of]
        self.lacks_days = len(self.routes) < len(routes)
        self._stops = [stop for route in self.routes for stop in route.stops]
        self._together = _common_starts(problem, kept, self._stops)
        self.forbidden: set[int] = set()

    def broken(self, world: World) -> set[int]:
        """The rows of the days that break a hard rule."""
        rows = (self._row_of[route.technician, route.day] for route in self.routes)
        return self.forbidden | {row for row in rows if not is_possible(world, row)}

    def packed(self, closed: Collection[int] = ()) -> Packed:
        """Rows of orders: the stops in the order of the routes, then the one that is asked about, for which some rows are closed."""
        desk = _desk(self._problem)
        with desk.lock:
            people = self._lay_aside(desk)
            self.forbidden = set(self._not_allowed(desk))
            shifts = desk.shifts.of([shift for _place, shift in self._rows], people.shifts.dtype)
            orders = desk.orders.of([self._problem.orders[one] for one in self._stops], people.orders.dtype)
        own = pack(replace(self._problem, technicians=(), orders=(self._problem.orders[self._order],))).world
        shifts = np.concatenate([shifts, people.shifts[-1:]])
        place_of = {place: number for number, place in enumerate(self._who)}
        shifts["technician"][:-1] = [place_of[place] for place, _shift in self._rows]
        world = self._world(own, people, np.concatenate([orders, own.orders]), shifts, closed)
        return Packed(world, self._rows, (*self._stops, self._order), len(self._stops) + 1)

    def _lay_aside(self, desk: Desk) -> World:
        """Pack what is new; gives the arrays with the people's own rows."""
        problem = self._problem
        orders = desk.orders.lacks(problem.orders[one] for one in self._stops)
        if orders:
            packed = pack(replace(problem, technicians=(), orders=tuple(orders))).world.orders
            desk.orders.add(orders, packed[: len(orders)])  # behind them their second persons
        new = {id(shift) for shift in desk.shifts.lacks(shift for _place, shift in self._rows)}
        people = tuple(self._with_new(problem.technicians[place], new) for place in self._who)
        world = pack(replace(problem, technicians=people, orders=())).world
        shifts = [shift for one in people for shift in one.shifts]
        if shifts:
            desk.shifts.add(shifts, world.shifts[:-1])
        return world

    def _with_new(self, who: Technician, new: set[int]) -> Technician:
        return replace(who, shifts=tuple(shift for shift in who.shifts if id(shift) in new))

    def _not_allowed(self, desk: Desk) -> Iterator[int]:
        """The rows of days on which a stop stands with somebody who may not do it."""
        for route in self.routes:
            row = self._row_of[route.technician, route.day]
            shift = self._rows[row][1]
            for stop in route.stops:
                known = (id(self._problem.orders[stop]), id(shift))
                if known in desk.allowed and self._problem.orders[stop].crew == 1:
                    continue
                found = rules_against(self._problem, stop, route.technician, shift)
                apart = self._problem.orders[stop].crew == 2 and stop not in self._together
                if apart or any(code != "locked" for code in found):
                    yield row
                    break
                desk.allowed.add(known)

    def _world(
        self, own: World, people: World, orders: Records, shifts: Records, closed: Collection[int]
    ) -> World:
        count, asked = len(self._stops), self._problem.orders[self._order]
        everything = [self._problem.orders[one] for one in (*self._stops, self._order)]
        windows = [
            window
            for one in everything
            for window in (one.windows if len(one.windows) == 1 else sorted(one.windows))
        ]
        ends = np.cumsum([len(one.windows) for one in everything])
        stops, standing = self._standing(shifts)
        open_rows = self._open_to(asked, shifts)
        open_rows = open_rows[~np.isin(open_rows, list(closed))]
        pairs = np.zeros(count + len(open_rows), PAIR)
        pairs["shift"][:count], pairs["shift"][count:] = standing, open_rows
        pairs["version"] = -1
        pairs["extra"][count:] = list(self._extras(asked, open_rows))
        orders["pairs"][:count], orders["pairs_end"][:count] = np.arange(count), np.arange(1, count + 1)
        orders["pairs"][count], orders["pairs_end"][count] = count, len(pairs)
        orders["windows"][1:-1], orders["windows_end"][:-1] = ends[:-1], ends
        orders["windows"][0] = 0
        orders["twin"] = orders["at"] = orders["shift"] = -1
        orders["at"][:count] = [self._together.get(stop, -1) for stop in self._stops]
        orders["shift"][:count] = standing
        parts = len(asked.parts)
        needs = np.zeros((count + 2, parts), np.int32)
        for row, one in enumerate(everything if parts else ()):
            needs[row, : len(one.parts)] = one.parts[:parts]
        van = on_board(self._problem, self._rows, parts)
        return own._replace(
            orders=orders,
            windows=np.array(windows, WINDOW),
            shifts=shifts,
            stops=stops,
            pairs=pairs,
            technicians=people.technicians,
            needs=needs,
            van=van,
            load=np.zeros_like(van),
            near=np.full((count + 1, 1), -1, np.int32),
        )

    def _standing(self, shifts: Records) -> tuple[Records, Table]:
        """The stops where they stand, and each one's shift."""
        lengths = np.array([len(route.stops) for route in self.routes], np.int64)
        rows = np.array([self._row_of[route.technician, route.day] for route in self.routes], np.int64)
        stops = np.zeros((len(shifts), int(lengths.max(initial=0)) + 4), STOP)
        stops["since"] = NOWHERE
        shifts["length"][rows] = lengths
        standing, number = np.repeat(rows, lengths), np.arange(len(self._stops))
        place = number - np.repeat(np.cumsum(lengths) - lengths, lengths)
        stops["order"][standing, place] = stops["pair"][standing, place] = number
        return stops, standing

    def _open_to(self, asked: Order, shifts: Records) -> Table:
        """The shifts that a window reaches into and no rule of the day forbids."""
        reached = np.zeros(len(self._rows), bool)
        for first, last in asked.windows:
            reached |= (last >= shifts["start"][:-1]) & (first + asked.service <= shifts["end"][:-1])
        rows = np.flatnonzero(reached)
        if asked.certificates or (asked.locked and asked.published):
            rows = rows[[self._is_open(asked, int(row)) for row in rows]] if len(rows) else rows
        return rows

    def _is_open(self, asked: Order, row: int) -> bool:
        place, shift = self._rows[row]
        fixed = asked.locked and asked.published is not None
        return valid_on(shift, asked) and (not fixed or asked.published == (place, shift.day))

    def _extras(self, asked: Order, rows: Table) -> Iterator[int]:
        """What each choice costs; where nobody counts on a day it is the same on all of them."""
        known: dict[tuple[int, int], int] = {}
        for row in rows.tolist():
            place, shift = self._rows[row]
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
