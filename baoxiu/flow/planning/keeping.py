"""Storing a plan: each stop a row, whoever has to come the order's technician, and one event with the way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import change, change_all, insert
from baoxiu.core.rows import read_row
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.planner.checking import leader
from baoxiu.flow.dispatch.planner.problem import Route
from baoxiu.flow.dispatch.planner.timetable import Timetable
from baoxiu.flow.planning.changes import DayChange, days_of, difference
from baoxiu.flow.planning.deciding import decided
from baoxiu.flow.planning.demand import NOT_BEGUN
from baoxiu.flow.planning.going_on import gone_on
from baoxiu.flow.planning.judging import Judgement, only
from baoxiu.flow.planning.kept import latest_of, put_latest
from baoxiu.flow.planning.models import PlannedVisit, SlotHold
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.timing import Stop, stops_of, sure
from baoxiu.flow.work_orders.models import WorkOrder

LEAD, HELPER = PlannedVisit.Role.LEAD, PlannedVisit.Role.HELPER
TIMES = ("technician", "day", "place", "start", "end", "travel_s", "told_from", "told_until")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a plan is stored. ``told``: windows that customers were told now; ``decisions``: made already, by order;
    ``by_hand``: somebody chose the technicians himself; ``asked``: places in the problem that may have other times where they
    stand."""

    cause: str
    by_hand: bool = False
    told: Mapping[int, tuple[datetime, datetime]] = field(default_factory=dict)
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    asked: Collection[int] = ()

    def places(self, picture: Picture) -> set[int]:
        """What it is about, by places in the problem."""
        keys = {*self.told, self.about.get("order_id", 0)}
        return {*self.asked, *(picture.place[key] for key in keys if key in picture.place)}


@dataclass(frozen=True, slots=True)
class Stored:
    """What differs from the plan before, and who was given an order, by order."""

    changes: tuple[DayChange, ...]
    given: Mapping[int, Assignment]


def keep(picture: Picture, routes: Sequence[Route], why: Reason, *, by: Actor, at: datetime) -> Stored:
    """Judge the days that differ from the rows, store and tell them, inside the transaction that has locked the book.

    Raises ``PlanBroken`` where a hard rule is broken more than before, and what ``dispatch.assign`` raises.
    """
    before = latest_of(picture)
    judgement = sure(picture, routes, why.places(picture))
    stops = _stops(picture, routes, judgement)
    concerned = _concerned(picture, routes, judgement.days)
    visits = _store(picture, concerned, stops, why.told)
    _store_holds(picture, stops)
    given = _assign(picture, stops, why, by=by, at=at)
    _tell_left_out(picture, concerned, stops, why, by=by, at=at)
    changes = changes_of(picture, routes)
    book = picture.ground.book
    book.version += 1
    change(book, "version")
    record(
        "planning.changed",
        book,
        by=by,
        at=at,
        outlet_id=book.outlet_id,
        version=book.version,
        cause=why.cause,
        changes=[one.plain() for one in changes],
        **why.about,
    )
    if before and not why.by_hand and (now := gone_on(before.known, routes, visits, given)):
        put_latest(before, now)
    return Stored(changes, given)


def changes_of(picture: Picture, routes: Sequence[Route]) -> tuple[DayChange, ...]:
    """The days that differ from the rows', by keys."""
    old, new, orders = days_of(picture.routes), days_of(routes), picture.problem.orders
    return tuple(
        DayChange(
            picture.ground.people[technician].pk,
            picture.ground.date(day),
            tuple(orders[one].id for one in old.get((technician, day), ())),
            tuple(orders[one].id for one in new.get((technician, day), ())),
        )
        for technician, day in difference(picture.routes, routes)
    )


def _stops(picture: Picture, routes: Sequence[Route], judgement: Judgement) -> defaultdict[int, list[Stop]]:
    """The stops of the touched days by order; what remains on a day that is still broken keeps its times."""
    found: defaultdict[int, list[Stop]] = defaultdict(list)
    possible = {
        (one.route.technician, one.route.day) for one in judgement.after.days if isinstance(one, Timetable)
    }
    for stop in stops_of(judgement.after):
        found[stop.order].append(stop)
    for route in only(routes, judgement.days - possible):
        for place, order in enumerate(route.stops):
            found[order].append(_as_it_was(picture, order, route, place))
    return found


def _as_it_was(picture: Picture, order: int, route: Route, place: int) -> Stop:
    ground = picture.ground
    if order >= len(picture.orders):
        start = ground.second(picture.holds[order - len(picture.orders)].start)
        return Stop(order, route.technician, route.day, place, start, start, 0)
    who = ground.people[route.technician].pk
    row = next(one for one in ground.work.planned[picture.orders[order].pk] if one.technician_id == who)
    return Stop(
        order,
        route.technician,
        route.day,
        place,
        ground.second(row.start),
        ground.second(row.end),
        row.travel_s,
    )


def _concerned(picture: Picture, routes: Sequence[Route], days: Collection[tuple[int, int]]) -> list[int]:
    """The orders that stood on these days or stand there now."""
    found = {stop for route in only((*picture.routes, *routes), days) for stop in route.stops}
    return sorted(one for one in found if one < len(picture.orders))


