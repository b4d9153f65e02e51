"""Planning: a problem, a budget and a seed in, the best plan found out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.components import cost_outside, split
from baoxiu.flow.dispatch.planner.kernel.search import fill, search
from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.packing import pack
from baoxiu.flow.dispatch.planner.problem import Order, Plan, Problem, Route, Shift, Technician, Travel
from baoxiu.flow.dispatch.planner.state import NotPossible, Searched, Snapshot, take_over

WARM, COLD = 4.0, 60.0
"""The first temperature as a share of what a stop costs on average, the last in seconds."""
WARM_AGAIN, FEW = 0.5, 15
"""The first temperature of a search that begins at a plan and has few rounds (reckoned as those of ``ENOUGH``): a hot one would take it
apart before making it better. With more rounds it may be hotter, up to ``WARM``."""
ENOUGH = 1_000
"""Rounds for each order, and for each that a day holds, from which one search has settled long before its end: it is done several times
then, and goes on from the best of these plans. The longer the days, the longer a search takes to settle."""
EACH, MOST_RUNS = 500, 8
"""So many of these rounds are one of several searches, and how many there are at most."""
LAST, LAST_HEAT = 0.3, 0.125
"""What the last stage takes of the budget, and of the first temperature."""
type Stages = list[tuple[float, float, bool]]
"""Shares of the budget, of the first temperature, and whether the stage begins anew."""
GLANCES = 200
"""So often a search with a time budget looks at the clock."""
ROUNDS_UNMEASURED = 100
ROUNDS_AT_ONCE = 2_000


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
    searches = [_Search(part, number, seed) for number, part in enumerate(split(pack(problem)))]
    given = tuple(incumbent)
    take_over(problem, given, searches)
    out = set(range(len(problem.orders))) - {order for one in searches for order in one.part.orders}
    lost = cost_outside(problem, [one.part for one in searches])
    tell = _Teller(searches, lost, len(out), progress)
    for one in searches:
        one.fill()
        one.given = bool(given)
    tell()
    spent = time.process_time() - began
    _share_out(searches, budget, spent)
    with ThreadPoolExecutor(max(1, budget.cores)) as pool:
        biggest_first = sorted(searches, key=lambda one: -one.part.count)
        for done in [pool.submit(one.run, tell, stop) for one in biggest_first]:
            done.result()
    return _judged(problem, _read(problem, searches, lost))


@cache
def make_ready() -> None:
    """Have every function of the kernel compiled, or read from where it is kept, before a clock runs."""
    live = LivePlan(_SMALLEST)
    live.insert(0, live.offers(0)[0])
    live.remove(0)
    live.slots(0)
    live.repair([0], rounds=1)
    one = _Search(split(pack(_SMALLEST))[0], 0, seed=1)
    one.fill()


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
    """The bigger a part, the more of the budget it gets; none more than one core has."""
    whole = sum(one.part.count for one in searches) or 1
    left = max(0.0, budget.seconds - spent)
    for one in searches:
        one.seconds = left * min(1.0, max(1, budget.cores) * one.part.count / whole)
        one.rounds = math.ceil(budget.rounds * one.part.count / whole)


def _judged(problem: Problem, found: Plan) -> Plan:
    """The plan when the judge agrees. Two-person orders are the one thing in which the search's reckoning can be more hopeful than his
    (when a break could be taken at several places): those he objects to are left out until he agrees."""
    routes = found.routes
    while (score := check(problem, routes)).violations:
        days = {(one.technician, one.day) for one in score.violations}
        doubtful = [stop for route in routes if (route.technician, route.day) in days for stop in route.stops]
        crews = {stop for stop in doubtful if problem.orders[stop].crew == 2} or set(doubtful)
        routes = tuple(
            Route(route.technician, route.day, tuple(stop for stop in route.stops if stop not in crews))
            for route in routes
        )
    kept = tuple(route for route in routes if route.stops)
    return Plan(kept, score.unserved, score.cost, found.iterations)


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


class _Search(Searched):
    """A part under search, with its share of the budget."""

    seconds = 0.0
    rounds = 0
    given = False
    """Whether it begins at a plan that somebody has."""
    _laid_aside: Snapshot | None = None

    def state(self) -> State:
        """How far it is."""
        tally = self.memory.tally[0]
        best = int(tally["best"])
        if self._laid_aside is not None:
            best = min(best, self._laid_aside.cost)
        return State(int(tally["round"]), best, int(tally["bank"]))

    def fill(self) -> None:
        """The first plan: the dearest orders first, of these those who have the fewest to go to."""
        if not self.knows_neighbours:
            self.learn_neighbours()
        self.begin()
        orders = self.world.orders[: self.part.count]
        waiting = np.flatnonzero(orders["shift"] < 0)
        few = (orders["pairs_end"] - orders["pairs"])[waiting]
        fill(
            self.world, self.memory, waiting[np.lexsort((few, -orders["penalty"][waiting]))].astype(np.int32)
        )

    def run(self, tell: Callable[[], None], stop: Stop) -> None:
        """Search until the part's budget is used up."""
        a_stop = self.cost_of_a_stop
        pace = _Pace(self.seconds, self.rounds)
        stages, over, stage = self._stages(0.0), 0.0, 0
        while not stop() and (rounds := pace.next_rounds()):
            each = self._each(pace.whole)
            if len(stages) == 1:
                stages = self._stages(each)
            share, warmth, _anew = stages[stage]
            if pace.share >= over + share and stage < len(stages) - 1:
                over, stage = over + share, stage + 1
                share, warmth, anew = stages[stage]
                self._next_stage(anew=anew)
            hot = max(2 * COLD, self._warm(each) * a_stop * warmth)
            heat = hot * (COLD / hot) ** min(1.0, (pace.share - over) / share)
            search(self.world, self.memory, rounds, heat, (COLD / hot) ** (pace.share_of_round / share))
            tell()
        self._take_better()

    def _each(self, rounds: float) -> float:
        """Rounds for each order and for each that a day holds."""
        a_day = max(1.0, self.part.count / max(1, len(self.part.rows)))
        return rounds / max(1, self.part.count) / a_day

    def _warm(self, each: float) -> float:
        return min(WARM, WARM_AGAIN * max(1.0, each / FEW)) if self.given else WARM

    def _stages(self, each: float) -> Stages:
        if self.given or each < ENOUGH:
            return [(1.0, 1.0, True)]
        runs = min(MOST_RUNS, max(2, int(each / EACH)))
        return [((1 - LAST) / runs, 1.0, True)] * runs + [(LAST, LAST_HEAT, False)]

    def _next_stage(self, *, anew: bool) -> None:
        self._take_better()
        if anew:
            self._laid_aside = self.snapshot()
            self.clear()
            self.fill()

    def _take_better(self) -> None:
        """Go on from the best plan, be it of this search or of the one before."""
        self.back_to_best()
        if self._laid_aside is not None and self._laid_aside.cost < int(self.memory.tally[0]["best"]):
            self.put_back(self._laid_aside)
        self._laid_aside = None


class _Pace:
    """How far the budget is used, and how many rounds come next."""

    def __init__(self, seconds: float, rounds: int) -> None:
        self._seconds, self._rounds = seconds, rounds
        self._began = time.thread_time()
        self._done = 0
        self.share = 0.0
        self.share_of_round = 0.0
        self.whole = 0.0
        """Rounds of the whole budget, as far as one can tell."""

    def next_rounds(self) -> int:
        """Rounds to do now; 0 when the budget is used up."""
        rounds = self._by_number() if self._rounds else self._by_time()
        self._done += rounds
        return rounds

    def _by_number(self) -> int:
        self.share = self._done / self._rounds
        self.share_of_round = 1 / self._rounds
        self.whole = self._rounds
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
        self.whole = self._seconds / each
        return max(1, int(min(self._seconds / GLANCES, left) / each))


__all__ = ["Budget", "NotPossible", "Progress", "State", "Stop", "make_ready", "plan"]
