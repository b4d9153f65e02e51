"""What is asked about one order with its own technicians only is what the whole plan would answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.loading import in_memory, plan_within
from baoxiu.flow.dispatch.planner.problem import Problem, Route, Travel
from baoxiu.flow.dispatch.planner.tests.small import HOUR, order, problem, random_problem, technician
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.narrowing import standing_still
from baoxiu.flow.planning.standing import Standing
from baoxiu.flow.planning.timing import improved, inserted


def by_road(seed: int) -> Problem:
    """Every rule at random, with the travel that a running plan has."""
    return replace(random_problem(seed, 12, 4), travel=Travel())


@pytest.mark.parametrize("seeds", [range(12), range(12, 24), range(24, 36)])
def test_the_same_offers_and_windows_as_in_the_whole_plan(seeds: range) -> None:
    """RQ-DSP-01, RQ-APT-01: with counted parts, several windows and two-person jobs among what stands, and of what is asked."""
    asked = 0
    for seed in seeds:
        given = by_road(seed)
        routes = plan_within(given, rounds=300).routes
        for place, one in enumerate(given.orders):
            rest = without(routes, place)
            if one.crew == 2 or not check(given, rest).possible:
                continue  # ways that are driven faster when longer: one stop less can make a day longer
            whole = in_memory(standing_still(given, rest, [place]), rest)
            some = Standing(given, rest, place)
            assert not some.closed
            assert some.offers(place) == whole.offers(place), f"seed {seed}, order {place}"
            assert sorted(some.slots(place), key=str) == sorted(whole.slots(place), key=str)
            if offers := some.offers(place):
                some.insert(place, offers[0])
                whole.insert(place, offers[0])
                assert some.routes() == whole.routes()
                asked += 1
    assert asked > 20


def test_nothing_is_put_where_the_judge_would_object() -> None:
    """RQ-DSP-01: of days with two-person jobs he may see the break otherwise; then the next best place is taken, or none."""
    put = refused = 0
    for seed in range(60):
        given = random_problem(seed, 12, 4)
        routes = plan_within(given, rounds=300).routes
        for place, one in enumerate(given.orders):
            rest = without(routes, place)
            if not any(other.crew == 2 for other in given.orders) or not check(given, rest).possible:
                continue
            live = in_memory(given, rest)
            offers = live.offers(place, most=3)
            taken = inserted(live, given, rest, place, most=3)
            assert check(given, live.routes()).possible, f"seed {seed}, order {place}"
            assert (place in {stop for route in live.routes() for stop in route.stops}) == bool(taken)
            assert taken == offers[len(offers) - len(taken) :]
            put += bool(taken)
            refused += len(taken) < len(offers)
            assert one.crew == 2 or taken or not offers
    assert (put > 100, refused > 0) == (True, True)


def test_who_waits_for_a_helper_is_not_made_late() -> None:
    """Two people begin at nine; between them and the beginning there is room for one of the two only."""
    both = order("both", 0, crew=2, windows=((9 * HOUR, 9 * HOUR),))
    given = problem(technician("A"), technician("B", x=10), both, order("new", 0, service=2_000))
    routes = plan_within(given, rounds=50).routes
    assert [route.stops.count(0) for route in routes] == [1, 1]
    routes = without(routes, 1)
    for offer in Standing(given, routes, 1).offers(1):
        assert offer.start + 2_000 <= 9 * HOUR or offer.start >= 9 * HOUR + 600


def test_what_is_not_possible_is_left_as_it_is() -> None:
    """A day with a two-person job that the judge finds too late is given back, not an error: somebody else decides on it."""
    both, late = order("both", 60, crew=2), order("late", 60, windows=((0, HOUR),))
    routes = (Route(0, 0, (0,)), Route(1, 0, (0, 1)))
    given = problem(technician("A"), technician("B"), both, late)
    assert not check(given, routes).possible
    assert improved(given, routes, [1], 0.01) == routes
