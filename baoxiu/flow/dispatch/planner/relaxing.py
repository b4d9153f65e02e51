"""What it means to relax a rule for one order and one technician: exactly that rule, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from baoxiu.flow.dispatch.planner.problem import Order, Problem, Shift, Window
from baoxiu.flow.dispatch.planner.ways import HOME, arrives, leaves_by, way

LATEST = 1 << 40
"""After every horizon's end."""


def relaxed(
    problem: Problem, order: int, technician: int, code: str, *, others: Collection[int] | None = None
) -> Problem:
    """The problem without the rule ``code`` between this order and this technician; ``others``: the only other orders on which
    it matters, if that is known. Raises ``KeyError`` for an unknown code."""
    if code in OF_OTHERS:
        return _others(problem, order, OF_OTHERS[code], others)
    if code == "no_time":
        for one in ("window", "others_windows", "break", "shift_end"):
            problem = relaxed(problem, order, technician, one, others=others)
        return problem
    return RELAXING[code](problem, order, technician)


def with_order(problem: Problem, place: int, **changes: object) -> Problem:
    """The problem with another order in that place."""
    changed = replace(problem.orders[place], **changes)  # type: ignore[arg-type]
    return replace(problem, orders=(*problem.orders[:place], changed, *problem.orders[place + 1 :]))


def with_technician(problem: Problem, place: int, **changes: object) -> Problem:
    """The problem with another technician in that place."""
    people = problem.technicians
    changed = replace(people[place], **changes)  # type: ignore[arg-type]
    return replace(problem, technicians=(*people[:place], changed, *people[place + 1 :]))


def with_shifts(problem: Problem, place: int, **changes: object) -> Problem:
    """The problem with all of a technician's days changed alike."""
    shifts = problem.technicians[place].shifts
    return with_technician(
        problem,
        place,
        shifts=tuple(replace(one, **changes) for one in shifts),  # type: ignore[arg-type]
    )


type Relaxing = Callable[[Problem, int, int], Problem]


def _skill(problem: Problem, order: int, technician: int) -> Problem:
    """Knows at the needed level what was not known at all."""
    return _learned(problem, order, technician, known=False)


def _level(problem: Problem, order: int, technician: int) -> Problem:
    """Reaches the level in what is known."""
    return _learned(problem, order, technician, known=True)


def _learned(problem: Problem, order: int, technician: int, *, known: bool) -> Problem:
    skills = problem.technicians[technician].skills
    learned = {
        skill: level
        for skill, level in problem.orders[order].skills.items()
        if skills.get(skill, 0) < level and bool(skills.get(skill, 0)) == known
    }
    return with_technician(problem, technician, skills={**skills, **learned})


def _certificate(problem: Problem, order: int, technician: int) -> Problem:
    held = problem.technicians[technician].certificates
    return with_technician(problem, technician, certificates=held | problem.orders[order].certificates)


def _lapsed(problem: Problem, order: int, technician: int) -> Problem:
    needed = problem.orders[order].certificates
    shifts = problem.technicians[technician].shifts
    return with_technician(
        problem, technician, shifts=tuple(replace(one, lapsed=one.lapsed - needed) for one in shifts)
    )


def _shift(problem: Problem, order: int, technician: int) -> Problem:
    """One more day, as long as the order's first window needs."""
    who, what = problem.technicians[technician], problem.orders[order]
    first, last = next((one for one in sorted(what.windows) if one[1] >= what.release), what.windows[0])
    start = max(first, what.release)
    day = max((shift.day for one in problem.technicians for shift in one.shifts), default=-1) + 1
    there = way(problem, technician, Shift(day, 0, 0), HOME, order)
    back = way(problem, technician, Shift(day, 0, 0), order, HOME)
    travel = problem.travel
    extra = Shift(day, leaves_by(travel, start, there), arrives(travel, last + what.service, back))
    return with_technician(problem, technician, shifts=(*who.shifts, extra))


def _open(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    *before, (first, _last) = sorted(windows)
    return (*before, (first, LATEST))


def _others(
    problem: Problem, order: int, changed: Callable[[Order], Order], others: Collection[int] | None
) -> Problem:
    orders = list(problem.orders)
    for place in others if others is not None else range(len(orders)):
        if place != order:
            orders[place] = changed(orders[place])
    return replace(problem, orders=tuple(orders))


def _leader(problem: Problem, order: int, _technician: int) -> Problem:
    return with_order(problem, order, crew=1, skills={}, certificates=frozenset(), pinned=None, locked=False)


def _excluded(problem: Problem, order: int, technician: int) -> Problem:
    return with_order(problem, order, excluded=problem.orders[order].excluded - {technician})


RELAXING: Mapping[str, Relaxing] = {
    "no_skill": _skill,
    "level_too_low": _level,
    "no_certificate": _certificate,
    "outside_region": lambda problem, order, _who: with_order(problem, order, region=None),
    "excluded": _excluded,
    "pinned": lambda problem, order, who: with_order(problem, order, pinned=who),
    "locked": lambda problem, order, _who: with_order(problem, order, locked=False),
    "no_shift": _shift,
    "certificate_lapsed": _lapsed,
    "daily_cap": lambda problem, _order, who: with_shifts(problem, who, most_stops=None),
    "part_missing": lambda problem, _order, who: with_technician(problem, who, van=None),
    "window": lambda problem, order, _who: with_order(problem, order, windows=((0, LATEST),), release=0),
    "break": lambda problem, _order, who: with_shifts(problem, who, pause=None),
    "shift_end": lambda problem, _order, who: with_shifts(problem, who, overtime=LATEST),
    "no_helper": lambda problem, order, _who: with_order(problem, order, crew=1, pinned=None, locked=False),
    "no_leader": _leader,
    "dearer_than_now": lambda problem, order, who: with_order(problem, order, pinned=who),
    "costs_more": lambda problem, order, _who: with_order(problem, order, penalty=LATEST),
}
"""What relaxes each rule of the order and the technician themselves."""
OF_OTHERS: Mapping[str, Callable[[Order], Order]] = {
    "others_windows": lambda one: replace(one, windows=_open(one.windows)),
    "others_promises": lambda one: replace(one, due=None),
}
"""What relaxes the rules that protect the other visits: they may begin later than they should, or than was promised."""
CODES = (*RELAXING, *OF_OTHERS, "no_time")
"""Every reason there is; ``no_time`` is all of the clock at once."""
