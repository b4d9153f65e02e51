"""One part of a problem with the plan of it that is under work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from baoxiu.flow.dispatch.planner.components import with_neighbours
from baoxiu.flow.dispatch.planner.kernel.layout import NEVER, NOWHERE, Memory, World
from baoxiu.flow.dispatch.planner.kernel.memory import (
    back_to_best,
    note_best,
    note_dirty,
    recount_bank,
    renew_version,
)
from baoxiu.flow.dispatch.planner.kernel.schedule import refresh
from baoxiu.flow.dispatch.planner.kernel.search import begin
from baoxiu.flow.dispatch.planner.packing import Packed, remember
from baoxiu.flow.dispatch.planner.problem import Route

SETTINGS = {"removed": 10.0, "string": 10.0, "from_bank": 0.3, "leave": 0.5, "blink": 0.01}
WEIGHTS = (4, 2, 1, 1, 1, 1, 1, 1, 2)
"""How often each way to rank what is put back is drawn (``kernel/recreate.py``)."""


class NotPossible(ValueError):
    """The given routes break a hard rule; the text says whose day."""


class Searched:
    """A part, its routes and the memory of the search."""

    def __init__(self, part: Packed, number: int, seed: int) -> None:
        self.part, self.number = part, number
        self.knows_neighbours = False
        self.memory: Memory = remember(part, SETTINGS, WEIGHTS, seed + number)
        self.row_of = {(place, shift.day): row for row, (place, shift) in enumerate(part.rows)}

    def learn_neighbours(self) -> None:
        """What a search must know before it tears down."""
        self.part, self.knows_neighbours = with_neighbours(self.part), True

    @property
    def world(self) -> World:
        """Its arrays."""
        return self.part.world

    def stand(self, row: int, order: int) -> None:
        """The order is the next stop of that day. Raises ``NotPossible`` where it may not be."""
        who = self.world.shifts[row]
        if who["length"] + 2 >= self.world.stops.shape[1]:
            raise self.not_possible(row)
        stop = self.world.stops[row, who["length"]]
        stop["order"], stop["pair"], stop["since"] = order, self.pair_of(order, row), NOWHERE
        who["length"] += 1
        self.world.orders[order]["shift"] = row

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
        self._start_together()
        wrong = begin(self.world, self.memory)
        if wrong >= 0:
            raise self.not_possible(int(wrong))

    def _start_together(self) -> None:
        """Find the earliest start that both people of each two-person order can keep, all of them at once."""
        orders = self.world.orders
        crews = [
            (order, int(orders[order]["twin"]))
            for order in range(self.part.count)
            if orders[order]["twin"] >= 0 and orders[order]["shift"] >= 0
        ]
        if not crews:
            return
        for row in range(len(self.part.rows)):
            refresh(self.world, row)
        released, moved = orders["release"].copy(), True
        while moved:
            moved = False
            for crew in crews:
                start = max(self._earliest_start(part) for part in crew)
                if min(orders["release"][list(crew)]) < start < NEVER:
                    orders["release"][list(crew)], moved = start, True
                    for part in crew:
                        refresh(self.world, int(orders[part]["shift"]))
        starts = [[self._earliest_start(part) for part in crew] for crew in crews]
        orders["release"] = released
        for crew, (start, _same) in zip(crews, starts, strict=True):
            orders["at"][list(crew)] = start

    def _earliest_start(self, order: int) -> int:
        what = self.world.orders[order]
        stop = self.world.stops[what["shift"], what["place"] + 1]
        return int(min(stop["leaves"], stop["leaves_owing"])) - int(what["service"])

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

    def routes(self) -> list[Route]:
        """The best plan's routes that have stops."""
        best, lengths = self.memory.best["order"], self.memory.best_length
        return [
            Route(place, shift.day, tuple(self.part.orders[stop] for stop in best[row, : lengths[row]]))
            for row, (place, shift) in enumerate(self.part.rows)
            if lengths[row]
        ]


def take_over(routes: Iterable[Route], parts: Sequence[Searched]) -> None:
    """Put the stops of given routes where they stand. Raises ``NotPossible``."""
    known = {key: (one, row) for one in parts for key, row in one.row_of.items()}
    rows = [_rows_of(one) for one in parts]
    numbers = {id(one): row for one, row in zip(parts, rows, strict=True)}
    for route in routes:
        for stop in route.stops:
            if (route.technician, route.day) not in known:
                raise NotPossible(f"technician {route.technician} has no shift on day {route.day}")
            one, row = known[route.technician, route.day]
            one.stand(row, _free_row(one, row, numbers[id(one)].get(stop, [])))


def _rows_of(one: Searched) -> dict[int, list[int]]:
    """Of each order of the problem its row, and of a two-person order the second person's."""
    rows: dict[int, list[int]] = {}
    for row, order in enumerate(one.part.orders):
        rows.setdefault(order, []).append(row)
    return rows


def _free_row(one: Searched, shift: int, rows: Sequence[int]) -> int:
    """The row that stands nowhere yet and may stand on this shift: the leader's before the second person's."""
    for row in rows:
        what = one.world.orders[row]
        pairs = one.world.pairs["shift"][what["pairs"] : what["pairs_end"]]
        if what["shift"] < 0 and (pairs == shift).any():
            return row
    raise one.not_possible(shift)
