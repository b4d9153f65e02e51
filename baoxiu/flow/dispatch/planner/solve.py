"""Planning: a problem, a budget and a seed in, the best plan found out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from baoxiu.flow.dispatch.planner.components import parts_of
from baoxiu.flow.dispatch.planner.kernel.layout import Memory, Table, World
from baoxiu.flow.dispatch.planner.kernel.search import begin, fill, search
from baoxiu.flow.dispatch.planner.packing import Packed, pack, remember
from baoxiu.flow.dispatch.planner.problem import Order, Plan, Problem, Route, Shift, Technician, Travel

SETTINGS = {"removed": 10.0, "string": 10.0, "from_bank": 0.3, "leave": 0.5, "blink": 0.01}
WEIGHTS = (4, 2, 1, 1, 1, 1, 1, 1, 2)
"""How often each way to rank what is put back is drawn (``kernel/recreate.py``)."""
WARM, COLD = 0.3, 1.0
"""The first temperature as a share of what a stop costs on average, the last in seconds."""
GLANCES = 200
"""So often a search with a time budget looks at the clock."""
ROUNDS_UNMEASURED = 100
ROUNDS_AT_ONCE = 2_000


class NotPossible(ValueError):
    """The incumbent breaks a hard rule; the text says whose day."""


@dataclass(frozen=True, slots=True)
class Budget:
    """When to stop: after seconds of processor time of each core, or after rounds (then the same seed gives the same plan)."""

    seconds: float = 0.0
    rounds: int = 0
    cores: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """How far a search is: rounds, cost of the best plan so far, and how many orders it leaves out."""

    rounds: int
    cost: int
    unserved: int


type Progress = Callable[[State], None]
type Stop = Callable[[], bool]


def plan(
    problem: Problem,
    budget: Budget,
    *,
    seed: int = 1,
    incumbent: Iterable[Route] = (),
    progress: Progress | None = None,
    stop: Stop = lambda: False,
) -> Plan:
    """The best plan found within the budget, beginning from the incumbent's routes where there are some.

    ``progress`` is told now and then; ``stop`` is asked as often, and ends the search when true. Raises ``NotPossible``.
    """
    make_ready()
    began = time.process_time()
    searches = [_Search(part, seed + number) for number, part in enumerate(parts_of(pack(problem)))]
    _take_over(incumbent, searches)
    out = set(range(len(problem.orders))) - {order for one in searches for order in one.part.orders}
    lost = sum(problem.orders[order].penalty for order in out)
    tell = _Teller(searches, lost, len(out), progress)
    for one in searches:
        one.fill()
    tell()
    spent = time.process_time() - began
    _share_out(searches, budget, spent)
    with ThreadPoolExecutor(max(1, budget.cores)) as pool:
        for done in [pool.submit(one.run, tell, stop) for one in searches]:
            done.result()
    return _read(problem, searches, lost)


@cache
def make_ready() -> None:
    """Have every function of the kernel compiled, or read from where it is kept, before a clock runs."""
    part = parts_of(pack(_SMALLEST))[0]
    one = _Search(part, seed=1, rounds=1, by_rounds=True)
    one.fill()
    one.run(lambda: None, lambda: False)


_SMALLEST = Problem(
    "ready",
    Travel(),
    (Technician("1", 0.0, 0.0, (Shift(0, 0, 3600),)),),
    (Order("1", 0.0, 0.0, 60, ((0, 3600),), 3600),),
)


class _Teller:
    """Adds up how far the parts are."""

    def __init__(
        self, searches: Sequence[_Search], lost: int, unserved: int, progress: Progress | None
    ) -> None:
        self._searches, self._lost, self._unserved, self._progress = searches, lost, unserved, progress

    def __call__(self) -> None:
        if self._progress:
            states = [one.state() for one in self._searches]
            self._progress(
                State(
                    sum(one.rounds for one in states),
                    sum(one.cost for one in states) + self._lost,
                    sum(one.unserved for one in states) + self._unserved,
                )
            )


def _share_out(searches: Sequence[_Search], budget: Budget, spent: float) -> None:
    """The bigger a part, the more of the budget it gets."""
    whole = sum(one.part.count for one in searches) or 1
    cores = max(1, budget.cores)
    seconds = max(0.0, budget.seconds - spent) * min(cores, len(searches))
    for one in searches:
        one.seconds = seconds * one.part.count / whole
        one.rounds = round(budget.rounds * one.part.count / whole)
        one.by_rounds = budget.rounds > 0


def _take_over(incumbent: Iterable[Route], searches: Sequence[_Search]) -> None:
    """Put the incumbent's stops where they stand; what does not belong there any more is left to be placed."""
    known = {
        (place, shift.day): (one, row) for one in searches for row, (place, shift) in enumerate(one.part.rows)
    }
    for route in incumbent:
        if (route.technician, route.day) in known:
            one, row = known[route.technician, route.day]
            one.take_over(row, route.stops)


