"""The proven best plan of a small problem: the routes of each day by the set of their orders, put together by dynamic programming.

Two-person orders tie days together in time: their routes are gone through one by one, in rising order of what they cost at least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from operator import itemgetter

from baoxiu.flow.dispatch.planner.checking import check, leader
from baoxiu.flow.dispatch.planner.enumeration import Day, Option, Options, best_of, members
from baoxiu.flow.dispatch.planner.objective import choice_terms, fairness
from baoxiu.flow.dispatch.planner.problem import Plan, Problem, Route

MOST_ORDERS, MOST_WITH_CREWS, MOST_CREWS = 12, 8, 2


class TooBig(ValueError):
    """More orders than can be solved to the proven optimum in a moment."""


def best_plan(problem: Problem) -> Plan:
    """A plan that no other one is cheaper than. Raises ``TooBig`` above 12 orders, above 8 with two-person orders, 2 of these."""
    crews = [place for place, order in enumerate(problem.orders) if order.crew == 2]
    if len(problem.orders) > (MOST_WITH_CREWS if crews else MOST_ORDERS) or len(crews) > MOST_CREWS:
        raise TooBig(f"{len(problem.orders)} orders, {len(crews)} of two persons")
    days = [
        Day(problem, place, shift) for place, who in enumerate(problem.technicians) for shift in who.shifts
    ]
    best = _Best(problem, crews)
    for choice in product(*([None, *_pairs(problem, order, days)] for order in crews)):
        _Tied(best, days, dict(zip(crews, choice, strict=True))).search()
    served = {stop for route in best.routes for stop in route.stops}
    unserved = tuple(place for place in range(len(problem.orders)) if place not in served)
    return Plan(best.routes, unserved, best.cost, proven=True)


type Pair = tuple[int, int]
"""Two days, by their places in the list."""


type Candidate = tuple[int, int, tuple[int, ...]]
"""A route of a tied day: what it costs at least, its single orders as bits, and its stops."""


class _Best:
    """The best plan so far, and what is the same for all."""

    def __init__(self, problem: Problem, crews: Sequence[int]) -> None:
        self.problem = problem
        self.by_month = problem.weights.fair_month > 0
        self.routes: tuple[Route, ...] = ()
        self.cost = check(problem, ()).cost
        self.singles = (1 << len(problem.orders)) - 1 - sum(1 << order for order in crews)
        self.options = dict[int, Options]()
        self.sequences = dict[int, list[Option]]()
        self.rests = dict[tuple[int, ...], Rest]()

    def penalty(self, orders: int) -> int:
        """Of leaving these out."""
        return sum(self.problem.orders[order].penalty for order in members(orders))

    def month(self, technician: int, work: int) -> int:
        """The price of so many seconds more for the month's fairness."""
        who = self.problem.technicians[technician]
        return fairness(who.month_work + work, who.month_share, self.problem.weights.fair_month)

    def offer(self, routes: tuple[Route, ...]) -> None:
        """Keep the plan if it is possible and cheaper."""
        score = check(self.problem, routes)
        if score.possible and score.cost < self.cost:
            self.cost, self.routes = score.cost, score.routes


def _pairs(problem: Problem, order: int, days: Sequence[Day]) -> Iterator[Pair]:
    """The pairs of days on which two could do it together."""
    what = problem.orders[order]
    for one, other in combinations([place for place, day in enumerate(days) if order in day.orders], 2):
        where = [(days[place].technician, days[place].shift.day) for place in (one, other)]
        apart = days[one].shift.start > days[other].end or days[other].shift.start > days[one].end
        kept = not what.locked or what.published is None or what.published in where
        if where[0][0] != where[1][0] and kept and not apart and leader(problem, order, where):
            yield one, other


@dataclass(slots=True)
class Rest:
    """The days that no two-person order ties: for each set of single orders the least cost of these days, and how to reach it.

    ``least``: of the cost of some of the set's orders and the penalties of its others, and which these some are.
    """

    cost: Mapping[int, int]
    routes: Mapping[int, tuple[Route, ...]]
    least: dict[int, tuple[int, int]] = field(default_factory=dict)


