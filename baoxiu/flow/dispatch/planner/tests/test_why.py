"""Reasons against a technician: the first one binds alone, and what is proposed instead really makes room."""

from __future__ import annotations

from random import Random

import pytest

from baoxiu.flow.dispatch.planner.changes import applied, in_words, left_out
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.exact import best_plan
from baoxiu.flow.dispatch.planner.placing import Placement
from baoxiu.flow.dispatch.planner.problem import Order, Pause, Problem, Route, Shift, Technician
from baoxiu.flow.dispatch.planner.relaxing import CODES, relaxed
from baoxiu.flow.dispatch.planner.tests.small import HOUR, order, problem, random_problem, technician
from baoxiu.flow.dispatch.planner.why import why_not
from baoxiu.flow.dispatch.planner_reasons import SENTENCES

EIGHT, NOON, FIVE = 8 * HOUR, 12 * HOUR, 17 * HOUR
GAS = frozenset({"gas"})
EARLY = ((0, EIGHT + 1_200),)
BUSY = order("busy", 60, windows=((EIGHT + 600, EIGHT + 600),))
FAR = technician("F", x=100_000)


def codes(*things: Order | Technician, routes: tuple[Route, ...] = (), **weights: int) -> list[str]:
    """The reasons against the first technician for the first order."""
    return [reason.code for reason in why_not(problem(*things, **weights), routes, 0, 0).reasons]


