"""The bound never lies above the proven optimum, and is not idle."""

from __future__ import annotations

import pytest

from baoxiu.flow.dispatch.planner import meeting, relaxation
from baoxiu.flow.dispatch.planner.bound import lower_bound
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.exact import best_plan
from baoxiu.flow.dispatch.planner.tests.small import order, problem, random_problem, technician


@pytest.mark.parametrize("seed", [*range(6)])
@pytest.mark.parametrize("pooled", [False, True])
def test_no_plan_is_cheaper(seed: int, pooled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shift by shift, and pooled over squares of the map as for a whole country."""
    if pooled:
        monkeypatch.setattr(relaxation, "MANY_PAIRS", 0)
        monkeypatch.setattr(meeting, "ALL_AT_ONCE", 0)
    given = random_problem(seed)
    assert lower_bound(given) <= best_plan(given).cost


@pytest.mark.parametrize("seed", [1, 13, 17, 18])
def test_tours_with_time_are_no_dearer_either(seed: int) -> None:
    given = random_problem(seed, orders=5)
    assert lower_bound(given) <= lower_bound(given, rounds=6) <= best_plan(given).cost


def test_tours_know_that_two_cannot_be_visited_at_once() -> None:
    """Both want the first hour, each takes two: one is left out."""
    windows = ((0, 32_400),)
    visits = [order(name, 60, service=7_200, windows=windows, penalty=6_000) for name in "ab"]
    given = problem(technician("T"), *visits)
    assert best_plan(given).cost == 7_200
    assert lower_bound(given) < 2_000
    assert 7_000 < lower_bound(given, rounds=40) <= 7_200


def test_a_single_visit_is_exact() -> None:
    """There and back; or the penalty, when that is less."""
    who = technician("T")
    assert lower_bound(problem(who, order("a", 60), route_cost=100)) == 1_300
    assert lower_bound(problem(who, order("a", 60, penalty=700))) == 700


def test_two_on_one_way_share_the_leg_between_them() -> None:
    given = problem(technician("T"), order("a", 60), order("b", 90))
    assert lower_bound(given) == best_plan(given).cost == 1_800


def test_not_everybody_fits_into_the_day() -> None:
    """Eight hours of work in a shift of nine: of three orders of four hours one must be left out."""
    given = problem(technician("T"), *(order(name, 60, service=14_400) for name in "abc"))
    assert 30_000 < lower_bound(given) <= best_plan(given).cost


def test_nobody_there() -> None:
    given = problem(order("a", 60))
    assert lower_bound(given) == check(given, ()).cost == 50_000
    assert lower_bound(problem(technician("T"))) == 0
