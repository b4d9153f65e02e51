"""The orders of a picture, and the windows held for customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from baoxiu.basics.travel.ways import access_seconds
from baoxiu.flow.dispatch.people import need_of
from baoxiu.flow.dispatch.planner.problem import Order, Window
from baoxiu.flow.planning.chosen import MINUTE
from baoxiu.flow.planning.ground import Ground
from baoxiu.flow.planning.models import PlannedVisit, SlotHold
from baoxiu.flow.planning.needs import NONE, asked_of
from baoxiu.flow.planning.rules import DAY, SHORTEST, arrival_window, planner_priority
from baoxiu.flow.work_orders.models import WorkOrder

NOT_BEGUN = ("created", "assigned", "accepted")
"""Until here another technician may still take the order over."""


def order(row: WorkOrder, ground: Ground) -> Order | None:
    """One order for the planner; ``None`` where its time lies beyond the horizon."""
    drawn = _bare(row, ground)
    window = _window(row, drawn.service, ground)
    return _bound(replace(drawn, windows=(window,)), row, ground) if window else None


def _bare(row: WorkOrder, ground: Ground) -> Order:
    """What the job itself asks for, at any time and of anybody."""
    need = need_of(row, at=ground.at)
    place = ground.place_of(row)
    x, y = ground.on_plane(place)
    staffing = ground.work.staffing.get(row.pk)
    parts, likely = asked_of(ground.work.needs.get(row.pk, NONE), ground.parts)
    return Order(
        id=str(row.pk),
        x=x,
        y=y,
        service=need.minutes * MINUTE,
        windows=(),
        penalty=_penalty(row, ground),
        access=access_seconds(ground.at),
        skills={need.skill: need.min_level},
        certificates=need.certificates,
        region=ground.region(need.area) if need.area else None,
        priority=planner_priority(row.priority),
        parts=parts,
        handy=likely,
        excluded=ground.places(ground.work.declined.get(row.pk, frozenset())),
        crew=staffing.people if staffing else 1,
        due=_due(row, ground),
        preferred=ground.places(ground.work.known.get(row.customer_id, frozenset())),
        expert=bool(staffing and staffing.expert),
        last=ground.place.get(need.repeat_of) if need.repeat_of else None,
        point=ground.row(place),
    )


def _penalty(row: WorkOrder, ground: Ground) -> int:
    """Whoever was told a time is as pressing as what comes first, and twice as much."""
    own = ground.settings.penalty(row.priority)
    return own if told_times(row, ground) is None else max(own, 2 * ground.settings.penalty(1))


def told_times(row: WorkOrder, ground: Ground) -> tuple[datetime, datetime] | None:
    """The window that the customer knows of: that of the booked visit, or what was said before."""
    visit, lead = ground.work.visits.get(row.pk), ground.work.lead(row.pk)
    if visit is not None:
        return visit.window_start, visit.window_end
    if lead is not None and lead.told_from and lead.told_until:
        return lead.told_from, lead.told_until
    return None


def _window(row: WorkOrder, service: int, ground: Ground) -> Window | None:
    told, horizon = told_times(row, ground), ground.days * DAY - 1
    if told is None:
        return _wished(row, service, ground)
    first, last = map(ground.second, told)
    if row.pk in ground.freed or last <= ground.now:
        return 0, horizon
    return (max(first, 0), last) if last <= horizon else None


def _wished(row: WorkOrder, service: int, ground: Ground) -> Window | None:
    """The wished time; where there is no wish, or it is over, until the visit is promised."""
    horizon, request = ground.days * DAY - 1, row.request
    begins, ends = request.wish_from, _wish_ends(row)
    if ends is None or ends <= ground.at:
        return 0, max(_promised(row, ground), _stands_until(row, ground))
    return arrival_window(
        ground.second(begins or ground.at), ground.second(ends), service, now=ground.now, horizon=horizon
    )


def _wish_ends(row: WorkOrder) -> datetime | None:
    begins, ends = row.request.wish_from, row.request.wish_until
    return begins + timedelta(days=1) if begins and ends is None else ends


def turns(row: WorkOrder, drawn: Order | None, ground: Ground) -> Iterator[datetime]:
    """The moments at which ``order`` gives something else though no row has changed."""
    told, ends, lead = told_times(row, ground), _wish_ends(row), ground.work.lead(row.pk)
    due = ground.work.due.get(row.chain)
    if told is not None:
        yield told[1]
    if ends is not None:
        yield ends
        yield ends - timedelta(seconds=drawn.service if drawn else ground.service(row))
    if due is not None:
        yield due - timedelta(days=1)
    if lead is not None:
        yield lead.start - timedelta(minutes=ground.settings.whole("freeze_minutes"))


def is_open_ended(row: WorkOrder, ground: Ground) -> bool:
    """Whether nothing but the promise says when somebody has to come."""
    request = row.request
    wished = request.wish_until or request.wish_from
    return told_times(row, ground) is None and (wished is None or wished <= ground.at)


def _promised(row: WorkOrder, ground: Ground) -> int:
    """Until when the visit was promised (T08); the end of tomorrow where that is over, the horizon where nothing was."""
    horizon, due = ground.days * DAY - 1, ground.work.due.get(row.chain)
    if due is None:
        return horizon
    last = ground.second(due)
    return min(last if last > ground.now + DAY else 2 * DAY - 1, horizon)


def _stands_until(row: WorkOrder, ground: Ground) -> int:
    """What could only be planned later stands where it is."""
    lead = ground.work.lead(row.pk)
    day = ground.day_number(lead.day) if lead else -1
    return (day + 1) * DAY - 1 if 0 <= day < ground.days else 0


def _due(row: WorkOrder, ground: Ground) -> int | None:
    """The last second that the customer was told."""
    told = told_times(row, ground)
    return ground.second(told[1]) if told else None


def _bound(drawn: Order, row: WorkOrder, ground: Ground) -> Order:
    """Whoever has taken the job, was chosen by hand or pinned is the only one to come."""
    lead = _lead_to_come(row, ground)
    soon = ground.at + timedelta(minutes=ground.settings.whole("freeze_minutes"))
    fixed = lead is not None and row.pk not in ground.freed and (lead.locked or lead.start <= soon)
    published = _published(row, lead, ground)
    return replace(
        drawn,
        pinned=_pinned(row, lead, ground),
        published=published,
        locked=fixed and published is not None,
    )


def _lead_to_come(row: WorkOrder, ground: Ground) -> PlannedVisit | None:
    """Its place in the plan, unless that lies before the visit that is booked now: then somebody was there already, or stood before
    the door."""
    lead, visit = ground.work.lead(row.pk), ground.work.visits.get(row.pk)
    over = lead is not None and visit is not None and lead.end <= visit.window_start
    return None if over else lead


def _published(row: WorkOrder, lead: PlannedVisit | None, ground: Ground) -> tuple[int, int] | None:
    """The technician and day that people count on."""
    visit = ground.work.visits.get(row.pk)
    if lead is not None:
        technician, day = lead.technician_id, ground.day_number(lead.day)
    elif visit is not None:
        technician, day = visit.technician_id, ground.second(visit.window_start) // DAY
    else:
        return None
    place = ground.place.get(technician)
    return (place, day) if place is not None and 0 <= day < ground.days else None


def _pinned(row: WorkOrder, lead: PlannedVisit | None, ground: Ground) -> int | None:
    kept = lead is not None and lead.pinned and row.pk not in ground.freed
    if row.stage in NOT_BEGUN and row.pk in ground.unbound and not kept:
        return None
    if row.stage not in ("created", "assigned"):
        return ground.place.get(row.technician_id or 0)
    if lead is not None and lead.pinned:
        return ground.place.get(lead.technician_id)
    return ground.place.get(ground.work.by_hand.get(row.pk, 0))


def held(hold: SlotHold, ground: Ground) -> Order:
    """A shown window, kept free as if somebody had booked it."""
    first, last = ground.second(hold.window_from), ground.second(hold.window_until)
    place = ground.place[hold.technician_id]
    return replace(
        _bare(hold.order, ground),
        id=f"hold:{hold.pk}",
        windows=((max(first, ground.now), max(last, ground.now + SHORTEST)),),
        penalty=ground.settings.penalty(1),
        crew=1,
        due=None,
        pinned=place,
        locked=True,
        published=(place, ground.day_number(hold.day)),
    )
