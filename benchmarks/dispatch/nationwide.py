"""A whole country on two cores: time to the first plan, cost after 90 and 300 seconds, memory.

`python -m benchmarks.dispatch.nationwide PROBLEM PLAN SECONDS` is one run of it, in a process of its own.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from baoxiu.flow.dispatch.planner.fsd import plan_as_json, read_problem
from baoxiu.flow.dispatch.planner.solve import Budget, State, plan
from benchmarks.dispatch.bench import Bench
from benchmarks.dispatch.tables import Table, goal
from benchmarks.dispatch.tools import ONE_THREAD, measured, sound

CORES = 2
MOST_CLOCK, MOST_MEMORY, MOST_COST = 90.0, 1.5, 1.03


def nationwide(bench: Bench) -> Table:
    """One instance, several budgets."""
    people, orders = bench.scale.nationwide
    one = bench.generated((people, orders, 1), cities=max(3, people // 67))
    about = (
        f"{people:,} technicians, {orders:,} orders, two cores; seconds are of each core. The first plan is there after so many seconds of"
        " the processor and by the clock, reading the file included. The last row counts as converged."
    )
    columns = (
        "seconds",
        "first plan: processor s",
        "clock s",
        "cost",
        "cost",
        "left out",
        "cost / last",
        "GB",
    )
    table = Table("Nationwide", about, (*columns, "processor s", "clock s"))
    rows = [_run(bench, one.file, seconds) for seconds in bench.scale.nationwide_seconds]
    last = rows[-1][4]
    for seconds, row in zip(bench.scale.nationwide_seconds, rows, strict=True):
        worked, clock, first, left_out, cost, memory, whole, took = row
        figures = (round(worked), round(clock), int(first), int(cost), int(left_out), cost / last, memory)
        table.add(f"{seconds:g}", *figures, round(whole), round(took))
    table.results += [
        goal("first plan by the clock, seconds", max(row[1] for row in rows), MOST_CLOCK),
        goal("cost of the last but one / last", rows[-2][4] / last, MOST_COST),
        goal("memory in GB", max(row[5] for row in rows), MOST_MEMORY),
    ]
    return table


def _run(bench: Bench, problem: Path, seconds: float) -> tuple[float, ...]:
    out = bench.folder / "nationwide.json"
    used = measured(
        [sys.executable, "-m", "benchmarks.dispatch.nationwide", problem, out, seconds], ONE_THREAD
    )
    said = json.loads(used.said)
    verdict = sound(bench.tools.judge(problem, out), "nationwide")
    print(said, verdict, f"{used.memory} MB", flush=True)
    first = (said["processor"], said["clock"], said["cost"])
    return *first, verdict.unserved, verdict.cost, used.memory / 1024, used.processor, used.clock


def main() -> None:
    """Plan, write, tell when the first plan was there."""
    problem, out, seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    began, first = time.perf_counter(), dict[str, float]()

    def note(state: State) -> None:
        if not first:
            first.update(
                processor=time.process_time(), clock=time.perf_counter() - began, cost=float(state.cost)
            )

    given = read_problem(problem)
    found = plan(given, Budget(seconds=seconds, cores=CORES), progress=note)
    out.write_text(json.dumps(plan_as_json(found, given, {})))
    print(json.dumps(first))


if __name__ == "__main__":
    main()
