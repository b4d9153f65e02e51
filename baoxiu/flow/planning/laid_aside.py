"""What was packed of a plan is laid aside for the next question about it: rows of orders and shifts, and the days of those who were
asked about lately.

What a record holds is the packer's matter: whatever is new is packed by it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from threading import Lock

import numpy as np

from baoxiu.flow.dispatch.planner.kernel.layout import ORDER, SHIFT, WINDOW, Records, Table
from baoxiu.flow.dispatch.planner.packing import Row, pack
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Technician

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


def desk_of(problem: Problem) -> Desk:
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
