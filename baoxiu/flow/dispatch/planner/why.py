"""Why an order is not with a technician: every rule that stands against it, found by relaxing rules one after the other.

The first reason binds alone: without that rule, and only that one, the order could go there, or the next reason is what is in the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from baoxiu.core.reasons import Reason, because
from baoxiu.flow.dispatch.planner.checking import lacks, parts_short, rules_against, terms_of_days
from baoxiu.flow.dispatch.planner.placing import Days, Placement, placements_in
from baoxiu.flow.dispatch.planner.problem import Problem, Route, Shift
from baoxiu.flow.dispatch.planner.relaxing import CODES, relaxed
from baoxiu.flow.dispatch.planner.timetable import Timetable, shift_on, timetable

MINUTE, HOUR, DAY = 60, 3_600, 86_400
STANDING = ("no_skill", "level_too_low", "no_certificate", "outside_region", "excluded", "pinned", "locked")
"""Rules that hang on the person; ``locked`` also on the day."""
BY_DAY = ("locked", "certificate_lapsed", "daily_cap", "part_missing")
BY_CLOCK = ("window", "others_windows", "break", "shift_end")


@dataclass(frozen=True, slots=True)
class Answer:
    """``reasons`` against the technician, the one that binds first in front; ``instead``: rules that would do as well as the first
    if they were relaxed alone. Without reasons, ``placement`` is where the order would go, unless it is there already."""

    reasons: tuple[Reason, ...]
    instead: tuple[Reason, ...] = ()
    placement: Placement | None = None


def why_not(problem: Problem, routes: Sequence[Route], order: int, technician: int) -> Answer:
    """Every reason why the order does not go to the technician in this plan, whose other visits stay as they are."""
    if any(route.technician == technician and order in route.stops for route in routes):
        return Answer(())
    reasons, instead, days = list[Reason](), tuple[Reason, ...](), Days(routes, order)
    while len(reasons) <= len(CODES):
        look = _Look(problem, routes, days, order, technician)
        binding = list(look.binding())
        if not binding:
            return Answer(tuple(reasons), instead, None if reasons else look.best)
        reasons.append(binding[0])
        instead = instead or tuple(binding[1:])
        problem = look.without(binding[0].code)
    raise AssertionError(f"no end of reasons: {reasons}")


class _Look:
    """One look at an order and a technician, with the rules that are left."""

    def __init__(
        self, problem: Problem, routes: Sequence[Route], days: Days, order: int, technician: int
    ) -> None:
        self._problem, self._routes, self._days = problem, routes, days
        self._order, self._technician = order, technician
        self._what, self._who = problem.orders[order], problem.technicians[technician]
        self.best: Placement | None = None

    def binding(self) -> Iterator[Reason]:
        """The first rule in the way, and after it those that would do as well."""
        if standing := self._standing():
            yield self._said(standing)
        elif not (found := self._placements(self._problem)):
            yield from self._in_the_way()
        else:
            self.best = found[0]
            yield from self._too_dear(found[0])

    def _placements(self, problem: Problem) -> list[Placement]:
        return placements_in(problem, self._days, self._order, self._technician)

    def _standing(self) -> str | None:
        """The first rule that keeps this person away on every day."""
        shift = Shift(self._what.published[1] if self._what.published else 0, 0, 0)
        codes = set(rules_against(self._problem, self._order, self._technician, shift))
        if self._what.crew == 1:
            codes |= set(lacks(self._problem, self._order, self._technician, shift))
        return next((code for code in STANDING if code in codes), None)

    def _in_the_way(self) -> Iterator[Reason]:
        if not any(self._meets(shift) for shift in self._who.shifts):
            yield self._said("no_shift")
            return
        alone = [code for code in self._candidates() if self._placements(self.without(code))]
        yield from map(self._said, alone or [self._next()])

    def _meets(self, shift: Shift) -> bool:
        """Whether a window of the order lies in the shift."""
        ready = max(shift.start, self._what.release)
        end = shift.end + shift.overtime
        return any(last >= ready and max(first, ready) <= end for first, last in self._what.windows)

    def _candidates(self) -> Iterator[str]:
        yield from (code for code in BY_DAY if self._breaks(code))
        yield from BY_CLOCK
        if self._what.crew == 2:
            yield self._alone()

    def _breaks(self, code: str) -> bool:
        """Whether the rule stands against any of the days."""
        return any(code in self._against(shift) for shift in self._who.shifts)

    def _against(self, shift: Shift) -> set[str]:
        stops = (*self._days.at((self._technician, shift.day)), self._order)
        codes = set(rules_against(self._problem, self._order, self._technician, shift))
        if self._what.crew == 1:
            codes |= set(lacks(self._problem, self._order, self._technician, shift))
        if shift.most_stops is not None and len(stops) > shift.most_stops:
            codes.add("daily_cap")
        if parts_short(self._problem, self._technician, shift, stops):
            codes.add("part_missing")
        return codes

    def _next(self) -> str:
        """Where no rule alone is to blame: the first that is broken on most days that would do, else the clock as a whole."""
        days = [self._against(shift) for shift in self._who.shifts if self._meets(shift)]
        broken = {code: sum(code in codes for codes in days) for code in BY_DAY}
        most = max(BY_DAY, key=lambda code: broken[code])
        if broken[most]:
            return most
        if self._what.crew == 2 and any(shift.overtime >= 1 << 40 for shift in self._who.shifts):
            return self._alone()
        return "no_time"

    def _alone(self) -> str:
        """Nobody helps, or nobody leads whom this technician could help."""
        able = not any(lacks(self._problem, self._order, self._technician, Shift(0, 0, 0)))
        return "no_helper" if able else "no_leader"

    def without(self, code: str) -> Problem:
        """The problem without this rule; where anybody may help, other visits are those of everybody."""
        if self._what.crew == 2:
            return relaxed(self._problem, self._order, self._technician, code)
        wheres = self._days.tied_to((self._technician, shift.day) for shift in self._who.shifts)
        others = {stop for where in wheres for stop in self._days.at(where)}
        return relaxed(self._problem, self._order, self._technician, code, others=others)

    def _too_dear(self, best: Placement) -> Iterator[Reason]:
        now = self._now()
        limit = self._what.penalty if now is None else now + 1
        if best.cost < limit:
            return
        late = _Look(self.without("others_promises"), self._routes, self._days, self._order, self._technician)
        if best.added.get("lateness") and not late._is_dear():
            yield self._said("others_promises")
        else:
            by = max(1, _minutes(best.cost - limit + (1 if now is not None else 0)))
            yield because("costs_more" if now is None else "dearer_than_now", minutes=by)

    def _is_dear(self) -> bool:
        now, found = self._now(), self._placements(self._problem)
        return not found or found[0].cost >= (self._what.penalty if now is None else now + 1)

    def _now(self) -> int | None:
        """What the visit adds where it is, ``None``: nowhere, or where it must not be."""
        where = [(one.technician, one.day) for one in self._routes if self._order in one.stops]
        if len(where) != 1 or self._what.crew == 2:
            return None
        shift = shift_on(self._problem, *where[0])
        if shift is None or any(rules_against(self._problem, self._order, where[0][0], shift)):
            return None
        days = self._days
        tied = days.tied_to(where)
        own = {
            (one.technician, one.day): one.stops for one in self._routes if (one.technician, one.day) in tied
        }
        before = days.schedule(self._problem, {one: days.at(one) for one in tied})
        after = days.schedule(self._problem, own)
        if before is None or after is None:
            return None
        return terms_of_days(self._problem, after).total() - terms_of_days(self._problem, before).total()

    def _said(self, code: str) -> Reason:
        """The reason with its figures."""
        return because(code, **_FIGURES[code](self)) if code in _FIGURES else because(code)

    def _skills(self) -> dict[str, object]:
        missing = [one for one in self._what.skills if not self._who.skills.get(one, 0)]
        return {"skill": " / ".join(missing)}

    def _levels(self) -> dict[str, object]:
        held = self._who.skills
        skill, needed = next(
            (skill, level) for skill, level in self._what.skills.items() if 0 < held.get(skill, 0) < level
        )
        return {"skill": skill, "level": held[skill], "needed": needed}

    def _certificates(self) -> dict[str, object]:
        return {"certificate": " / ".join(sorted(self._what.certificates - self._who.certificates))}

    def _lapsed(self) -> dict[str, object]:
        lapsed = {one for shift in self._who.shifts for one in shift.lapsed}
        return {"certificate": " / ".join(sorted(self._what.certificates & lapsed))}

    def _region(self) -> dict[str, object]:
        return {"region": self._what.region}

    def _pinned(self) -> dict[str, object]:
        assert self._what.pinned is not None
        return {"technician": self._problem.technicians[self._what.pinned].id}

    def _locked(self) -> dict[str, object]:
        assert self._what.published
        technician, day = self._what.published
        return {"technician": self._problem.technicians[technician].id, "day": day + 1}

    def _cap(self) -> dict[str, object]:
        return {"cap": min(one.most_stops for one in self._who.shifts if one.most_stops is not None)}

    def _part(self) -> dict[str, object]:
        days = self._days
        short = [
            found
            for shift in self._who.shifts
            if (
                found := parts_short(
                    self._problem,
                    self._technician,
                    shift,
                    (*days.at((self._technician, shift.day)), self._order),
                )
            )
        ]
        part, units = next(iter(min(short, key=len).items()))
        return {"part": part, "units": units}

    def _window(self) -> dict[str, object]:
        found = self._placements(self.without("window"))
        return {"day": found[0].day + 1, "time": clock(found[0].start)} if found else {"day": "", "time": ""}

    def _overtime(self) -> dict[str, object]:
        found = self._placements(self.without("shift_end"))
        return {"minutes": min(map(self._beyond, found), default=0)}

    def _beyond(self, placement: Placement) -> int:
        shift = shift_on(self._problem, self._technician, placement.day)
        return _minutes(placement.overtime - (shift.overtime if shift else 0))

    def _others(self) -> dict[str, object]:
        problem = self.without("others_windows")
        found = self._placements(problem)
        if not found:
            return {"order": "", "minutes": 0}
        stops = list(self._days.at((self._technician, found[0].day)))
        stops.insert(found[0].place, self._order)
        day = timetable(problem, Route(self._technician, found[0].day, tuple(stops)))
        assert isinstance(day, Timetable)
        for stop in day.stops:
            over = stop.start - max(last for _first, last in self._problem.orders[stop.order].windows)
            if over > 0 and stop.order != self._order:
                return {"order": self._problem.orders[stop.order].id, "minutes": _minutes(over)}
        return {"order": "", "minutes": 0}


def clock(seconds: int) -> str:
    """The time of the day."""
    return f"{seconds % DAY // HOUR:02}:{seconds % HOUR // MINUTE:02}"


def _minutes(seconds: int) -> int:
    return -(-seconds // MINUTE)


_FIGURES = {
    "no_skill": _Look._skills,
    "level_too_low": _Look._levels,
    "no_certificate": _Look._certificates,
    "certificate_lapsed": _Look._lapsed,
    "outside_region": _Look._region,
    "pinned": _Look._pinned,
    "locked": _Look._locked,
    "daily_cap": _Look._cap,
    "part_missing": _Look._part,
    "window": _Look._window,
    "shift_end": _Look._overtime,
    "others_windows": _Look._others,
}
