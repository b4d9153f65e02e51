"""A plan in memory: offers are the cheapest insertions there are, and what is changed stays possible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.live import LivePlan
from baoxiu.flow.dispatch.planner.problem import Problem, Route
from baoxiu.flow.dispatch.planner.solve import Budget, NotPossible, plan
from baoxiu.flow.dispatch.planner.tests.small import HOUR, order, problem, random_problem, technician


def cheapest_by_trying(given: Problem, routes: tuple[Route, ...], new: int) -> int | None:
    """Every place of every day, before the judge."""
    before = check(given, routes).cost - given.orders[new].penalty
    days = {(one.technician, one.day): one.stops for one in routes}
    found = []
    for place, who in enumerate(given.technicians):
        for shift in who.shifts:
            stops = days.get((place, shift.day), ())
            for spot in range(len(stops) + 1):
                other = {**days, (place, shift.day): (*stops[:spot], new, *stops[spot:])}
                score = check(given, [Route(*key, visits) for key, visits in other.items()])
                if not score.violations:
                    found.append(score.cost - before)
    return min(found, default=None)


@pytest.mark.parametrize("seed", range(90))
def test_the_first_offer_is_the_cheapest_insertion_there_is(seed: int) -> None:
    """By trying every place (RQ-DSP-01, RQ-DSP-03)."""
    given = random_problem(seed, orders=8, crews=False)
    found = plan(given, Budget(rounds=100))
    live = LivePlan(given, found.routes)
    assert live.cost() == found.cost
    for new in range(len(given.orders)):
        served = new not in found.unserved
        if served:
            live.remove(new)
        offers = live.offers(new)
        routes = live.routes()
        assert (offers[0].added if offers else None) == cheapest_by_trying(given, routes, new)
        assert [one.added for one in offers] == sorted(one.added for one in offers)
        for one in offers:
            assert one.added == sum(one.terms.values())
        if offers and served:
            live.insert(new, offers[0])
            score = check(given, live.routes())
            assert not score.violations
            assert score.cost == live.cost()


def test_free_windows_are_free_and_end_where_they_say() -> None:
    """Within a slot the order fits, a second after its end it does not (RQ-APT-01)."""
    given = problem(
        technician("t"),
        order("fixed", 0, windows=((10 * HOUR, 10 * HOUR),), service=HOUR),
        order("new", 0, service=HOUR),
    )
    live = LivePlan(given, [Route(0, 0, (0,))])
    slots = sorted((slot.first_start, slot.last_start) for slot in live.slots(1))
    assert slots == [(8 * HOUR, 9 * HOUR), (11 * HOUR, 16 * HOUR)]
    assert live.slots(1, length=2 * HOUR) == tuple(one for one in live.slots(1) if one.first_start > 9 * HOUR)
    for start, possible in ((9 * HOUR, True), (9 * HOUR + 1, False)):
        told = replace(given, orders=(given.orders[0], replace(given.orders[1], windows=((start, start),))))
        assert bool(LivePlan(told, [Route(0, 0, (0,))]).offers(1)) is possible


def test_two_people_begin_together() -> None:
    """The helper needs no skill, the leader does (RQ-EXE-09)."""
    given = problem(
        technician("helper", x=1),
        technician("leader", skills={"a": 2}),
        order("two", 3, crew=2, skills={"a": 1}),
    )
    live = LivePlan(given)
    (offer,) = live.offers(0)
    assert (offer.technician, offer.helper) == (1, 0)
    live.insert(0, offer)
    assert not check(given, live.routes()).violations
    assert len(live.routes()) == 2
    live.remove(0)
    assert live.routes() == ()


def test_a_repair_never_makes_the_plan_dearer_and_moves_little() -> None:
    """Round one order, with the price for moved visits (T14)."""
    given = random_problem(2, orders=20, people=5, crews=False)
    live = LivePlan(given)
    for new in range(20):
        if offers := live.offers(new):
            live.insert(new, offers[0])
    before = live.cost()
    live.repair([0, 1], rounds=200)
    assert live.cost() <= before
    score = check(given, live.routes())
    assert not score.violations
    assert score.cost == live.cost()


def test_an_order_that_nobody_can_do_gets_no_offer() -> None:
    """Nor a slot."""
    given = problem(technician("t"), order("gas", 1, certificates=frozenset({"gas"})))
    live = LivePlan(given)
    assert live.offers(0) == ()
    assert live.slots(0) == ()


def test_a_plan_that_is_not_possible_is_refused() -> None:
    """It is said whose day."""
    given = problem(technician("t"), order("late", 1, windows=((0, HOUR),)))
    with pytest.raises(NotPossible):
        LivePlan(given, [Route(0, 0, (0,))])
