"""A plan in memory that is asked and changed order by order: offers, free windows, insertion, removal, local repair.

Exact: an offer is the cheapest possible place of each technician in the plan as it stands. An instance holds what belongs to one
outlet or one region; it is built from a problem and routes, and gives routes back.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import numpy as np

from baoxiu.flow.dispatch.planner.answers import Offer, Slot
from baoxiu.flow.dispatch.planner.components import cost_outside, split
from baoxiu.flow.dispatch.planner.kernel.crew import best_pair
from baoxiu.flow.dispatch.planner.kernel.insertion import insert
from baoxiu.flow.dispatch.planner.kernel.layout import TOO_DEAR, Table
from baoxiu.flow.dispatch.planner.kernel.offers import free_spans, price_all, start_there, take_away
from baoxiu.flow.dispatch.planner.kernel.schedule import refresh
from baoxiu.flow.dispatch.planner.kernel.search import search
from baoxiu.flow.dispatch.planner.objective import choice_terms
from baoxiu.flow.dispatch.planner.packing import pack
from baoxiu.flow.dispatch.planner.problem import Problem, Route
from baoxiu.flow.dispatch.planner.state import Searched, take_over

WARM, COLD = 0.6, 10.0
"""The temperature of a repair: first, as a share of what a stop costs on average, and last, in seconds. Without warmth it stands still
after a few milliseconds, at a plan that costs 2 to 6 % more after a third of the orders came one by one."""
ROUNDS_AT_ONCE = 50
SPANS = 4_096


class LivePlan:
    """A running plan. Raises ``NotPossible`` when the routes break a hard rule."""

    closed = False
    """Whether there are days to which nothing is offered because they break a hard rule as they stand."""

    def __init__(self, problem: Problem, routes: Iterable[Route] = (), seed: int = 1) -> None:
        self._problem = problem
        self._parts = [Searched(part, number, seed) for number, part in enumerate(split(pack(problem)))]
        self._home = {
            order: (one, row)
            for one in self._parts
            for row, order in enumerate(one.part.orders[: one.part.count])
        }
        take_over(problem, routes, self._parts)
        for one in self._parts:
            one.begin()

    def routes(self) -> tuple[Route, ...]:
        """The plan as it stands."""
        routes = [route for one in self._parts for route in one.routes()]
        return tuple(sorted(routes, key=lambda route: (route.technician, route.day)))

    def cost(self) -> int:
        """What the plan costs, orders left out included."""
        outside = cost_outside(self._problem, [one.part for one in self._parts])
        return outside + sum(int(one.memory.tally[0]["cost"]) for one in self._parts)

    def offers(self, order: int, most: int = 3) -> tuple[Offer, ...]:
        """The cheapest possible place of each technician, the cheapest technicians first; empty when nobody can.

        For an order that stands nowhere. Of a two-person order there is one offer at most.
        """
        if order not in self._home:
            return ()
        one, row = self._home[order]
        what = one.world.orders[row]
        if what["twin"] >= 0:
            return self._crew_offer(one, row, order)
        costs = np.empty(int(what["pairs_end"] - what["pairs"]), np.int64)
        price_all(one.world, row, costs)
        found = list[Offer]()
        for number in np.argsort(costs, kind="stable"):
            if costs[number] >= TOO_DEAR or len(found) == most:
                break
            pair = int(what["pairs"] + number)
            who = one.part.rows[one.world.pairs[pair]["shift"]][0]
            if all(offer.technician != who for offer in found):
                found.append(self._offer(one, row, order, pair, int(costs[number])))
        return tuple(found)

    def slots(self, order: int, length: int = 0) -> tuple[Slot, ...]:
        """Every stretch of possible starts of at least ``length`` seconds, for an order that stands nowhere."""
        return tuple(Slot(*one) for one in self.spans(order, length).tolist())

    def spans(self, order: int, length: int = 0) -> Table:
        """The same as rows of numbers, in the turn of a slot's fields."""
        if order not in self._home:
            return np.empty((0, 5), np.int64)
        one, row = self._home[order]
        spans = np.empty((SPANS, 4), np.int64)
        count = free_spans(one.world, row, spans)
        if count > len(spans):
            spans = np.empty((count, 4), np.int64)
            free_spans(one.world, row, spans)
        spans = spans[:count]
        spans = spans[spans[:, 2] - spans[:, 1] >= length]
        return np.column_stack([self.days(one)[one.world.pairs["shift"][spans[:, 0]]], spans[:, 1:]])

    def days(self, one: Searched) -> Table:
        """Technician and day of each row of shifts."""
        return np.array([(place, shift.day) for place, shift in one.part.rows], np.int64).reshape(-1, 2)

    def insert(self, order: int, offer: Offer) -> None:
        """Put the order where the offer says; the plan must be as it was when the offer was made."""
        one, row = self._home[order]
        twin = int(one.world.orders[row]["twin"])
        change = -int(one.world.orders[row]["penalty"])
        if twin >= 0:
            one.world.orders["at"][[row, twin]] = offer.start
            assert offer.helper is not None
            change += self._put(one, twin, offer.helper, offer.day, offer.helper_place)
        change += self._put(one, row, offer.technician, offer.day, offer.place)
        one.settled(change)

    def remove(self, order: int) -> None:
        """Take the order out of the plan."""
        one, row = self._home[order]
        twin = int(one.world.orders[row]["twin"])
        change = int(one.world.orders[row]["penalty"])
        for part in (row, twin) if twin >= 0 else (row,):
            what = one.world.orders[part]
            shift, place = int(what["shift"]), int(what["place"])
            extra = int(one.world.pairs[one.world.stops[shift, place]["pair"]]["extra"])
            take_away(one.world, part)
            one.changed(shift)
            change += int(refresh(one.world, shift)) - extra
        one.settled(change)

    def repair(self, around: Sequence[int], *, rounds: int = 0, seconds: float = 0.0) -> None:
        """Improve the plan round these orders, for rounds or for seconds of processor time; never makes it dearer."""
        until = time.thread_time() + seconds
        rows: dict[int, list[int]] = {}
        for one, row in (self._home[order] for order in around if order in self._home):
            rows.setdefault(one.number, []).append(row)
        for number, mine in rows.items():
            self._repair(self._parts[number], mine, rounds, until)

    def _repair(self, one: Searched, rows: Sequence[int], rounds: int, until: float) -> None:
        if not one.knows_neighbours:
            one.learn_neighbours()
        near = one.world.near[list(rows)].ravel()
        seeds = np.unique([*rows, *near[near >= 0]]).astype(np.int32)
        memory = one.memory._replace(seeds=seeds)
        hot = max(COLD, WARM * one.cost_of_a_stop)
        began, done, share = time.thread_time(), 0, 0.0
        while share < 1.0:
            now = min(ROUNDS_AT_ONCE, rounds - done) if rounds > 0 else ROUNDS_AT_ONCE
            search(one.world, memory, now, hot * (COLD / hot) ** share, 1.0)
            done += now
            share = done / rounds if rounds > 0 else _share(began, until)
        one.back_to_best()

    def _offer(self, one: Searched, row: int, order: int, pair: int, cost: int) -> Offer:
        choice = one.world.pairs[pair]
        place, shift = one.part.rows[choice["shift"]]
        terms = choice_terms(self._problem, self._problem.orders[order], place, shift.day)
        added, way = int(choice["added"]), int(choice["way"])
        fair = cost - added - int(choice["extra"])
        start = int(start_there(one.world, row, int(choice["shift"]), int(choice["place"])))
        named = {"travel": way, "route_and_time": added - way, **terms, "fairness": fair}
        return Offer(
            place,
            shift.day,
            int(choice["place"]),
            start,
            cost,
            {name: cost for name, cost in named.items() if cost},
        )

    def _crew_offer(self, one: Searched, row: int, order: int) -> tuple[Offer, ...]:
        cost, pair, place, other, spot, start = best_pair(one.world, row)
        if cost >= TOO_DEAR:
            return ()
        (leader, shift), (helper, _shift) = (
            one.part.rows[one.world.pairs[number]["shift"]] for number in (pair, other)
        )
        terms = choice_terms(self._problem, self._problem.orders[order], leader, shift.day)
        named = {"travel": int(cost) - sum(terms.values()), **terms}
        return (Offer(leader, shift.day, int(place), int(start), int(cost), named, helper, int(spot)),)

    def _put(self, one: Searched, row: int, technician: int, day: int, place: int) -> int:
        shift = one.row_of[technician, day]
        pair = one.pair_of(row, shift)
        change = int(insert(one.world, row, pair, shift, place)) + int(one.world.pairs[pair]["extra"])
        one.changed(shift)
        return change


def _share(began: float, until: float) -> float:
    """How much of a span of processor time is over."""
    return 1.0 if until <= began else (time.thread_time() - began) / (until - began)
