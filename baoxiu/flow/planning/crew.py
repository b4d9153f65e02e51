"""The technicians of a picture: their days with what is over, away or lapsed."""

from __future__ import annotations

from dataclasses import replace

from baoxiu.flow.dispatch.planner.problem import Shift, Technician
from baoxiu.flow.planning.chosen import HOUR, MINUTE
from baoxiu.flow.planning.ground import Ground
from baoxiu.flow.planning.needs import on_board
from baoxiu.flow.planning.people import Person
from baoxiu.flow.planning.rules import covers, working


def technician(person: Person, ground: Ground, drawn: Technician | None = None) -> Technician:
    """One technician for the planner. Without areas: everywhere; without a home: from the outlet.

    ``drawn``: the same person earlier on the same day, of whom only today can be otherwise.
    """
    if drawn is not None:
        return _today_anew(person, ground, drawn)
    home = person.position or ground.centre
    x, y = ground.on_plane(home)
    return Technician(
        id=str(person.pk),
        x=x,
        y=y,
        shifts=tuple(_shifts(person, ground)),
        skills=person.skills,
        certificates=frozenset(person.until),
        regions=_regions(person, ground),
        van=on_board(person.van, ground.parts),
        expert=max(person.skills.values(), default=0) >= ground.settings.whole("expert_level"),
        month_work=person.month_s,
        month_share=ground.settings.whole("month_hours") * HOUR,
        point=ground.row(home),
    )


def _today_anew(person: Person, ground: Ground, drawn: Technician) -> Technician:
    later = tuple(shift for shift in drawn.shifts if shift.day)
    today = tuple(_shifts(person, ground, days=1))
    regions = _regions(person, ground)
    if (today, regions) == (drawn.shifts[: len(drawn.shifts) - len(later)], drawn.regions):
        return drawn
    return replace(drawn, shifts=(*today, *later), regions=regions)


def _shifts(person: Person, ground: Ground, days: int = 0) -> list[Shift]:
    away, found = person.absences(ground.begin, ground.days), []
    for day, on_shift in person.on_shift(ground.begin, days or ground.days):
        now = _free_from(person, ground) if day == 0 else 0
        hours = working(on_shift, away, now=now, rest=ground.settings.rest)
        if hours is None:
            continue
        shift = Shift(
            day=day,
            start=hours.start,
            end=hours.end,
            pause=hours.pause,
            overtime=ground.settings.whole("overtime_minutes") * MINUTE,
            most_stops=person.daily_cap,
            lapsed=_lapsed(person, day, ground),
        )
        found.append(_begun(shift, person, ground) if day == 0 else shift)
    return found


def _lapsed(person: Person, day: int, ground: Ground) -> frozenset[str]:
    return frozenset(kind for kind, until in person.until.items() if until < ground.date(day))


def _begun(shift: Shift, person: Person, ground: Ground) -> Shift:
    """The rest of today: from where somebody is now, after what is done."""
    visit = ground.under_way.get(person.pk)
    left = max(0, person.daily_cap - person.done - (visit is not None))
    spent = person.done_s + (_free_from(person, ground) - ground.soon if visit else 0)
    point = ground.on_plane(ground.place_of(visit.order)) if visit else None
    return replace(shift, most_stops=left, worked=spent, begins_at=point)


def _free_from(person: Person, ground: Ground) -> int:
    """As soon as can be, or when the visit under way will probably be over."""
    visit = ground.under_way.get(person.pk)
    if visit is None:
        return ground.soon
    lasts = ground.service(visit.order)
    if visit.arrived_at:
        return max(ground.soon, ground.second(visit.arrived_at) + lasts)
    planned = ground.work.lead(visit.order_id)
    return max(ground.soon + lasts, ground.second(planned.end) if planned else 0)


def _regions(person: Person, ground: Ground) -> frozenset[int] | None:
    if not person.areas:
        return None
    return frozenset(ground.region(code) for code in ground.codes if covers(person.areas, code))
