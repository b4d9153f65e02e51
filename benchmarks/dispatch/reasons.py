"""How often the stated reason is confirmed by relaxing exactly that rule."""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.solve import Budget, plan
from benchmarks.dispatch.bench import Bench
from benchmarks.dispatch.tables import Table
from benchmarks.reasons import measure

LEAST = 0.99


def reasons(bench: Bench) -> Table:
    """Random pairs of order and technician, on one instance."""
    one, pairs = bench.generated(bench.scale.changed[0]), bench.scale.pairs
    found = plan(one.problem, Budget(seconds=bench.scale.seconds(one.orders)))
    tally = measure(one.problem, found.routes, pairs, seed=1)
    about = f"{one.name}: {pairs:,} pairs of an order and a technician who does not have it; half of these people could do the work."
    table = Table("Reasons", about, ("first reason", "pairs"))
    table.rows += tally.first.most_common()
    share = tally.confirmed / tally.asked
    kept = "met" if share >= LEAST else "missed"
    table.results.append(
        f"confirmed: **{tally.confirmed:,} of {tally.asked:,}** (goal ≥ {LEAST:.0%}: {kept})"
    )
    return table
