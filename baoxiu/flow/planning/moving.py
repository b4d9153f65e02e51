"""Trying a change on a picture: what it breaks, what it costs, who gets what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from baoxiu.core.reasons import because, say
from baoxiu.core.refusals import Conflict
from baoxiu.flow.dispatch.planner.checking import Score
from baoxiu.flow.dispatch.planner.problem import Route
from baoxiu.flow.planning.books import NotPlanned
from baoxiu.flow.planning.changes import (
    DayChange,
    Overrun,
    applied,
    days_of,
    routes_of,
    with_stop,
    without,
)
from baoxiu.flow.planning.chosen import MINUTE
from baoxiu.flow.planning.demand import told_times
from baoxiu.flow.planning.judging import judged
from baoxiu.flow.planning.keeping import in_charge
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlanBook, PlannedVisit
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.reasons import SENTENCES
from baoxiu.flow.planning.timing import PlanBroken, Stop, sentences_of, stops_of
from baoxiu.flow.work_orders.models import WorkOrder

HALF_HOUR = 1_800


class PlanChanged(Conflict):
    """The days that a change touches are no longer as it found them."""

    code = "plan_changed"
    message = _("The plan of these days was changed in the meantime. Please look at it and try again.")


@dataclass(frozen=True, slots=True)
class Tried:
    """The routes after a change. ``refused``: the hard rules it would break; ``terms``: what it adds, in seconds of travel."""

    routes: tuple[Route, ...]
    refused: tuple[str, ...]
    terms: Mapping[str, int]

    @property
    def possible(self) -> bool:
        """Whether no hard rule stands against it."""
        return not self.refused

    @property
    def added(self) -> int:
        """What it costs more than before, in seconds of travel; negative where it is better."""
        return sum(self.terms.values())

    @property
    def minutes(self) -> int:
        """The same in whole minutes."""
        return round(self.added / MINUTE)


def movable(book: PlanBook, order: WorkOrder, *, window_too: bool, at: datetime) -> Picture:
    """The picture in which somebody else may take the order; raises ``NotPlanned``, ``PlanBroken`` where it is locked."""
    freed = {order.pk} if window_too else set[int]()
    picture = kept_picture(book, at=at, freed=freed, unbound={order.pk})
    lead = picture.ground.work.lead(order.pk)
    if order.pk not in picture.place:
        raise NotPlanned()
    if lead is not None and lead.locked:
        raise PlanBroken(say(because("locked", order=order.number), SENTENCES))
    return picture


def tried_on(picture: Picture, order: WorkOrder, technician_id: int, day: date, place: int | None) -> Tried:
    """The change on the picture; raises ``NotPlanned`` for somebody or a day that is not in it."""
    technician, number = picture.ground.place.get(technician_id), picture.ground.day_number(day)
    if technician is None or not 0 <= number < picture.ground.days:
        raise NotPlanned()
    return tried(picture, order.pk, technician, number, place)


def tried(picture: Picture, order_id: int, technician: int, day: int, place: int | None) -> Tried:
    """Move an order to a technician's day (places in the problem); ``place`` ``None``: where it costs least there."""
    order = picture.place[order_id]
    free = without(picture.routes, order)
    length = len(days_of(free).get((technician, day), ()))
    places = range(length + 1) if place is None else (min(max(place, 0), length),)
    found = [
        _judged(picture, routes)
        for number in places
        for routes in _with_crew(
            picture, with_stop(free, order, technician, day, number), order, technician, day
        )
    ]
    return min(found, key=lambda one: (len(one.refused), one.added))


def _with_crew(
    picture: Picture, routes: tuple[Route, ...], order: int, technician: int, day: int
) -> Iterable[tuple[Route, ...]]:
    """An order for two takes its second person along on the new day: everybody in turn, at every place of the day."""
    if picture.problem.orders[order].crew == 1:
        yield routes
        return
    days = days_of(routes)
    for other in range(len(picture.problem.technicians)):
        stops = days.get((other, day), ())
        for place in range(len(stops) + 1) if other != technician else ():
            yield routes_of(days | {(other, day): (*stops[:place], order, *stops[place:])})


def _judged(picture: Picture, routes: tuple[Route, ...]) -> Tried:
    """By what it makes worse: who mends a broken day by hand is not held up by what is broken anyway."""
    found = judged(picture.problem, picture.routes, routes)
    refused = sentences_of(picture, found.worse)
    return Tried(routes, refused, _more(found.before.terms, found.after.terms))


def _more(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    found = {term: after.get(term, 0) - before.get(term, 0) for term in sorted({*before, *after})}
    return {term: seconds for term, seconds in found.items() if seconds and term != "unserved"}


def carried_out(picture: Picture, changes: Iterable[DayChange]) -> tuple[Route, ...]:
    """The picture's routes with days replaced; raises ``PlanChanged`` where they are not as the change found them."""
    ground = picture.ground
    replaced = [
        (ground.place[one.technician], ground.day_number(one.day), one.before, one.after)
        for one in changes
        if one.technician in ground.place and ground.day_number(one.day) >= 0
    ]
    try:
        return applied(picture.problem, picture.routes, replaced)
    except Overrun:
        raise PlanChanged()


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change means for an order and its customer. ``new_window``: what the customer has to be told."""

    order: WorkOrder
    before: PlannedVisit | None
    technician_id: int | None
    day: date | None
    start: datetime | None
    told: tuple[datetime, datetime] | None
    new_window: tuple[datetime, datetime] | None


def moved(picture: Picture, score: Score) -> list[Moved]:
    """Who gets what changed: another technician, day or hour of beginning, or no place any more."""
    stops: dict[int, list[Stop]] = {}
    for stop in stops_of(score):
        stops.setdefault(stop.order, []).append(stop)
    found = [_moved(picture, place, stops.get(place, ())) for place in range(len(picture.orders))]
    return [one for one in found if one is not None]


def _moved(picture: Picture, place: int, stops: Sequence[Stop]) -> Moved | None:
    order, ground = picture.orders[place], picture.ground
    before, told = ground.work.lead(order.pk), told_times(order, ground)
    if not stops:
        return Moved(order, before, None, None, None, told, None) if before else None
    stop = in_charge(picture, stops)
    who, day, start = ground.people[stop.technician].pk, ground.date(stop.day), picture.moment(stop.start)
    window = _new_window(picture, start, told)
    if before and (before.technician_id, before.day, before.start) == (who, day, start) and not window:
        return None
    return Moved(order, before, who, day, start, told, window)


def _new_window(
    picture: Picture, start: datetime, told: tuple[datetime, datetime] | None
) -> tuple[datetime, datetime] | None:
    """A window from the half hour before the start, where the one that was told cannot be kept."""
    if told is None or told[0] <= start <= told[1]:
        return None
    second = picture.ground.second(start)
    begin = picture.moment(second - second % HALF_HOUR)
    return begin, begin + timedelta(minutes=picture.ground.settings.whole("window_minutes"))
