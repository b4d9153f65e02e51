"""One part of a problem with the plan of it that is under work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from baoxiu.flow.dispatch.planner.components import with_neighbours
from baoxiu.flow.dispatch.planner.kernel.layout import NOWHERE, Memory, Records, Table, World
from baoxiu.flow.dispatch.planner.kernel.memory import (
    back_to_best,
    note_best,
    note_dirty,
    recount_bank,
    renew_version,
)
from baoxiu.flow.dispatch.planner.kernel.search import begin
from baoxiu.flow.dispatch.planner.packing import Packed, remember
from baoxiu.flow.dispatch.planner.problem import Problem, Route
from baoxiu.flow.dispatch.planner.timetable import Violation, timetables

SETTINGS = {
    "removed": 10.0,
    "string": 10.0,
    "from_bank": 0.3,
    "may_go": 0.75,
    "called": 0.4,
    "leave": 0.5,
    "blink": 0.01,
}
WEIGHTS = (4, 2, 1, 1, 1, 1, 1, 1, 2)
"""How often each way to rank what is put back is drawn (``kernel/recreate.py``)."""


class NotPossible(ValueError):
    """The given routes break a hard rule; the text says whose day."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A plan that is laid aside: its cost, its stops, how many each shift has, and where and when each order stands."""

    cost: int
    stops: Records
    lengths: Table
    orders: Records


class Searched:
    """A part, its routes and the memory of the search."""

    def __init__(self, part: Packed, number: int, seed: int) -> None:
        self.part, self.number = part, number
        self.knows_neighbours = False
        self.memory: Memory = remember(part, SETTINGS, WEIGHTS, seed + number)

    @cached_property
    def row_of(self) -> dict[tuple[int, int], int]:
        """The row of a technician's day."""
        return {(place, shift.day): row for row, (place, shift) in enumerate(self.part.rows)}

    def learn_neighbours(self) -> None:
        """What a search must know before it tears down."""
        self.part, self.knows_neighbours = with_neighbours(self.part), True

    @property
    def world(self) -> World:
        """Its arrays."""
        return self.part.world

    def stand(self, row: int, order: int, at: int = -1) -> None:
        """The order is the next stop of that day, with two people at a common start. Raises ``NotPossible`` where it may not be."""
        who = self.world.shifts[row]
        if who["length"] + 2 >= self.world.stops.shape[1]:
            raise self.not_possible(row)
        stop = self.world.stops[row, who["length"]]
        stop["order"], stop["pair"], stop["since"] = order, self.pair_of(order, row), NOWHERE
        who["length"] += 1
        self.world.orders[order]["shift"], self.world.orders[order]["at"] = row, at

    def extra_of(self, order: int, shift: int) -> int | None:
        """What the choice of this shift costs, ``None`` where it is no choice."""
        what = self.world.orders[order]
        pairs = self.world.pairs[what["pairs"] : what["pairs_end"]]
        found = np.flatnonzero(pairs["shift"] == shift)
        return int(pairs[found[0]]["extra"]) if len(found) else None

    def pair_of(self, order: int, row: int) -> int:
        """The pair of order and shift. Raises ``NotPossible`` when they are none."""
        what = self.world.orders[order]
        found = np.flatnonzero(self.world.pairs["shift"][what["pairs"] : what["pairs_end"]] == row)
        if not len(found):
            raise self.not_possible(row)
        return int(what["pairs"] + found[0])

    def not_possible(self, row: int) -> NotPossible:
        """What to raise about this day."""
        place, shift = self.part.rows[row]
        return NotPossible(f"technician {place}, day {shift.day}: the given stops are not possible")

    def begin(self) -> None:
        """Reckon the routes as they stand. Raises ``NotPossible``."""
        wrong = begin(self.world, self.memory)
        if wrong >= 0:
            raise self.not_possible(int(wrong))

    def settled(self, change: int) -> None:
        """The plan was changed from outside, and costs so much more; it is the best one now."""
        self.memory.tally[0]["cost"] += change
        recount_bank(self.world, self.memory)
        note_best(self.world, self.memory)

    def changed(self, shift: int) -> None:
        """The stops of this shift are others now."""
        renew_version(self.world, self.memory, shift)
        note_dirty(self.world, self.memory, shift)

    def back_to_best(self) -> None:
        """The best plan is the plan."""
        back_to_best(self.world, self.memory)

    @property
    def cost_of_a_stop(self) -> float:
        """On average, in seconds of travel; the measure of a temperature."""
        shifts = self.world.shifts[:-1]
        return float(shifts["cost"].sum()) / max(1, int(shifts["length"].sum()))

    def snapshot(self) -> Snapshot:
        """The plan as it stands."""
        orders = self.world.orders[["shift", "place", "at"]].copy()
        cost = int(self.memory.tally[0]["cost"])
        return Snapshot(cost, self.world.stops.copy(), self.world.shifts["length"].copy(), orders)

    def put_back(self, known: Snapshot) -> None:
        """That plan again; it counts as the best."""
        self.world.stops[:] = known.stops
        self.world.shifts["length"] = known.lengths
        for name in ("shift", "place", "at"):
            self.world.orders[name] = known.orders[name]
        self.begin()

    def clear(self) -> None:
        """Take every order out."""
        self.world.shifts["length"], self.world.stops["since"] = 0, NOWHERE
        self.world.orders["shift"] = self.world.orders["at"] = -1
        self.begin()

    def routes(self) -> list[Route]:
        """The best plan's routes that have stops."""
        lengths, order_of, rows = self.memory.best_length, self.part.orders, self.part.rows
        used = np.flatnonzero(lengths[: len(rows)])
        best = self.memory.best["order"][used].tolist()
        found = []
        for row, length, stops in zip(used.tolist(), lengths[used].tolist(), best, strict=True):
            place, shift = rows[row]
            found.append(Route(place, shift.day, tuple(order_of[stop] for stop in stops[:length])))
        return found


