"""Whether the same seed and rounds give the same plan, in other processes and on other cores; and what a permuted problem costs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from random import Random
from statistics import median
from typing import Any

from benchmarks.dispatch.bench import Bench, Instance
from benchmarks.dispatch.tables import Table
from benchmarks.dispatch.tools import own_plan, sound

ROUNDS = 50
"""For each order."""


def same(bench: Bench) -> Table:
    """Twice on one core, once on two, and with the people and orders in another turn."""
    about = (
        f"{ROUNDS} rounds for each order. The plan's digest in two processes with one core, in one with two; then the cost with people and"
        " orders in a drawn turn, medians of the seeds."
    )
    columns = ("instance", "one core", "again", "two cores", "same", "cost permuted / as it stands")
    table, ratios, differ = Table("The same plan again", about, columns), list[float](), list[str]()
    for size in bench.scale.same:
        one = bench.generated(size)
        digests = [_digest(bench, one, cores) for cores in (1, 1, 2)]
        ratios.append(_permuted(bench, one))
        differ += [one.name] if len(set(digests)) > 1 else []
        table.add(one.name, *digests, "no" if len(set(digests)) > 1 else "yes", ratios[-1])
    table.results.append(f"not the same plan: {', '.join(differ) or 'nowhere'}")
    table.results.append(f"permuted: {max(ratios):.3f} at most; chance differs as between seeds")
    return table


def _digest(bench: Bench, one: Instance, cores: int) -> str:
    out = bench.folder / "same.json"
    own_plan(one.file, out, rounds=ROUNDS * one.orders, cores=cores)
    sound(bench.tools.judge(one.file, out), one.name)
    return digest(json.loads(out.read_text())["routes"])


def digest(routes: list[Any]) -> str:
    """Of routes and their turn."""
    return hashlib.sha256(json.dumps(routes, sort_keys=True).encode()).hexdigest()[:12]


def _permuted(bench: Bench, one: Instance) -> float:
    other = bench.kept(permuted(one.said, seed=1))
    return median(_costs(bench, other)) / median(_costs(bench, one))


def _costs(bench: Bench, one: Instance) -> Iterator[int]:
    out = bench.folder / "same.json"
    for seed in bench.scale.seeds:
        own_plan(one.file, out, rounds=ROUNDS * one.orders, seed=seed)
        yield sound(bench.tools.judge(one.file, out), one.name).cost


def permuted(said: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same people and orders in a drawn turn; pins and exclusions go with their people."""
    dice, people = Random(seed), list(range(len(said["technicians"])))
    dice.shuffle(people)
    now = {old: new for new, old in enumerate(people)}
    orders = [dict(order) for order in dice.sample(said["orders"], len(said["orders"]))]
    for order in orders:
        if order.get("pinned") is not None:
            order["pinned"] = now[order["pinned"]]
        order["excluded"] = [now[who] for who in order.get("excluded", ())]
    technicians = [said["technicians"][old] for old in people]
    return {**said, "name": f"{said['name']} permuted", "technicians": technicians, "orders": orders}
