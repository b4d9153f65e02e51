"""A day's working time as the planner sees it, and equal shares. Pure: no Django, no clock, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from baoxiu.flow.dispatch.planner.problem import Pause, Window

DAY = 86_400
SHORTEST = 15 * 60
"""A stretch of less than a quarter of an hour is of no use to anybody."""
TOP_PRIORITY = 5

type Stretch = tuple[int, int]
"""Seconds from the horizon's beginning, the end not included."""

type Moments = tuple[datetime, datetime]
"""From when until before when."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The break of a long day, in seconds of the day: within ``earliest`` and ``until``, after more than ``after`` of work."""

    minutes: int
    earliest: int
    until: int
    after: int


@dataclass(frozen=True, slots=True)
class Working:
    """From when to when somebody works on a day, with the break; ``whole``: before the hours that are over were cut off."""

    start: int
    end: int
    pause: Pause | None
    whole: Stretch


def working(on_shift: Iterable[Stretch], away: Iterable[Stretch], *, now: int, rest: Rest) -> Working | None:
    """What is left of a day's hours without the absences; ``None`` where nobody can be sent.

    One gap in the midst (a split shift, an absence) becomes the day's break. Of more pieces the longest remains: a
    technician away twice on a day is sent in the longest stretch only.
    """
    pieces = _present(sorted(on_shift), sorted(away))
    if len(pieces) > 2:
        pieces = [max(pieces, key=lambda piece: piece[1] - piece[0])]
    if not pieces:
        return None
    whole = (pieces[0][0], pieces[-1][1])
    start = max(whole[0], now)
    if whole[1] - start < SHORTEST:
        return None
    return Working(start, whole[1], _still(_pause(pieces, rest), start), whole)


def _present(on_shift: Sequence[Stretch], away: Sequence[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for begin, end in on_shift:
        for left, back in away:
            if left < end and back > begin:
                found.append((begin, min(left, end)))
                begin = max(begin, back)
        found.append((begin, end))
    return [piece for piece in found if piece[1] - piece[0] >= SHORTEST]


def _pause(pieces: Sequence[Stretch], rest: Rest) -> Pause | None:
    if len(pieces) == 2:
        gap = pieces[1][0] - pieces[0][1]
        return Pause(pieces[0][1], pieces[0][1], gap) if gap else None
    begin, end = pieces[0]
    if not rest.minutes or end - begin <= rest.after:
        return None
    midnight = begin - begin % DAY
    earliest = max(midnight + rest.earliest, begin)
    latest = min(midnight + rest.until, end) - rest.minutes * 60
    return Pause(earliest, latest, rest.minutes * 60) if earliest <= latest else None


def _still(pause: Pause | None, start: int) -> Pause | None:
    """The break where it still lies ahead."""
    if pause is None or pause.latest < start:
        return None
    return Pause(max(pause.earliest, start), pause.latest, pause.duration)


def arrival_window(begin: int, end: int, service: int, *, now: int, horizon: int) -> Window | None:
    """From when to when the work may begin, so that it is done within the wished time where that is long enough; ``None`` where
    that is over. Nobody begins before ``now``, so it need not be said here, and the window stays as it is while time goes on.
    """
    last = end - service if end - service > begin else end
    first, last = max(begin, 0), min(last, horizon)
    return (first, last) if max(first, now) <= last else None


def planner_priority(priority: int) -> int:
    """An order's priority (1 is served first) on the planner's scale (5 is)."""
    return max(1, TOP_PRIORITY + 1 - priority)


def covers(areas: Iterable[str], code: str) -> bool:
    """Whether a division lies in one of the areas: 410000 holds 410100, which holds 410105."""
    return any(code.startswith(_stem(area)) for area in areas)


@cache
def _stem(code: str) -> str:
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def gini(values: Sequence[float]) -> float:
    """How unequal shares are: 0 when all are equal, towards 1 when one has everything."""
    total = sum(values)
    if not total:
        return 0.0
    ranked = sum(place * value for place, value in enumerate(sorted(values), start=1))
    return 2 * ranked / (len(values) * total) - (len(values) + 1) / len(values)


TIGHT, SLACK_SHARE = 0.85, 0.3
"""From this share of the hours on, ways and breaks leave no room; below the other, people could help elsewhere."""


def advice(demand: float, supply: float, idle: float) -> str:
    """Whether to hire, to train or to lend (RQ-DSP-10): ``hire`` where too few hours are there and nobody has time,
    ``train`` where others have time for what is missing, ``spare`` where little is asked; empty where it fits.
    """
    if demand > TIGHT * supply:
        return "train" if idle >= demand - TIGHT * supply else "hire"
    return "spare" if demand and demand < SLACK_SHARE * supply else ""


def stock_moves(spare: Mapping[int, int]) -> tuple[list[tuple[int, int, int]], int]:
    """Who gives how many units to whom so that nobody is short; ``spare`` is what each has beyond his needs, below zero where he
    is short. Gives also how many remain missing. The one with most gives first, to the one who is shortest."""
    left, found = dict(spare), []
    for taker in sorted((one for one in left if left[one] < 0), key=lambda one: (left[one], one)):
        for giver in sorted((one for one in left if left[one] > 0), key=lambda one: (-left[one], one)):
            units = min(left[giver], -left[taker])
            if units:
                found.append((giver, taker, units))
                left[giver] -= units
                left[taker] += units
    return found, -sum(units for units in left.values() if units < 0)


def overlaps(one: Moments, other: Moments) -> bool:
    """Whether two half-open times share a moment."""
    return one[0] < other[1] and other[0] < one[1]


def free_place(
    span: Moments, taken: Iterable[tuple[int, Moments]], held: Iterable[Moments], places: int
) -> int | None:
    """The first of so many equal places that nobody has in the whole of a time, as long as one is left besides what is held."""
    busy = {place for place, other in taken if overlaps(span, other)}
    free = [place for place in range(1, places + 1) if place not in busy]
    return free[0] if len(free) > sum(overlaps(span, other) for other in held) else None