def late_end(**said: object) -> Technician:
    return technician("T", Shift(0, EIGHT, EIGHT + 1_700, **said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "who", "what"),
    [
        ("no_skill", technician("T"), order("a", 60, skills={"tv": 1})),
        ("level_too_low", technician("T", skills={"tv": 1}), order("a", 60, skills={"tv": 2})),
        ("no_certificate", technician("T"), order("a", 60, certificates=GAS)),
        ("outside_region", technician("T", regions=frozenset({1})), order("a", 60, region=2)),
        ("excluded", technician("T"), order("a", 60, excluded=frozenset({0}))),
        ("pinned", technician("T"), order("a", 60, pinned=1)),
        ("locked", technician("T"), order("a", 60, locked=True, published=(1, 0))),
        ("locked", technician("T"), order("a", 60, locked=True, published=(0, 1))),
        ("no_shift", technician("T"), order("a", 60, windows=((20 * HOUR, 21 * HOUR),))),
        (
            "certificate_lapsed",
            technician("T", Shift(0, EIGHT, FIVE, lapsed=GAS), certificates=GAS),
            order("a", 60, certificates=GAS),
        ),
        ("daily_cap", technician("T", Shift(0, EIGHT, FIVE, most_stops=0)), order("a", 60)),
        ("part_missing", technician("T", van=(0,)), order("a", 60, parts=(1,))),
        ("window", technician("T"), order("a", 120, windows=((0, EIGHT + 1_000),))),
        ("break", technician("T", Shift(0, EIGHT, FIVE, Pause(0, EIGHT - 1, 60))), order("a", 60)),
        ("shift_end", late_end(), order("a", 60)),
        ("no_helper", technician("T"), order("a", 60, crew=2, excluded=frozenset({1}))),
        ("no_leader", technician("T"), order("a", 60, crew=2, skills={"tv": 1})),
        ("costs_more", technician("T"), order("a", 60, penalty=1_200)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_reason_alone(code: str, who: Technician, what: Order) -> None:
    """RQ-DSP-01, RQ-DSP-05: one rule against the technician, and no other."""
    assert codes(who, FAR, what) == [code]


def test_a_visit_that_would_be_pushed_past_its_window() -> None:
    mine = order("a", 60, windows=((0, EIGHT + 600),))
    found = why_not(problem(technician("T"), mine, BUSY), (Route(0, 0, (1,)),), 0, 0)
    assert [reason.code for reason in found.reasons] == ["window"]
    assert [reason.code for reason in found.instead] == ["others_windows"]
    assert found.instead[0].params == {"order": "busy", "minutes": "10"}


def test_a_full_day() -> None:
    """Neither later nor with overtime alone, but with both."""
    who, mine = technician("T", Shift(0, EIGHT, EIGHT + 1_800)), order("a", 60, windows=((0, EIGHT + 600),))
    assert codes(who, mine, BUSY, routes=(Route(0, 0, (1,)),)) == ["no_time"]


def test_a_visit_that_would_break_a_promise() -> None:
    things = technician("T"), order("a", 60, windows=((0, EIGHT + 600),)), order("b", 60, due=EIGHT + 600)
    assert codes(*things, routes=(Route(0, 0, (1,)),), lateness=100) == ["others_promises"]


def test_somebody_else_is_nearer() -> None:
    """RQ-DSP-03: why another one goes, in minutes; whoever would be as good has no reason against."""
    people = technician("T", x=120), technician("U"), technician("V")
    given = problem(*people, order("a", 60), order("b", -60))
    routes = (Route(1, 0, (1, 0)),)
    found = why_not(given, routes, 1, 0).reasons
    assert [(one.code, one.params) for one in found] == [("dearer_than_now", {"minutes": "40"})]
    assert why_not(given, routes, 0, 0).placement is not None
    assert why_not(given, routes, 0, 1).reasons == ()


def test_all_reasons_in_turn() -> None:
    what = order(
        "a", 60, skills={"tv": 1}, certificates=GAS, excluded=frozenset({0}), windows=EARLY, penalty=9
    )
    assert codes(late_end(), what) == ["no_skill", "no_certificate", "excluded", "shift_end", "costs_more"]


@pytest.mark.parametrize("seed", range(5))
def test_the_first_reason_binds(seed: int) -> None:
    """RQ-DSP-01: relaxing exactly that rule leads to the next reason stated; without any hard one left, the judge agrees."""
    given = random_problem(seed)
    routes = best_plan(given).routes
    for place in range(len(given.orders)):
        for technician_ in range(len(given.technicians)):
            _confirm(given, routes, place, technician_)


SOFT = {"costs_more", "dearer_than_now", "others_promises"}


def _confirm(given: Problem, routes: tuple[Route, ...], place: int, who: int) -> None:
    found = [reason.code for reason in why_not(given, routes, place, who).reasons]
    if found:
        without = relaxed(given, place, who, found[0])
        assert [reason.code for reason in why_not(without, routes, place, who).reasons] == found[1:]
    hard = [code for code in found if code not in SOFT]
    if given.orders[place].crew == 1:
        assert _has_room(given, routes, place, who) != bool(hard)
        for code in hard:
            given = relaxed(given, place, who, code)
        assert _has_room(given, routes, place, who)


def _has_room(given: Problem, routes: tuple[Route, ...], place: int, who: int) -> bool:
    """Whether the judge lets the order stand anywhere in the technician's days."""
    if any(route.technician == who and place in route.stops for route in routes):
        return True
    kept = {(one.technician, one.day): tuple(stop for stop in one.stops if stop != place) for one in routes}
    for shift in given.technicians[who].shifts:
        stops = kept.get((who, shift.day), ())
        for at in range(len(stops) + 1):
            wider = kept | {(who, shift.day): (*stops[:at], place, *stops[at:])}
            if check(given, [Route(*where, some) for where, some in wider.items()]).possible:
                return True
    return False


def inserted(routes: tuple[Route, ...], place: int, at: Placement) -> list[Route]:
    stops = {(one.technician, one.day): one.stops for one in routes}
    before = stops.get((at.technician, at.day), ())
    stops[at.technician, at.day] = (*before[: at.place], place, *before[at.place :])
    return [Route(*where, some) for where, some in stops.items()]


@pytest.mark.parametrize(
    ("who", "what", "words"),
    [
        (late_end(), order("a", 60), {"minutes": "5", "cost": "25"}),
        (technician("T"), order("a", 120, windows=((0, EIGHT + 60),)), {"since": "08:00", "until": "10:00"}),
        (technician("T", van=(1,)), order("a", 60, parts=(2,)), {"part": "0", "units": "1"}),
        (technician("T", Shift(0, EIGHT, FIVE, most_stops=0)), order("a", 60), {"cost": "20"}),
    ],
    ids=["overtime", "slot", "part", "cap"],
)
def test_the_cheapest_change(who: Technician, what: Order, words: dict[str, str]) -> None:
    """RQ-DSP-10: what would make an order possible that nobody can take; tried out."""
    given = problem(who, FAR, what)
    found = left_out(given, (), 0)
    assert found.change is not None
    assert in_words(given, found.change).params.items() >= words.items()
    changed = applied(given, 0, found.change)
    assert check(changed, inserted((), 0, found.change.placement)).possible


def test_every_reason_has_its_sentence() -> None:
    changes = {f"change_{kind}" for kind in ("overtime", "slot", "part", "cap")}
    assert set(SENTENCES) == {*CODES, *changes}


@pytest.mark.parametrize("seed", [3, 5, 8])
def test_a_change_makes_room_in_a_whole_plan(seed: int) -> None:
    given = random_problem(seed, crews=False)
    plan = best_plan(given)
    for place in Random(seed).sample(plan.unserved, min(2, len(plan.unserved))):
        found = left_out(given, plan.routes, place)
        if found.change:
            changed, routes = (
                applied(given, place, found.change),
                inserted(plan.routes, place, found.change.placement),
            )
            score = check(changed, routes)
            assert score.possible
            added = score.cost - check(changed, plan.routes).cost + given.orders[place].penalty
            assert added == found.change.placement.cost
