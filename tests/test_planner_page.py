"""The examples of the page on planning are read from it and must come true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from baoxiu.flow.dispatch.planner.checking import Score, check
from baoxiu.flow.dispatch.planner.problem import (
    Order,
    Pause,
    Problem,
    Route,
    Shift,
    Technician,
    Travel,
    Weights,
)
from baoxiu.flow.dispatch.planner.relaxing import CODES
from tests.test_rule_pages import Row, named, table

PAGE = "dispatch.md"
ROAD = Travel("concave_km", detour=1, steps=((None, 60),))
PEOPLE = ("Li", "Wang", "Zhao")


def seconds(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 3_600 + int(minutes) * 60


def stretch(text: str) -> tuple[int, int]:
    begin, end = text.split("-")
    return seconds(begin), seconds(end)


TODAY = Shift(0, *stretch("8:00-17:00"))


@dataclass(frozen=True)
class Example:
    """The page's example, with what a row changes."""

    order: Mapping[str, Any]
    technician: Mapping[str, Any]
    shift: Mapping[str, Any]
    weights: Mapping[str, int]
    route_cost: int = 0

    def problem(self) -> Problem:
        order = Order("a", 10, 0, 1_800, ((0, 86_400),), 14_400, region=1)
        li = Technician(
            "Li",
            0,
            0,
            (replace(TODAY, **self.shift),),
            {"refrigerator": 2},
            frozenset({"electric"}),
            frozenset({1}),
            (1,),
        )
        others = (Technician(name, 0, 0, (TODAY,)) for name in PEOPLE[1:])
        return Problem(
            "page",
            ROAD,
            (replace(li, **self.technician), *others),
            (replace(order, **self.order),),
            self.route_cost,
            Weights(**self.weights),
        )


def example(
    order: Mapping[str, Any] = {},
    technician: Mapping[str, Any] = {},
    shift: Mapping[str, Any] = {},
    weights: Mapping[str, int] = {},
    route_cost: int = 0,
) -> Example:
    return Example(order, technician, shift, weights, route_cost)


def judged(given: Problem, *people: str) -> Score:
    return check(given, [Route(PEOPLE.index(name), 0, (0,)) for name in people])


def verdict(score: Score) -> str:
    return " ".join(sorted({one.code for one in score.violations})) or "possible"


def skill(text: str) -> dict[str, Any]:
    name, level = text.split()
    return {"skills": {name: int(level)}}


def hours(text: str) -> dict[str, Any]:
    begin, end = stretch(text)
    return {"start": begin, "end": end}


RULES: Mapping[str, Callable[[str], Example]] = {
    "nothing": lambda _to: example(),
    "skill needed": lambda to: example(skill(to)),
    "certificate needed": lambda to: example({"certificates": frozenset({to})}),
    "certificate not valid on the day": lambda to: example(
        {"certificates": frozenset({to})}, shift={"lapsed": frozenset({to})}
    ),
    "region of the order": lambda to: example({"region": int(to)}),
    "declined by": lambda to: example({"excluded": frozenset({PEOPLE.index(to)})}),
    "reserved for": lambda to: example({"pinned": PEOPLE.index(to)}),
    "fixed with": lambda to: example({"locked": True, "published": (PEOPLE.index(to), 0)}),
    "parts needed": lambda to: example({"parts": (int(to),)}),
    "parts needed, one used this morning": lambda to: example({"parts": (int(to),)}, shift={"used": (1,)}),
    "visits allowed in a day": lambda to: example(shift={"most_stops": int(to)}),
    "visiting time": lambda to: example({"windows": tuple(map(stretch, to.split()))}),
    "may begin from": lambda to: example({"release": seconds(to), "windows": ((0, 80_000),)}),
    "break of 30 minutes begins": lambda to: example(shift={"pause": Pause(*stretch(to), 1_800)}),
    "shift": lambda to: example(shift=hours(to)),
    "shift with 5 minutes of overtime": lambda to: example(shift={**hours(to), "overtime": 300}),
    "shift on the next day only": lambda to: example(shift={**hours(to), "day": 1}),
    "persons needed": lambda to: example({"crew": int(to)}),
}