def take_over(problem: Problem, routes: Iterable[Route], parts: Sequence[Searched]) -> None:
    """Put the stops of given routes where they stand. Raises ``NotPossible``."""
    known = {key: (one, row) for one in parts for key, row in one.row_of.items()}
    numbers = {one.number: _rows_of(one) for one in parts}
    given = list(routes)
    leaders = _leaders(given, known, numbers)
    starts = _common_starts(problem, given)
    for route in given:
        for stop in route.stops:
            if (route.technician, route.day) not in known:
                raise NotPossible(f"technician {route.technician} has no shift on day {route.day}")
            one, shift = known[route.technician, route.day]
            rows = numbers[one.number].get(stop, [])
            if not rows:
                raise one.not_possible(shift)
            row = rows[-1] if len(rows) > 1 and leaders.get(stop) != shift else rows[0]
            one.stand(shift, row, starts.get(stop, -1))


def _common_starts(problem: Problem, routes: Sequence[Route]) -> dict[int, int]:
    """When both people of each two-person order can begin at the earliest. Raises ``NotPossible``."""
    crews = {place for place, order in enumerate(problem.orders) if order.crew == 2}
    if not crews:
        return {}
    starts: dict[int, int] = {}
    for day in timetables(problem, routes):
        if isinstance(day, Violation):
            raise NotPossible(f"technician {day.technician}, day {day.day}: {day.code}")
        starts |= {stop.order: stop.start for stop in day.stops if stop.order in crews}
    return starts


def _rows_of(one: Searched) -> dict[int, list[int]]:
    """Of each order of the problem its row, and of a two-person order the second person's."""
    rows: dict[int, list[int]] = {}
    for row, order in enumerate(one.part.orders):
        rows.setdefault(order, []).append(row)
    return rows


def _leaders(
    routes: Iterable[Route],
    known: Mapping[tuple[int, int], tuple[Searched, int]],
    numbers: Mapping[int, Mapping[int, list[int]]],
) -> dict[int, int]:
    """Of each two-person order the shift that leads: of those who may, the one who costs less."""
    found: dict[int, tuple[int, int]] = {}
    for route in routes:
        if (route.technician, route.day) not in known:
            continue
        one, shift = known[route.technician, route.day]
        for stop in route.stops:
            rows = numbers[one.number].get(stop, [])
            if len(rows) > 1 and (extra := one.extra_of(rows[0], shift)) is not None:
                found[stop] = min(found.get(stop, (extra, shift)), (extra, shift))
    return {order: shift for order, (_extra, shift) in found.items()}
