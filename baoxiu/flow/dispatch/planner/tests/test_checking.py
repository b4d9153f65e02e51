"""The judge of plans: each hard rule broken once, each soft term alone, and random plans against rules written down a second time."""

from __future__ import annotations

from random import Random

import pytest

from baoxiu.flow.dispatch.planner.checking import Score, check
from baoxiu.flow.dispatch.planner.fsd import problem_of
from baoxiu.flow.dispatch.planner.problem import Order, Problem, Route, Shift, Technician
from baoxiu.flow.dispatch.planner.tests.small import HOUR, order, problem, random_problem, technician

EIGHT, FIVE = 8 * HOUR, 17 * HOUR
TODAY = Shift(0, EIGHT, FIVE)
FIRST = Route(0, 0, (0,))


def judged(*things: Order | Technician, routes: tuple[Route, ...] = (FIRST,), **weights: int) -> Score:
    return check(problem(*things, **weights), routes)


def codes(score: Score) -> list[str]:
    return [one.code for one in score.violations]


def lapsed(name: str) -> Technician:
    return technician(name, Shift(0, EIGHT, FIVE, lapsed=frozenset({"gas"})), certificates=frozenset({"gas"}))


@pytest.mark.parametrize(
    ("code", "who", "what"),
    [
        ("no_skill", technician("T"), order("a", 6, skills={"tv": 1})),
        ("level_too_low", technician("T", skills={"tv": 1}), order("a", 6, skills={"tv": 2})),
        ("no_certificate", technician("T"), order("a", 6, certificates=frozenset({"gas"}))),
        ("certificate_lapsed", lapsed("T"), order("a", 6, certificates=frozenset({"gas"}))),
        ("outside_region", technician("T", regions=frozenset({1})), order("a", 6, region=2)),
        ("excluded", technician("T"), order("a", 6, excluded=frozenset({0}))),
        ("pinned", technician("T"), order("a", 6, pinned=1)),
        ("locked", technician("T"), order("a", 6, locked=True, published=(0, 1))),
        ("part_missing", technician("T", van=(1,)), order("a", 6, parts=(2,))),
        (
            "part_missing",
            technician("T", Shift(0, EIGHT, FIVE, used=(1,)), van=(1,)),
            order("a", 6, parts=(1,)),
        ),
        ("part_missing", technician("T", van=()), order("a", 6, parts=(1,))),
        ("daily_cap", technician("T", Shift(0, EIGHT, FIVE, most_stops=0)), order("a", 6)),
        ("window", technician("T"), order("a", 6, windows=((0, EIGHT),))),
        ("window", technician("T"), order("a", 6, windows=((0, 9 * HOUR),), release=10 * HOUR)),
        ("shift_end", technician("T", Shift(0, EIGHT, EIGHT + 700)), order("a", 6)),
        ("no_shift", technician("T", Shift(1, EIGHT, FIVE)), order("a", 6)),
        ("crew", technician("T"), order("a", 6, crew=2)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule(code: str, who: Technician, what: Order) -> None:
    """RQ-DSP-05: a plan that breaks one rule is told which, where and for which order."""
    score = judged(who, what)
    assert codes(score) == [code]
    assert (score.violations[0].technician, score.violations[0].day) == (0, 0)
    assert score.violations[0].order in (0, None)


def test_a_plan_without_fault() -> None:
    assert judged(technician("T", skills={"tv": 2}), order("a", 6, skills={"tv": 2})).possible


TWO = order("a", 60, crew=2, skills={"tv": 1})


@pytest.mark.parametrize(
    ("routes", "found"),
    [
        ((Route(0, 0, (0,)), Route(1, 0, (0,))), []),
        ((Route(1, 0, (0,)), Route(2, 0, (0,))), ["no_leader"]),
        ((Route(0, 0, (0,)),), ["crew"]),
        ((Route(0, 0, (0,)), Route(1, 0, (0,)), Route(2, 0, (0,))), ["crew"]),
    ],
    ids=["one of them is able to", "none is", "alone", "three"],
)
def test_two_persons(routes: tuple[Route, ...], found: list[str]) -> None:
    """A two-person order needs somebody qualified and a helper."""
    people = technician("T", skills={"tv": 1}), technician("U"), technician("V")
    assert codes(judged(*people, TWO, routes=routes)) == found


def test_two_persons_locked_to_one_of_them() -> None:
    people = technician("T"), technician("U"), technician("V")
    what = order("a", 60, crew=2, locked=True, published=(0, 0))
    assert judged(*people, what, routes=(Route(0, 0, (0,)), Route(2, 0, (0,)))).possible
    assert codes(judged(*people, what, routes=(Route(1, 0, (0,)), Route(2, 0, (0,))))) == ["locked"]


def test_twice_and_a_second_route_for_the_day() -> None:
    people = technician("T"), technician("U")
    assert codes(judged(*people, order("a", 6), routes=(FIRST, Route(1, 0, (0,))))) == ["twice"]
    score = judged(*people, order("a", 6), order("b", 6), routes=(FIRST, Route(0, 0, (1,))))
    assert (codes(score), score.unserved) == (["day_twice"], (1,))


def test_what_is_left_out_costs_its_penalty() -> None:
    """RQ-DSP-01: penalties by order, counted by priority; a locked order that is left out is only dear."""
    things = technician("T"), order("a", 6, priority=2), order("b", 6, priority=2), order("c", 6, locked=True)
    score = judged(*things)
    assert (score.terms["unserved"], dict(score.unserved_by_priority)) == (100_000, {1: 1, 2: 1})
    assert score.possible


def test_terms_of_an_empty_plan() -> None:
    assert judged(technician("T"), order("a", 6), routes=(Route(0, 0, ()),)).terms == {"unserved": 50_000}


def test_fairness_counts_what_was_worked_before() -> None:
    """The day's load is 1 h + 1,800 s of 10 h, the month's 10 h + 1,800 s of 100 h; who stays at home has a load too."""
    worked = technician("T", Shift(0, EIGHT, FIVE, worked=HOUR), month_work=10 * HOUR, month_share=100 * HOUR)
    at_home = technician("U", Shift(0, EIGHT, FIVE, worked=HOUR))
    score = judged(worked, at_home, order("a", 60), fair_day=100, fair_month=1_000)
    assert score.terms["fair_day"] == 100 * 5_400**2 // (1_000 * 36_000) + 100 * 3_600**2 // (1_000 * 36_000)
    assert score.terms["fair_month"] == 1_000 * 37_800**2 // (1_000 * 360_000)
    assert score.spread == pytest.approx((5_400 - 3_600) / 36_000 / 2)


def test_a_helper_costs_nothing_by_choice_and_lateness_counts_once() -> None:
    people = technician("T", visit_cost=500, skills={"tv": 1}), technician("U", visit_cost=300)
    what = order("a", 60, crew=2, skills={"tv": 1}, due=EIGHT)
    score = judged(*people, what, routes=(FIRST, Route(1, 0, (0,))), lateness=2)
    assert score.terms == {"travel": 2_400, "lateness": 1_200, "outlet": 500}


def test_moved_visits() -> None:
    people = technician("T"), technician("U")
    visits = order("a", 6, published=(0, 0)), order("b", 6, published=(1, 0)), order("c", 6, published=(1, 0))
    score = judged(*people, *visits, routes=(Route(0, 0, (0, 1)),), moved=900)
    assert (score.moved, score.terms["moved"]) == ((1,), 900)


def test_the_bench_format_says_the_same() -> None:
    """The example of the format, reckoned by hand: 10 km of detour 1.3 are 8 km at 24 km/h and 5 km at 48 km/h."""
    given = problem_of(
        {
            "name": "by-hand",
            "travel": {"kind": "concave_km", "detour": 1.3, "steps": [[8, 24], [40, 48], [None, 78]]},
            "objective": {"fixed": 900},
            "technicians": [
                {"id": "T0", "x": 0, "y": 0, "shifts": [[0, 10_000]], "breaks": [[0, 5_000, 600]]}
            ],
            "orders": [
                {
                    "id": "W0",
                    "x": 6,
                    "y": 8,
                    "service": 1_800,
                    "tws": [[0, 9_000]],
                    "penalty": 7,
                    "access": 60,
                },
                {
                    "id": "W1",
                    "x": 6,
                    "y": 8,
                    "service": 1_800,
                    "tws": [[0, 9_000]],
                    "penalty": 7,
                    "access": 60,
                },
            ],
        }
    )
    score = check(given, [Route(0, 0, (0,))])
    assert score.possible
    assert score.terms == {"travel": 1_635 + 1_575, "unserved": 7, "route_cost": 900}


@pytest.mark.parametrize("seed", range(12))
def test_any_plan_is_judged_whole(seed: int) -> None:
    """Random plans: what is unserved, served and moved adds up, and every route is possible or says why not."""
    given = random_problem(seed)
    score = check(given, _any_plan(given, Random(seed)))
    served = {stop for route in score.routes for stop in route.stops}
    assert served.isdisjoint(score.unserved)
    assert len(served) + len(score.unserved) == len(given.orders)
    assert sum(score.unserved_by_priority.values()) == len(score.unserved)
    assert set(score.moved) <= served
    assert len(score.days) == len(score.routes)
    assert score.cost >= 0


def _any_plan(given: Problem, dice: Random) -> list[Route]:
    orders = list(range(len(given.orders)))
    dice.shuffle(orders)
    days = [(place, shift.day) for place, one in enumerate(given.technicians) for shift in one.shifts]
    return [Route(*where, tuple(orders[number :: len(days)])) for number, where in enumerate(days)]