@pytest.mark.parametrize("row", table(PAGE, "Hard rules"), ids=named)
def test_hard_rules(row: Row) -> None:
    """RQ-DSP-01, RQ-DSP-05: what no plan may do."""
    assert verdict(judged(RULES[row["changed"]](row["to"]).problem(), "Li")) == row["broken"]


@pytest.mark.parametrize("row", table(PAGE, "Two persons"), ids=named)
def test_two_persons(row: Row) -> None:
    """RQ-DSP-04: somebody qualified and one more."""
    given = example({"crew": 2, "skills": {"refrigerator": 1}}).problem()
    assert verdict(judged(given, *row["who comes"].split(" and "))) == row["broken"]


TERMS: Mapping[str, Callable[[int], Example]] = {
    "ten kilometres there and back": lambda _weight: example(),
    "nobody goes": lambda _weight: example(),
    "a day is used at all": lambda weight: example(route_cost=weight),
    "home 5 minutes after the shift's end": lambda weight: example(
        shift={**hours("8:00-8:45"), "overtime": 300}, weights={"overtime": weight}
    ),
    "begins 5 minutes after the promise": lambda weight: example(
        {"due": seconds("8:05")}, weights={"lateness": weight}
    ),
    "a visit by Li's outlet costs 10 minutes more": lambda _weight: example(technician={"visit_cost": 600}),
    "level 2 for work of level 1": lambda weight: example(
        skill("refrigerator 1"), weights={"over_level": weight}
    ),
    "level 2 where 3 is wished": lambda weight: example(
        {"wished": {"refrigerator": 3}}, weights={"under_level": weight}
    ),
    "the customer prefers Wang": lambda weight: example(
        {"preferred": frozenset({1})}, weights={"not_preferred": weight}
    ),
    "an expert should come, Li is none": lambda weight: example(
        {"expert": True}, weights={"no_expert": weight}
    ),
    "Wang was there the first time": lambda weight: example(
        {"last": 1}, weights={"other_technician": weight}
    ),
    "the customer was told Wang": lambda weight: example({"published": (1, 0)}, weights={"moved": weight}),
    "a part that is likely needed is not on the van": lambda weight: example(
        {"handy": (1,)}, weights={"part_missing": weight}
    ),
    "nothing worked before": lambda weight: example(weights={"fair_day": weight}),
    "four hours worked before": lambda weight: example(
        shift={"worked": 14_400}, weights={"fair_day": weight}
    ),
    "nothing worked before, a fair share is 160 hours": lambda weight: example(
        technician={"month_share": 576_000}, weights={"fair_month": weight}
    ),
    "120 hours worked before, a fair share is 160 hours": lambda weight: example(
        technician={"month_share": 576_000, "month_work": 432_000}, weights={"fair_month": weight}
    ),
}


@pytest.mark.parametrize("row", table(PAGE, "What it costs"), ids=named)
def test_terms(row: Row) -> None:
    """RQ-DSP-01, RQ-DSP-03, RQ-DSP-04: each term alone, and nothing besides the way."""
    given = TERMS[row["example"]](int(row["weight"] or 0)).problem()
    score = judged(given, *([] if row["term"] == "unserved" else ["Li"]))
    assert score.possible
    assert score.terms[row["term"]] == int(row["seconds"])
    assert set(score.terms) <= {row["term"], "travel"}


def test_every_reason_is_on_the_page() -> None:
    assert {row["reason"] for row in table(PAGE, "Why not her")} == set(CODES)


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("nothing worked before", 27),
        ("four hours worked before", 203),
        ("nothing worked before, a fair share is 160 hours", 1),
        ("120 hours worked before, a fair share is 160 hours", 451),
    ],
)
def test_the_next_hour_costs_more_for_whoever_has_more(what: str, more: int) -> None:
    """RQ-DSP-01: fairness is convex; the figures of the page's text."""
    given = TERMS[what](100).problem()
    fair = [
        sum(score.terms.get(term, 0) for term in ("fair_day", "fair_month"))
        for score in (judged(given, "Li"), judged(given))
    ]
    assert fair[0] - fair[1] == more
