"""`python -m benchmarks.dispatch.online PROBLEM [NEW]`: new orders into a running plan, one by one.

The last NEW orders of the file are unknown at first; the others are planned with one round per order. Then each new one gets its
offers (every technician who may come is looked at) and its place, and the plan is what it costs; memory only, nothing is stored.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from baoxiu.flow.dispatch.planner.fsd import read_problem
from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.solve import Budget, plan


def main() -> None:
    """Measure and print."""
    problem = read_problem(Path(sys.argv[1]))
    new = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    known = len(problem.orders) - new
    first = plan(replace(problem, orders=problem.orders[:known]), Budget(rounds=known))
    began = time.perf_counter()
    live = LivePlan(problem, first.routes)
    print(
        f"{len(problem.technicians)} technicians, {known - len(first.unserved)} visits: "
        f"built in {time.perf_counter() - began:.1f} s"
    )
    offered, whole, taken = list[float](), list[float](), 0
    for order in range(known, len(problem.orders)):
        began = time.perf_counter()
        offers = live.offers(order)
        offered.append(time.perf_counter() - began)
        if offers and offers[0].added < problem.orders[order].penalty:
            live.insert(order, offers[0])
            taken += 1
        whole.append(time.perf_counter() - began)
    for name, times in (("offers", offered), ("offers and insertion", whole)):
        middle, high = np.percentile(times, [50, 99]) * 1000
        print(f"{name}: p50 {middle:.3f} ms, p99 {high:.3f} ms, most {max(times) * 1000:.1f} ms")
    print(f"{taken} of {new} taken")


if __name__ == "__main__":
    main()
