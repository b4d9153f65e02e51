"""`python -m benchmarks.reasons problem.json plan.json`: how often the stated reason is confirmed by relaxing exactly that rule.

Random pairs of order and technician; half of them among those who could do it, for whom the clock decides.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import click

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.eligibility import eligible_technicians
from baoxiu.flow.dispatch.planner.fsd import read_plan, read_problem
from baoxiu.flow.dispatch.planner.placing import Placement, placements
from baoxiu.flow.dispatch.planner.problem import Problem, Route
from baoxiu.flow.dispatch.planner.relaxing import relaxed
from baoxiu.flow.dispatch.planner.why import why_not

SOFT = {"costs_more", "dearer_than_now", "others_promises"}


@dataclass
class Tally:
    """What came out."""

    asked: int = 0
    confirmed: int = 0
    first: Counter[str] = field(default_factory=Counter)


def confirmed(
    problem: Problem, routes: tuple[Route, ...], order: int, technician: int, codes: list[str]
) -> bool:
    """Whether without the first reason the next one is in the way, and without all the hard ones the judge lets the order in."""
    without = relaxed(problem, order, technician, codes[0])
    left = [reason.code for reason in why_not(without, routes, order, technician).reasons]
    if left != codes[1:] or codes[0] in SOFT:
        return left == codes[1:]
    for code in codes:
        if code not in SOFT:
            problem = relaxed(problem, order, technician, code)
    found = placements(problem, routes, order, technician)
    return bool(found) and check(problem, _inserted(routes, order, found[0])).possible


def _inserted(routes: tuple[Route, ...], order: int, at: Placement) -> list[Route]:
    stops = {(one.technician, one.day): tuple(stop for stop in one.stops if stop != order) for one in routes}
    before = stops.get((at.technician, at.day), ())
    stops[at.technician, at.day] = (*before[: at.place], order, *before[at.place :])
    return [Route(*where, some) for where, some in stops.items()]


def measure(problem: Problem, routes: tuple[Route, ...], pairs: int, seed: int) -> Tally:
    """Ask about so many pairs whose order is not with the technician."""
    dice, tally, able = Random(seed), Tally(), eligible_technicians(problem)
    while tally.asked < pairs:
        order = dice.randrange(len(problem.orders))
        people = able[order] if tally.asked % 2 and able[order] else range(len(problem.technicians))
        technician = dice.choice(people)
        if any(route.technician == technician and order in route.stops for route in routes):
            continue
        answer = why_not(problem, routes, order, technician)
        codes = [reason.code for reason in answer.reasons]
        tally.asked += 1
        tally.first[codes[0] if codes else "possible"] += 1
        tally.confirmed += (
            confirmed(problem, routes, order, technician, codes) if codes else answer.placement is not None
        )
    return tally


@click.command()
@click.argument("problem", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option("--pairs", default=1_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(problem: Path, plan: Path, pairs: int, seed: int) -> None:
    """Print the share confirmed, and which reasons came first."""
    given = read_problem(problem)
    began = time.process_time()
    tally = measure(given, read_plan(plan, given), pairs, seed)
    spent = time.process_time() - began
    print(
        f"{tally.confirmed} of {tally.asked} confirmed ({tally.confirmed / tally.asked:.1%}), {spent:.0f} CPU s"
    )
    for code, count in tally.first.most_common():
        print(f"{count:6} {code}")


if __name__ == "__main__":
    main()
