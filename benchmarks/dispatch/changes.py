"""Plans that must change: orders that arrive one by one, people who are ill, and the price of fairness."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from statistics import mean, median
from typing import Any

import numpy as np

from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.problem import Plan, Problem, Route, Weights
from baoxiu.flow.dispatch.planner.solve import Budget, plan
from benchmarks.dispatch.bench import Bench, Instance
from benchmarks.dispatch.tables import Table, goal

ARRIVE, ABSENT, NEW = 0.3, 0.05, 0.03
HINDSIGHT = 3
"""So often the usual budget is given to the plan that knew all: the repairs together take more than one."""
REPAIRS = (0.0, 0.02, 0.1)
"""Seconds of processor time after each order."""
PRICES = (0, 5, 15, 30, 60)
"""Minutes of travel that a moved visit costs."""
USUAL_PRICE = 30
FAIR = (0, 150, 250, 350, 500)
"""Thousandths of the load squared."""


def with_last(said: dict[str, Any], share: float, seed: int) -> tuple[dict[str, Any], int]:
    """The problem with this share of its orders, drawn and in a drawn turn, at the end; and how many stand before them."""
    orders = list(said["orders"])
    late = Random(seed).sample(range(len(orders)), round(share * len(orders)))
    known = [order for place, order in enumerate(orders) if place not in set(late)]
    name = f"{said['name']} {share:g} s{seed}"
    return {**said, "name": name, "orders": known + [orders[place] for place in late]}, len(known)


@dataclass
class Day:
    """How orders were taken in: the plan at last, seconds of processor time of each offer with its insertion, of each
    following repair, and how many visits changed hands at each."""

    plan: Plan
    answered: list[float]
    repaired: list[float]
    moved: list[int]


def taken_in(problem: Problem, routes: tuple[Route, ...], known: int, repair: float, seed: int) -> Day:
    """The orders from ``known`` on arrive one by one; what has not arrived is not known to anybody."""
    day = Day(Plan(routes, (), 0), [], [], [])
    for order in range(known, len(problem.orders)):
        so_far = replace(problem, orders=problem.orders[: order + 1])
        live, before = LivePlan(so_far, routes, seed + order), holders(routes)
        began = time.thread_time()
        offers = live.offers(order)
        if offers and offers[0].added < problem.orders[order].penalty:
            live.insert(order, offers[0])
        answered = time.thread_time()
        if repair:
            live.repair([order], seconds=repair)
        day.answered.append(answered - began)
        day.repaired.append(time.thread_time() - answered)
        routes = live.routes()
        day.moved.append(moved(before, holders(routes)))
    placed = {stop for route in routes for stop in route.stops}
    day.plan = Plan(routes, tuple(order for order in range(len(problem.orders)) if order not in placed), 0)
    return day


type Holders = dict[int, set[tuple[int, int]]]


def holders(routes: Iterable[Route]) -> Holders:
    """Of each order who does it on which day."""
    found: Holders = {}
    for route in routes:
        for stop in route.stops:
            found.setdefault(stop, set()).add((route.technician, route.day))
    return found


def moved(before: Holders, after: Holders) -> int:
    """Visits that are with somebody else or on another day than before."""
    return sum(1 for order, where in before.items() if order in after and after[order] != where)


def regret(bench: Bench) -> Table:
    """30 % of the orders arrive one by one, against a plan that knew all from the beginning."""
    about = (
        "30 % of the orders arrive one by one; each gets its place at once and then so many milliseconds of repair round it. Hindsight"
        " is the plan of all orders with three times the budget. Milliseconds are of the processor."
    )
    columns = (
        "instance",
        "repair ms",
        "cost / hindsight",
        "left out",
        "answer p50 ms",
        "p99 ms",
        "moved by each",
    )
    table, last = Table("Regret", about, columns), list[float]()
    for size in bench.scale.changed:
        one = bench.generated(size)
        seconds = bench.scale.seconds(one.orders)
        hindsight = bench.own(one, HINDSIGHT * seconds)
        table.add(one.name, "hindsight", 1.0, hindsight.unserved, None, None, None)
        for repair in REPAIRS:
            rows = [_regret(bench, one, seconds, repair, seed, hindsight.cost) for seed in bench.scale.seeds]
            figures = [median(values) for values in zip(*rows, strict=True)]
            table.add(one.name, round(repair * 1000), *figures)
        last.append(figures[0])
    table.results.append(goal("worst with 100 ms", max(last), 1.05))
    return table


def _regret(
    bench: Bench, one: Instance, seconds: float, repair: float, seed: int, hindsight: int
) -> tuple[float, ...]:
    said, known = with_last(one.said, ARRIVE, seed)
    whole = bench.kept(said)
    morning = replace(whole.problem, orders=whole.problem.orders[:known])
    first = plan(morning, Budget(seconds=seconds), seed=seed)
    day = taken_in(whole.problem, first.routes, known, repair, seed)
    verdict = bench.judged(whole, day.plan)
    middle, high = np.percentile(day.answered, [50, 99]) * 1000
    return verdict.cost / hindsight, verdict.unserved, float(middle), float(high), float(np.mean(day.moved))


def replan(bench: Bench) -> Table:
    """People are ill and orders come; the price of a moved visit decides how much of the plan remains."""
    about = (
        "5 % of the technicians are ill and 3 % of the orders are new; the published plan is the beginning (but for *from scratch*), with a"
        " price on each visit of those who are there that goes to another person or day. *Dropped* are visits of theirs that are left"
        " out so that others can be served. Cost without the price of moves. Means over the seeds."
    )
    columns = (
        "instance",
        "price of a move",
        "moved",
        "of visits",
        "dropped",
        "cost",
        "cost / free",
        "left out",
    )
    table, told = Table("Planning anew", about, columns), list[tuple[float, float]]()
    for size in bench.scale.changed:
        one = bench.generated(size)
        runs = [_replanned(bench, one, seed) for seed in bench.scale.seeds]
        for name in runs[0]:
            figures = [mean(values) for values in zip(*(run[name] for run in runs), strict=True)]
            count, share, dropped, cost, ratio, left_out = figures
            said = (round(count), f"{share:.1%}", round(dropped), round(cost), ratio, round(left_out))
            table.add(one.name, name, *said)
            told += [(share, ratio)] if name == _minutes(USUAL_PRICE) else []
    for name, one in (("mean", mean), ("worst", max)):
        moves, ratio = (one(values) for values in zip(*told, strict=True))
        table.results += [
            goal(f"{_minutes(USUAL_PRICE)}, share of visits moved, {name}", moves, 0.03),
            goal(f"{_minutes(USUAL_PRICE)}, cost / free, {name}", ratio, 1.02),
        ]
    return table


def _minutes(price: int) -> str:
    return f"{price} min" if price else "free"


def _replanned(bench: Bench, one: Instance, seed: int) -> dict[str, tuple[float, ...]]:
    said, known = with_last(one.said, NEW, seed)
    seconds = bench.scale.seconds(one.orders)
    before = bench.kept(said).problem
    morning = plan(replace(before, orders=before.orders[:known]), Budget(seconds=seconds), seed=seed)
    people = said["technicians"]
    ill = set(Random(seed).sample(range(len(people)), max(1, round(ABSENT * len(people)))))
    nothing = [None] * len(people[0]["shifts"])
    there = [{**who, "shifts": nothing} if place in ill else who for place, who in enumerate(people)]
    after = bench.kept({**said, "name": f"{said['name']} anew", "technicians": there})
    routes = tuple(route for route in morning.routes if route.technician not in ill)
    plans = {"from scratch": _plan(after, routes, 0, seconds, seed, warm=False)}
    plans |= {_minutes(price): _plan(after, routes, price, seconds, seed) for price in PRICES}
    verdicts = {name: bench.judged(after, found) for name, found in plans.items()}
    free, stood = verdicts[_minutes(0)].cost, holders(routes)
    now = {name: holders(found.routes) for name, found in plans.items()}
    return {
        name: (
            moved(stood, now[name]),
            moved(stood, now[name]) / max(1, len(stood)),
            len(stood.keys() - now[name].keys()),
            verdict.cost,
            verdict.cost / free,
            verdict.unserved,
        )
        for name, verdict in verdicts.items()
    }


def _plan(
    after: Instance, routes: tuple[Route, ...], price: int, seconds: float, seed: int, *, warm: bool = True
) -> Plan:
    where = holders(routes)
    orders = tuple(
        replace(order, published=min(where[place])) if place in where else order
        for place, order in enumerate(after.problem.orders)
    )
    problem = replace(after.problem, orders=orders, weights=Weights(moved=price * 60))
    return plan(problem, Budget(seconds=seconds), seed=seed, incumbent=routes if warm else ())


def fairness(bench: Bench) -> Table:
    """What an even load costs."""
    about = (
        "The weight of the day's fairness is thousandths of the load squared; utilisation is work and ways through the shifts' time."
        " Means over the seeds: with fewer orders left out by chance, a plan with fairness may be the cheaper one."
    )
    columns = (
        "instance",
        "weight",
        "cost",
        "cost / without",
        "s.d. of utilisation",
        "s.d. / without",
        "Gini",
    )
    table = Table("Fairness", about, (*columns, "left out"))
    found: dict[int, list[tuple[float, float]]] = {weight: [] for weight in FAIR[1:]}
    for size in bench.scale.changed:
        one = bench.generated(size)
        base: tuple[float, float] = (1, 1)
        for weight in FAIR:
            cost, spread, gini, left_out = _fair(bench, one, weight)
            base = base if weight else (cost, spread)
            ratios = (cost / base[0], spread / base[1])
            table.add(one.name, weight, round(cost), ratios[0], spread, ratios[1], gini, round(left_out))
            if weight:
                found[weight].append(ratios)
    table.results.append("goal: s.d. ≤ 0.75 at cost ≤ 1.01")
    for weight, ratios_of in found.items():
        dearer, even = (mean(values) for values in zip(*ratios_of, strict=True))
        table.results.append(f"weight {weight}, means: cost {dearer:.3f}, s.d. **{even:.3f}**")
    return table


def _fair(bench: Bench, one: Instance, weight: int) -> tuple[float, ...]:
    problem = replace(one.problem, weights=Weights(fair_day=weight))
    seconds = bench.scale.seconds(one.orders)
    verdicts = [
        bench.judged(one, plan(problem, Budget(seconds=seconds), seed=seed)) for seed in bench.scale.seeds
    ]
    rows = [(one.cost, one.spread, one.gini, one.unserved) for one in verdicts]
    return tuple(float(mean(values)) for values in zip(*rows, strict=True))