def _read(problem: Problem, searches: Sequence[_Search], lost: int) -> Plan:
    routes = sorted(
        (route for one in searches for route in one.routes()), key=lambda route: (route.technician, route.day)
    )
    placed = {stop for route in routes for stop in route.stops}
    states = [one.state() for one in searches]
    return Plan(
        tuple(routes),
        tuple(order for order in range(len(problem.orders)) if order not in placed),
        sum(one.cost for one in states) + lost,
        sum(one.rounds for one in states),
    )


@dataclass(slots=True)
class _Search:
    """One part under search."""

    part: Packed
    seed: int
    seconds: float = 0.0
    rounds: int = 0
    by_rounds: bool = False
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        self.memory = remember(self.part.world, SETTINGS, WEIGHTS, self.seed)

    @property
    def world(self) -> World:
        return self.part.world

    def state(self) -> State:
        tally = self.memory.tally[0]
        return State(int(tally["round"]), int(tally["best"]), int(tally["bank"]))

    def take_over(self, row: int, stops: Sequence[int]) -> None:
        """A route as it is given. Raises ``NotPossible`` for orders that cannot be on this day."""
        mine = {order: number for number, order in reversed(list(enumerate(self.part.orders)))}
        for stop in stops:
            self._stand(row, mine[stop])

    def _stand(self, row: int, order: int) -> None:
        what, who = self.world.orders[order], self.world.shifts[row]
        pairs = self.world.pairs["shift"][what["pairs"] : what["pairs_end"]]
        found = np.flatnonzero(pairs == row)
        stop = self.world.stops[row, who["length"]]
        stop["order"], stop["pair"] = order, what["pairs"] + found[0]
        who["length"] += 1
        what["shift"] = row

    def fill(self) -> None:
        """The first plan: the dearest orders first, of these those who have the fewest to go to."""
        begin(self.world, self.memory)
        fill(self.world, self.memory, self._sequence())

    def _sequence(self) -> Table:
        orders = self.world.orders[: self.part.count]
        waiting = np.flatnonzero(orders["shift"] < 0)
        few = (orders["pairs_end"] - orders["pairs"])[waiting]
        return waiting[np.lexsort((few, -orders["penalty"][waiting]))].astype(np.int32)

    def run(self, tell: Callable[[], None], stop: Stop) -> None:
        """Search until the part's budget is used up."""
        first = self._first_heat()
        pace = _Pace(self.seconds, self.rounds if self.by_rounds else 0)
        while not stop() and (rounds := pace.next_rounds()):
            heat = first * (COLD / first) ** pace.share
            search(self.world, self.memory, rounds, heat, (COLD / first) ** pace.share_of_round)
            tell()

    def _first_heat(self) -> float:
        shifts = self.world.shifts[:-1]
        return max(2 * COLD, WARM * float(shifts["cost"].sum()) / max(1, int(shifts["length"].sum())))

    def routes(self) -> list[Route]:
        best, lengths = self.memory.best["order"], self.memory.best_length
        return [
            Route(place, shift.day, tuple(self.part.orders[stop] for stop in best[row, : lengths[row]]))
            for row, (place, shift) in enumerate(self.part.rows)
            if lengths[row]
        ]


class _Pace:
    """How far the budget is used, and how many rounds come next."""

    def __init__(self, seconds: float, rounds: int) -> None:
        self._seconds, self._rounds = seconds, rounds
        self._began = time.thread_time()
        self._done = 0
        self.share = 0.0
        self.share_of_round = 0.0

    def next_rounds(self) -> int:
        """Rounds to do now; 0 when the budget is used up."""
        rounds = self._by_number() if self._rounds else self._by_time()
        self._done += rounds
        return rounds

    def _by_number(self) -> int:
        self.share = self._done / self._rounds
        self.share_of_round = 1 / self._rounds
        return min(ROUNDS_AT_ONCE, self._rounds - self._done)

    def _by_time(self) -> int:
        used = time.thread_time() - self._began
        left = self._seconds - used
        if left <= 0:
            return 0
        if not self._done:
            return ROUNDS_UNMEASURED
        each = max(1e-7, used / self._done)
        self.share = used / self._seconds
        self.share_of_round = each / self._seconds
        return max(1, int(min(self._seconds / GLANCES, left) / each))
