"""New orders into a running plan, one by one.

The last orders are unknown at first; the others are planned with one round per order. Then each new one gets its offers (every
technician who may come is looked at) and its place, and the plan is what it costs; memory only, nothing is stored.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.problem import Problem
from baoxiu.flow.dispatch.planner.solve import Budget, plan
from benchmarks.dispatch.bench import Bench
from benchmarks.dispatch.tables import Table, goal

MOST_MIDDLE, MOST_HIGH = 0.2, 2.0


@dataclass
class Answers:
    """Seconds of the processor for each question, and the same with the insertion; by the clock as well."""

    visits: int
    built: float
    offers: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    taken: int = 0


def ask(problem: Problem, new: int) -> Answers:
    """Plan all but the new ones, then take those in."""
    known = len(problem.orders) - new
    first = plan(replace(problem, orders=problem.orders[:known]), Budget(rounds=known))
    began = time.thread_time()
    live = LivePlan(problem, first.routes)
    answers = Answers(known - len(first.unserved), time.thread_time() - began)
    for order in range(known, len(problem.orders)):
        clock, began = time.perf_counter(), time.thread_time()
        offers = live.offers(order)
        answers.offers.append(time.thread_time() - began)
        if offers and offers[0].added < problem.orders[order].penalty:
            live.insert(order, offers[0])
            answers.taken += 1
        answers.whole.append(time.thread_time() - began)
        answers.clock.append(time.perf_counter() - clock)
    return answers


def spread(times: Sequence[float]) -> tuple[float, float, float]:
    """The middle, the 99th in a hundred and the longest, in milliseconds."""
    middle, high = np.percentile(times, [50, 99]) * 1000
    return float(middle), float(high), max(times) * 1000


def online(bench: Bench) -> Table:
    """Offers, and offers with insertion."""
    people, visits, new = bench.scale.online
    one = bench.generated((people, visits + new, 1), cities=max(3, people // 67))
    answers = ask(one.problem, new)
    about = (
        f"{people:,} technicians, {answers.visits:,} visits in the plan, {new:,} new orders ({answers.taken:,} taken), put into memory in"
        f" {answers.built:.1f} s. Every technician who may come is looked at. Milliseconds of the processor, by the clock too."
    )
    table = Table("Online", about, ("what", "p50 ms", "p99 ms", "most ms"))
    table.rows += [
        ("offers", *spread(answers.offers)),
        ("offers and insertion", *spread(answers.whole)),
        ("the same by the clock", *spread(answers.clock)),
    ]
    middle, high, _most = spread(answers.whole)
    table.results += [goal("p50 in ms", middle, MOST_MIDDLE), goal("p99 in ms", high, MOST_HIGH)]
    return table
