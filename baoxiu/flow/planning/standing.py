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
from baoxiu.flow.dispatch.planner.kernel.layout import (
    NOWHERE,
    ORDER,
    PAIR,
    SHIFT,
    STOP,
    WINDOW,
    Records,
    Table,
    World,
)
from baoxiu.flow.dispatch.planner.kernel.schedule import is_possible
from baoxiu.flow.dispatch.planner.kernel.search import begin
from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.objective import choice_terms
from baoxiu.flow.dispatch.planner.packing import Packed, Row, on_board, pack
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route, Technician
from baoxiu.flow.dispatch.planner.state import Searched
from baoxiu.flow.dispatch.planner.timetable import Timetable, timetables
from baoxiu.flow.planning.changes import with_days, without

MOST = 32
"""Plans whose records a process lays aside."""
FORGET = 8
"""Records are made anew when so many times more lie aside than are needed."""
MOST_STAFFS = 4
"""Groups of technicians whose days a plan lays aside: those of the kinds of work that are asked about most."""


class Aside:
    """Rows by the objects that they were packed from; these are held, so that no other object can take their place."""

    def __init__(self, kind: np.dtype[np.void]) -> None:
        self._place: dict[int, int] = {}
        self._held: list[object] = []
        self._rows: Records = np.zeros(0, kind)

    def __len__(self) -> int:
        return len(self._held)

    def lacks[T](self, things: Iterable[T]) -> list[T]:
        """Those whose row is not there."""
        return [thing for thing in things if id(thing) not in self._place]

    def add(self, things: Sequence[object], rows: Records) -> None:
        """Lay rows aside."""
        count = len(self._held)
        self._rows = _with(self._rows, count, rows)
        self._place |= {id(thing): place for place, thing in enumerate(things, start=count)}
        self._held += things

    def of(self, things: Iterable[object]) -> Records:
        """Their rows, copied. Raises ``KeyError`` where one is not there."""
        return self._rows[list(map(self._place.__getitem__, map(id, things)))]


def _with(rows: Records, count: int, new: Records) -> Records:
    """The rows, of which so many count, with new ones behind these, and room for more."""
    if count + len(new) > len(rows):
        grown = np.zeros(2 * (count + len(new)) + 64, rows.dtype)
        grown[:count] = rows[:count]
        rows = grown
    rows[count : count + len(new)] = new
    return rows


class Staff:
    """The days of some technicians: to whom each row belongs, and the rows' records; the last one is scratch."""

    def __init__(self, rows: tuple[Row, ...], shifts: Records, technicians: Records) -> None:
        self.rows, self.shifts, self.technicians = rows, shifts, technicians
        self.row_of = {(place, shift.day): row for row, (place, shift) in enumerate(rows)}
        self.days: Table = np.array([(place, shift.day) for place, shift in rows], np.int64).reshape(-1, 2)


class Desk:
    """What is laid aside of one plan: rows of orders, with their windows, and of shifts, the days of those who were asked about
    lately, and which order was seen to be allowed on which shift."""

    def __init__(self) -> None:
        self.allowed: set[tuple[int, int]] = set()
        self.lock = Lock()
        self._orders, self._shifts = Aside(ORDER), Aside(SHIFT)
        self._windows, self._open = np.zeros(0, WINDOW), 0
        self._staffs: OrderedDict[object, tuple[tuple[Technician, ...], Staff]] = OrderedDict()

    def is_full(self, problem: Problem) -> bool:
        """Whether too much of it is of no use any more."""
        shifts = sum(len(one.shifts) for one in problem.technicians)
        return (
            len(self._orders) > FORGET * len(problem.orders) + 64 or len(self._shifts) > FORGET * shifts + 64
        )

    @property
    def windows(self) -> Records:
        """Of all orders that lie aside."""
        return self._windows[: self._open]

    def orders(self, problem: Problem, places: Iterable[int]) -> Records:
        """The rows of these orders."""
        wanted = [problem.orders[one] for one in places]
        try:
            return self._orders.of(wanted)
        except KeyError:
            self._lay_orders_aside(problem, self._orders.lacks(wanted))
            return self._orders.of(wanted)

    def staff(self, problem: Problem, who: Sequence[int]) -> Staff:
        """The days of these technicians."""
        people = tuple(problem.technicians[place] for place in who)
        key = tuple(who), tuple(map(id, people))
        if key not in self._staffs:
            self._staffs[key] = people, self._new_staff(problem, who)
        self._staffs.move_to_end(key)
        while len(self._staffs) > MOST_STAFFS:
            self._staffs.popitem(last=False)
        return self._staffs[key][1]

    def _lay_orders_aside(self, problem: Problem, orders: Sequence[Order]) -> None:
        world = pack(replace(problem, technicians=(), orders=tuple(orders))).world
        rows = world.orders[: len(orders)]  # behind them their second persons
        for name in ("windows", "windows_end"):
            rows[name] += self._open
        self._windows = _with(self._windows, self._open, world.windows)
        self._open += len(world.windows)
        self._orders.add(orders, rows)

    def _new_staff(self, problem: Problem, who: Sequence[int]) -> Staff:
        rows = tuple((place, shift) for place in who for shift in problem.technicians[place].shifts)
        new = {id(shift) for shift in self._shifts.lacks(shift for _place, shift in rows)}
        people = tuple(_with_shifts(problem.technicians[place], new) for place in who)
        world = pack(replace(problem, technicians=people, orders=())).world
        self._shifts.add([shift for one in people for shift in one.shifts], world.shifts[:-1])
        shifts = np.concatenate([self._shifts.of(shift for _place, shift in rows), world.shifts[-1:]])
        number = {place: number for number, place in enumerate(who)}
        shifts["technician"][:-1] = [number[place] for place, _shift in rows]
        return Staff(rows, shifts, world.technicians)


def _with_shifts(who: Technician, some: Collection[int]) -> Technician:
    return replace(who, shifts=tuple(shift for shift in who.shifts if id(shift) in some))


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
        self._desk = _desk(problem)
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