class _Tied:
    """One choice of who does the two-person orders, and the best plan with it."""

    def __init__(self, best: _Best, days: Sequence[Day], choice: Mapping[int, Pair | None]) -> None:
        self._best, self._days, self._choice = best, days, choice
        forced = dict[int, int]()
        for order, pair in choice.items():
            for place in pair or ():
                forced[place] = forced.get(place, 0) | 1 << order
        self._forced = forced
        people = {days[place].technician for place in forced}
        self._tied = tuple(
            place
            for place, day in enumerate(days)
            if place in forced or (best.by_month and day.technician in people)
        )
        self._rest = self._rest_of(tuple(place for place in range(len(days)) if place not in self._tied))

    def search(self) -> None:
        """Go through the tied days' routes as long as they can be cheaper than the best plan."""
        fixed = self._fixed()
        candidates = [self._candidates(place) for place in self._tied]
        if all(candidates):
            self._join(candidates, 0, fixed, ())

    def _fixed(self) -> int:
        """What this choice costs whatever the routes are."""
        best, cost = self._best, 0
        for order, pair in self._choice.items():
            if pair is None:
                cost += best.problem.orders[order].penalty
            else:
                where = [(self._days[place].technician, self._days[place].shift.day) for place in pair]
                who = leader(best.problem, order, where)
                assert who
                cost += sum(choice_terms(best.problem, best.problem.orders[order], *who).values())
        return cost + sum(
            best.month(who, 0) for who in {self._days[place].technician for place in self._tied}
        )

    def _candidates(self, place: int) -> list[Candidate]:
        """The routes of the day with just its two-person orders, cheapest first."""
        day, forced = self._days[place], self._forced.get(place, 0)
        if place not in self._best.sequences:
            ways = day.ways_through(dominated=True).values()
            self._best.sequences[place] = [
                Option(day.static(one.stops, one.travel), one.travel, (day.route(one.stops),))
                for several in ways
                for one in several
            ]
        found: list[Candidate] = [(day.static((), 0), 0, ())] if not forced else []
        for option in self._best.sequences[place]:
            stops = option.routes[0].stops
            orders = sum(1 << stop for stop in stops)
            if orders & ~self._best.singles == forced:
                found.append((option.cost, orders & self._best.singles, stops))
        return sorted(found, key=itemgetter(0))

    def _join(
        self,
        candidates: Sequence[list[Candidate]],
        used: int,
        cost: int,
        routes: tuple[Route, ...],
    ) -> None:
        """One tied day after the other; what follows costs at least its cheapest."""
        best = self._best
        if not candidates:
            self._complete(used, cost, routes)
            return
        day = self._days[self._tied[len(self._tied) - len(candidates)]]
        later = sum(one[0][0] for one in candidates[1:]) + min(
            least for least, _served in self._rest.least.values()
        )
        for least, orders, stops in candidates[0]:
            if cost + least + later >= best.cost:
                return
            if not orders & used:
                self._join(candidates[1:], used | orders, cost + least, (*routes, day.route(stops)))

    def _complete(self, used: int, cost: int, routes: tuple[Route, ...]) -> None:
        least, served = self._rest.least[self._best.singles & ~used]
        if cost + least < self._best.cost:
            self._best.offer((*routes, *self._rest.routes[served]))

    def _rest_of(self, places: tuple[int, ...]) -> Rest:
        best = self._best
        if places not in best.rests:
            for place in places:
                if place not in best.options:
                    best.options[place] = self._days[place].options(by_month=best.by_month)
            best.rests[places] = _put_together(best, self._units(places))
        return best.rests[places]

    def _units(self, places: Sequence[int]) -> Iterator[dict[int, Option]]:
        """The cheapest option of each set by day, or by technician where the month counts."""
        best = self._best
        together = dict[int, list[Options]]()
        for place in places:
            key = self._days[place].technician if best.by_month else place
            together.setdefault(key, []).append(self._without_crews(best.options[place]))
        if best.by_month:
            for technician, options in together.items():
                yield self._by_month(technician, options)
            return
        for options in together.values():
            yield {orders: some[0] for orders, some in options[0].items()}

    def _without_crews(self, options: Options) -> Options:
        return {orders: some for orders, some in options.items() if not orders & ~self._best.singles}

    def _by_month(self, technician: int, options: Sequence[Options]) -> dict[int, Option]:
        whole = options[0]
        for more in options[1:]:
            whole = _both(whole, more)
        found = {}
        for orders, some in whole.items():
            service = sum(self._best.problem.orders[order].service for order in members(orders))
            month = [
                Option(one.cost + self._best.month(technician, service + one.travel), one.travel, one.routes)
                for one in some
            ]
            found[orders] = min(month, key=itemgetter(0))
        return found


def _both(one: Options, other: Options) -> Options:
    """The options of two days together."""
    found: Options = {}
    for orders, some in one.items():
        for more, others in other.items():
            if not orders & more:
                found.setdefault(orders | more, []).extend(
                    Option(a.cost + b.cost, a.travel + b.travel, a.routes + b.routes)
                    for a in some
                    for b in others
                )
    return {orders: best_of(options) for orders, options in found.items()}


def _put_together(best: _Best, units: Iterator[dict[int, Option]]) -> Rest:
    """Unit by unit the least cost for each set of orders; then what is least when some of a set may be left out."""
    cost, routes = {0: 0}, {0: tuple[Route, ...]()}
    for unit in units:
        cost, routes = _with_unit(cost, routes, _worthwhile(best, unit), best.singles)
    rest = Rest(cost, routes)
    for orders in range(best.singles + 1):
        if orders & ~best.singles:
            continue
        found = [(cost[orders], orders)] if orders in cost else []
        for place in members(orders):
            least, served = rest.least[orders & ~(1 << place)]
            found.append((least + best.problem.orders[place].penalty, served))
        rest.least[orders] = min(found)
    return rest


def _worthwhile(best: _Best, unit: dict[int, Option]) -> dict[int, Option]:
    """Without the sets that cost more than the same without one order, and its penalty."""
    return {
        orders: option
        for orders, option in unit.items()
        if all(
            (less := unit.get(orders & ~(1 << place))) is None
            or option.cost < less.cost + best.problem.orders[place].penalty
            for place in members(orders)
        )
    }


def _with_unit(
    cost: Mapping[int, int], routes: Mapping[int, tuple[Route, ...]], unit: Mapping[int, Option], whole: int
) -> tuple[dict[int, int], dict[int, tuple[Route, ...]]]:
    new, chosen = dict[int, int](), dict[int, int]()
    for before, price in cost.items():
        for orders in _from_rest(unit, whole & ~before):
            both, total = before | orders, price + unit[orders].cost
            if both not in new or total < new[both]:
                new[both], chosen[both] = total, orders
    return new, {both: routes[both & ~orders] + unit[orders].routes for both, orders in chosen.items()}


def _from_rest(unit: Mapping[int, Option], rest: int) -> Iterator[int]:
    """The unit's sets within the rest, by going through whichever is less."""
    if len(unit) <= 1 << rest.bit_count():
        yield from (orders for orders in unit if not orders & ~rest)
        return
    orders = rest
    while orders:
        if orders in unit:
            yield orders
        orders = (orders - 1) & rest
    yield 0
