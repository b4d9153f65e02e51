"""The proven optimum against every plan there is, on problems small enough for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.exact import TooBig, best_plan
from baoxiu.flow.dispatch.planner.problem import Problem, Route, Travel
from baoxiu.flow.dispatch.planner.tests.small import order, problem, random_problem, technician

type Stops = tuple[tuple[int, ...], ...]
"""Of each day the stops."""


def every_plan(given: Problem) -> Iterator[list[Route]]:
    """Each order left out, at every place of every day, or at every two where it takes two persons."""
    days = [(place, shift.day) for place, one in enumerate(given.technicians) for shift in one.shifts]
    plans: list[Stops] = [((),) * len(days)]
    for number, one in enumerate(given.orders):
        plans += [wider for plan in plans for wider in with_visits(plan, number, one.crew)]
    for plan in plans:
        yield [Route(*where, stops) for where, stops in zip(days, plan, strict=True)]


def with_visits(plan: Stops, number: int, crew: int) -> Iterator[Stops]:
    for days in combinations(range(len(plan)), crew):
        wider = [plan]
        for day in days:
            wider = [
                (*one[:day], (*one[day][:place], number, *one[day][place:]), *one[day + 1 :])
                for one in wider
                for place in range(len(one[day]) + 1)
            ]
        yield from wider


@pytest.mark.parametrize("seed", [*range(6), 13, 18, 26, 31])
def test_no_plan_is_cheaper(seed: int) -> None:
    """RQ-DSP-01: all rules and all terms; the plan costs what the judge says, and no other one costs less."""
    given = random_problem(seed, orders=3, people=2)
    found = best_plan(given)
    score = check(given, found.routes)
    assert (score.possible, score.cost, score.unserved) == (True, found.cost, found.unserved)
    assert found.cost == min(one.cost for plan in every_plan(given) if (one := check(given, plan)).possible)


@pytest.mark.parametrize("seed", range(4))
def test_one_more_technician_never_makes_it_worse(seed: int) -> None:
    given, more = random_problem(seed, 7, plain=True), random_problem(seed + 100, 1, plain=True)
    wider = replace(given, technicians=(*given.technicians, more.technicians[0]), travel=Travel())
    assert best_plan(wider).cost <= best_plan(replace(given, travel=Travel())).cost


def test_the_month_counts_over_several_days() -> None:
    """Who has worked much this month stays at home on both days, though both would be nearer."""
    shift = technician("T").shifts[0]
    days = (shift, replace(shift, day=1, start=shift.start + 86_400, end=shift.end + 86_400))
    busy = replace(technician("T", *days), month_work=900_000, month_share=500_000)
    fresh = replace(technician("U", *days, x=90), month_share=500_000)
    visits = [order("a", 30), order("b", 30, windows=((100_000, 160_000),))]
    assert {route.technician for route in best_plan(problem(busy, fresh, *visits)).routes} == {0}
    assert {
        route.technician for route in best_plan(problem(busy, fresh, *visits, fair_month=500)).routes
    } == {1}


def test_too_big() -> None:
    who = technician("T")
    with pytest.raises(TooBig):
        best_plan(problem(who, *(order(str(number), 6) for number in range(13))))
    with pytest.raises(TooBig):
        best_plan(problem(who, *(order(str(number), 6, crew=2) for number in range(3))))
