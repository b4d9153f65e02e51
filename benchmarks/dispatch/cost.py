"""Cost against the other planners at equal processor time, and ours at a sixth of it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.dispatch.bench import Bench, Instance
from benchmarks.dispatch.tables import Table, geometric_mean, goal
from benchmarks.dispatch.tools import Verdict

SIXTH = 6
PEERS = ("VROOM", "VROOM in pieces", "PyVRP", "OR-Tools")
ABOUT = (
    "Cost in seconds of travel, orders left out in brackets, all from the same judge. One core each; VROOM at its highest exploration,"
    " whole and cut where nothing connects; PyVRP with a matrix for each technician, in pieces above 500 orders, not where there are"
    " breaks, which it does not know; OR-Tools with guided local search. –: not asked, or no possible plan. Of planners with chance the"
    " median of all seeds."
)


def instances(bench: Bench) -> Iterator[Instance]:
    """The fixed ones, and those with drawn parameters."""
    yield from (bench.generated(size) for size in bench.scale.fixed)
    yield from bench.drawn()


def best_of(others: dict[str, Verdict]) -> tuple[str, Verdict]:
    """The cheapest of the others, with its name."""
    return min(others.items(), key=lambda one: one[1].cost)


def cost(bench: Bench) -> Table:
    """All at the same budget."""
    columns = ("instance", "orders", "seconds", *PEERS, "best", "ours", "ours / best", "penalties", "top")
    table = Table("Cost against the other planners", ABOUT, columns)
    ratios, penalties, worse = [], [], []
    for one in instances(bench):
        seconds, others = bench.scale.seconds(one.orders), bench.others(one)
        name, best = best_of(others)
        own = bench.own(one, seconds)
        ratios.append(own.cost / best.cost)
        penalties.append(max(1, own.penalty) / max(1, best.penalty))
        told = [others.get(peer) for peer in PEERS]
        top = f"{own.top} / {best.top}"
        table.add(one.name, one.orders, f"{seconds:g}", *told, name, own, ratios[-1], penalties[-1], top)
        worse += [one.name] if own.top > best.top else []
    table.results += [
        goal("cost, geometric mean", geometric_mean(ratios), 0.92),
        goal("cost, worst", max(ratios), 1.00),
        goal("penalties of orders left out, geometric mean", geometric_mean(penalties), 0.90),
        f"more orders of the top priority left out than the best of the others: {', '.join(worse) or 'nowhere'}",
    ]
    return table


def sixth(bench: Bench) -> Table:
    """Ours at a sixth of the budget, the others at all of it."""
    about = "The others at the full budget as above, ours at a sixth of it."
    table = Table(
        "A sixth of the budget", about, ("instance", "ours in seconds", "best of the others", "ours", "ratio")
    )
    ratios = []
    for one in instances(bench):
        seconds = bench.scale.seconds(one.orders) / SIXTH
        name, best = best_of(bench.others(one))
        own = bench.own(one, seconds)
        ratios.append(own.cost / best.cost)
        table.add(one.name, f"{seconds:.2g}", f"{name} {best}", own, ratios[-1])
    table.results.append(goal("geometric mean", geometric_mean(ratios), 0.97))
    return table
