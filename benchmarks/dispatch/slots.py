"""Free windows for the customer in the next 14 days: in memory, and with an insertion through the whole action."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace

from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.problem import Problem
from baoxiu.flow.dispatch.planner.solve import Budget, plan
from benchmarks.dispatch.bench import Bench
from benchmarks.dispatch.online import spread
from benchmarks.dispatch.tables import Table, goal
from benchmarks.dispatch.tools import measured

DAYS = 14
MOST_HIGH, MOST_PLACED = 20.0, 30.0


def ask(problem: Problem, questions: int) -> tuple[list[float], int]:
    """Seconds of the processor for each question, and how many stretches were found in all. The questions' orders may be done on
    any day at any time, as when a customer is asked what suits."""
    known = len(problem.orders) - questions
    first = plan(replace(problem, orders=problem.orders[:known]), Budget(rounds=known))
    end = max(shift.end for who in problem.technicians for shift in who.shifts)
    asked = tuple(replace(order, windows=((0, end),)) for order in problem.orders[known:])
    live = LivePlan(replace(problem, orders=problem.orders[:known] + asked), first.routes)
    times, found = list[float](), 0
    for order in range(known, len(problem.orders)):
        began = time.thread_time()
        found += len(live.slots(order))
        times.append(time.thread_time() - began)
    return times, found


def slots(bench: Bench) -> Table:
    """An outlet's two weeks."""
    people, visits, questions = bench.scale.slots
    one = bench.generated((people, visits + questions, 1), days=DAYS, cities=1)
    times, found = ask(one.problem, questions)
    about = (
        f"{people} technicians of a city, {visits:,} visits in {DAYS} days, {questions} customers ask for each time at which somebody could"
        f" begin ({found / questions:.0f} stretches each). Milliseconds of the processor."
    )
    table = Table("Free windows", about, ("what", "p50 ms", "p99 ms", "most ms"))
    table.add("in memory", *spread(times))
    table.results.append(goal("in memory, p99 in ms", spread(times)[1], MOST_HIGH))
    if bench.scale.inside[0]:
        _inside(table, *bench.scale.inside)
    return table


def _inside(table: Table, people: int, visits: int, questions: int) -> None:
    """The same with the database, and an order's place: everything that is done when somebody asks."""
    script = [sys.executable, "-m", "benchmarks.fresh", "planning", f"{people}x{visits}", questions]
    (said,) = json.loads(measured(script).said.splitlines()[-1])
    size = f"{people} technicians, {said['visits']:,} visits"
    for name, what, most in (
        ("slots", "whole query", MOST_HIGH),
        ("place_order", "an order placed", MOST_PLACED),
    ):
        clock, processor = (spread(said[name][times]) for times in ("clock", "processor"))
        table.add(f"{what} with the database, {size}, by the clock", *clock)
        table.add(f"{what}, processor without the database's", *processor)
        table.results.append(goal(f"{what} with the database, p99 in ms by the clock", clock[1], most))