def in_charge(picture: Picture, stops: Sequence[Stop]) -> Stop:
    """Of two people at one order the one who leads."""
    if len(stops) == 1:
        return stops[0]
    lead = leader(picture.problem, stops[0].order, [(one.technician, one.day) for one in stops])
    return next((one for one in stops if lead == (one.technician, one.day)), stops[0])


def _store(
    picture: Picture,
    concerned: Iterable[int],
    stops: Mapping[int, list[Stop]],
    told: Mapping[int, tuple[datetime, datetime]],
) -> dict[int, list[PlannedVisit]]:
    """The visits of the orders that stand otherwise than before."""
    stored: dict[int, list[PlannedVisit]] = {}
    new, changed, gone = list[PlannedVisit](), list[PlannedVisit](), list[int]()
    for order in (picture.orders[place] for place in concerned):
        place, there = picture.place[order.pk], list[PlannedVisit]()
        rows = {row.role: copy(row) for row in picture.ground.work.planned.get(order.pk, ())}
        before = len(new), len(changed)
        for role, stop in _roles(picture, stops.get(place, ())):
            row = rows.pop(role, None) or PlannedVisit(book=picture.ground.book, order=order, role=role)
            if _set(
                row,
                _values(picture, stop, told.get(order.pk) or _booked(picture, order)),
                keep_told=row.pk is not None,
            ):
                (changed if row.pk else new).append(row)
            there.append(row)
        gone += [row.pk for row in rows.values()]
        if rows or before != (len(new), len(changed)):
            stored[order.pk] = there
    if gone:
        PlannedVisit.objects.filter(pk__in=gone).delete()
    change_all(changed, *TIMES)
    for row in new:
        insert(row, ahead=True)  # under the lock of the book
    return stored


def _booked(picture: Picture, order: WorkOrder) -> tuple[datetime, datetime] | None:
    """The window of a booked visit: it holds when another technician takes the order over."""
    visit = picture.ground.work.visits.get(order.pk)
    return (visit.window_start, visit.window_end) if visit else None


def _tell_left_out(
    picture: Picture,
    concerned: Iterable[int],
    stops: Mapping[int, list[Stop]],
    why: Reason,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """What stood in the plan and found no place any more is told to the dispatchers, unless somebody took it out."""
    for place in concerned:
        order = picture.orders[place]
        lead = picture.ground.work.lead(order.pk)
        if lead is None or place in stops or order.pk == why.about.get("order_id"):
            continue
        record(
            "planning.left_out", order, by=by, at=at,
            order_id=order.pk, number=order.number, request_id=order.request_id, outlet_id=order.outlet_id,
            technician_id=lead.technician_id, window_start=lead.told_from, window_end=lead.told_until,
        )  # fmt: skip


def _roles(picture: Picture, stops: Sequence[Stop]) -> list[tuple[str, Stop]]:
    if not stops:
        return []
    lead = in_charge(picture, stops)
    return [(str(LEAD), lead), *((str(HELPER), stop) for stop in stops if stop is not lead)]


def _values(picture: Picture, stop: Stop, told: tuple[datetime, datetime] | None) -> dict[str, Any]:
    return {
        "technician_id": picture.ground.people[stop.technician].pk,
        "day": picture.ground.date(stop.day),
        "place": stop.place,
        "start": picture.moment(stop.start),
        "end": picture.moment(stop.end),
        "travel_s": stop.travel,
        **({"told_from": told[0], "told_until": told[1]} if told else {}),
    }


def _set(row: PlannedVisit, values: Mapping[str, Any], *, keep_told: bool) -> bool:
    """Whether anything is new."""
    differs = not keep_told
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            differs = True
    return differs


def _store_holds(picture: Picture, stops: Mapping[int, list[Stop]]) -> None:
    for place, hold in enumerate(picture.holds, start=len(picture.orders)):
        for stop in stops.get(place, ()):
            start = picture.moment(stop.start)
            if hold.start != start:
                SlotHold.objects.filter(pk=hold.pk).update(start=start)


def _assign(
    picture: Picture, stops: Mapping[int, list[Stop]], why: Reason, *, by: Actor, at: datetime
) -> dict[int, Assignment]:
    """Whoever the plan sends gets the order; what somebody has begun stays with him, the planner knows it as pinned.

    Those who got one, by order.
    """
    given = {}
    for place in sorted(one for one in stops if one < len(picture.orders)):
        order = picture.orders[place]
        if order.stage not in NOT_BEGUN:
            continue
        technician = picture.ground.people[in_charge(picture, stops[place]).technician]
        if technician.pk != order.technician_id:
            giver = by if why.by_hand else SYSTEM
            decision = why.decisions.get(order.pk) or decided(
                picture, order, technician, cause=why.cause, by=giver, at=at
            )
            person = read_row(Technician, technician.pk)
            given[order.pk] = dispatch.assign(order, person, decision=decision, by=giver, at=at)
    return given
