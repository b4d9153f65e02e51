"""Why an order is left out, technician by technician, and the cheapest change that would make room for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from baoxiu.core.reasons import Reason, because
from baoxiu.flow.dispatch.planner.checking import parts_short
from baoxiu.flow.dispatch.planner.placing import Days, Placement, placements_in
from baoxiu.flow.dispatch.planner.problem import Problem, Route, Window
from baoxiu.flow.dispatch.planner.relaxing import relaxed, with_order, with_technician
from baoxiu.flow.dispatch.planner.timetable import shift_on
from baoxiu.flow.dispatch.planner.why import HOUR, Answer, clock, why_not

SLOT = 2 * HOUR
"""How long a visiting time is that is proposed."""
OVERTIME_STEP = 300

type Kind = Literal["overtime", "slot", "part", "cap"]
RULES: Mapping[str, Kind] = {
    "shift_end": "overtime",
    "window": "slot",
    "part_missing": "part",
    "daily_cap": "cap",
}
"""The rules that somebody at the desk can give way on for a day, and how."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change that makes an order possible: so many seconds of overtime, another visiting time, units of parts (by part) brought
    to the van, or one visit more than the cap allows. ``placement``: where the order then goes."""

    kind: Kind
    technician: int
    day: int
    placement: Placement
    seconds: int = 0
    window: Window | None = None
    parts: Mapping[int, int] | None = None

    @property
    def cost(self) -> int:
        """What the plan costs more with the order, in seconds of travel, and overtime on top, a second each."""
        return self.placement.cost + self.seconds


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why nobody comes. ``summary``: how many technicians each first reason keeps away."""

    by_technician: Mapping[int, Answer]
    summary: Mapping[str, int]
    change: Change | None


def left_out(
    problem: Problem, routes: Sequence[Route], order: int, among: Iterable[int] | None = None
) -> LeftOut:
    """The reasons against each technician (``among`` these, all by default), and the cheapest change, each tried out."""
    people = range(len(problem.technicians)) if among is None else among
    answers = {technician: why_not(problem, routes, order, technician) for technician in people}
    days = Days(routes, order)
    found = [
        change
        for technician, answer in answers.items()
        for code in _alone(answer)
        for change in _changes(problem, days, order, technician, code)
    ]
    firsts = Counter(answer.reasons[0].code for answer in answers.values() if answer.reasons)
    return LeftOut(answers, dict(firsts.most_common()), min(found, key=lambda one: one.cost, default=None))


def applied(problem: Problem, order: int, change: Change) -> Problem:
    """The problem after the change."""
    if change.kind == "slot":
        assert change.window
        return with_order(problem, order, windows=(change.window,))
    if change.kind == "part":
        van = list(problem.technicians[change.technician].van or ())
        for part, units in (change.parts or {}).items():
            van += [0] * (part + 1 - len(van))
            van[part] += units
        return with_technician(problem, change.technician, van=tuple(van))
    shifts = tuple(
        replace(shift, overtime=max(shift.overtime, change.seconds))
        if change.kind == "overtime"
        else replace(shift, most_stops=(shift.most_stops or 0) + 1)
        if shift.day == change.day
        else shift
        for shift in problem.technicians[change.technician].shifts
    )
    return with_technician(problem, change.technician, shifts=shifts)


def in_words(problem: Problem, change: Change) -> Reason:
    """The change as a sentence of ``planner_reasons``, costs in whole minutes."""
    figures: dict[str, object] = {
        "technician": problem.technicians[change.technician].id,
        "day": change.day + 1,
        "cost": -(-change.cost // 60),
    }
    if change.kind == "overtime":
        figures["minutes"] = change.seconds // 60
    if change.window:
        figures |= {"since": clock(change.window[0]), "until": clock(change.window[1])}
    if change.parts:
        figures["part"], figures["units"] = next(iter(change.parts.items()))
    return because(f"change_{change.kind}", **figures)


def _alone(answer: Answer) -> Iterator[str]:
    """The rules any of which alone stands in the way; what is merely dear after it is told by the change's cost."""
    for reason in (*answer.reasons[:1], *answer.instead):
        if reason.code in RULES:
            yield reason.code


def _changes(problem: Problem, days: Days, order: int, technician: int, code: str) -> Iterator[Change]:
    """The smallest change on each day for which relaxing the rule helps, tried out."""
    seen = set[int]()
    for placement in sorted(
        placements_in(relaxed(problem, order, technician, code), days, order, technician),
        key=lambda one: one.cost + one.overtime,
    ):
        if placement.day not in seen:
            seen.add(placement.day)
            wanted = _change(problem, days, order, RULES[code], placement)
            found = placements_in(applied(problem, order, wanted), days, order, technician)
            here = [one for one in found if one.day == placement.day]
            if here:
                yield replace(wanted, placement=here[0])


def _change(problem: Problem, days: Days, order: int, kind: Kind, placement: Placement) -> Change:
    where = (placement.technician, placement.day)
    change = Change(kind, *where, placement)
    if kind == "overtime":
        return replace(change, seconds=-(-placement.overtime // OVERTIME_STEP) * OVERTIME_STEP)
    if kind == "slot":
        since = placement.start // HOUR * HOUR
        return replace(change, window=(since, since + SLOT))
    if kind == "part":
        shift = shift_on(problem, *where)
        assert shift
        return replace(
            change, parts=parts_short(problem, placement.technician, shift, (*days.at(where), order))
        )
    return change
