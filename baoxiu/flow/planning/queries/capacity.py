"""Demand against the hours that are there: by region, skill and day; where to hire, train or move stock (RQ-DSP-10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.parts.queries import part_names
from baoxiu.basics.places.queries import full_names
from baoxiu.core.reasons import Reason, because, say
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.eligibility import can, goes_to
from baoxiu.flow.dispatch.planner.problem import Order
from baoxiu.flow.planning.books import book_of
from baoxiu.flow.planning.chosen import HOUR
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.picture import Picture, picture_of
from baoxiu.flow.planning.queries.spare import spare_units, units_of
from baoxiu.flow.planning.rules import advice, stock_moves

SENTENCES = {
    "hire": _("Hire: in %(what)s %(demand)s hours are asked for and %(supply)s are there, whoever is trained."),
    "train": _("Train: %(what)s lacks people (%(demand)s hours asked for, %(supply)s there), while others have %(idle)s hours to spare."),
    "move": _("Move stock: %(units)s of part %(part)s from %(giver)s to %(technician)s, whose jobs need them."),
    "stock": _("Stock: the coming jobs need %(units)s more of part %(part)s than are on the vans."),
    "spare": _("Lend: %(what)s has %(idle)s hours to spare."),
}  # fmt: skip
WEEKS = 4


@dataclass(frozen=True, slots=True)
class Balance:
    """Hours asked for and hours there, of one region, skill or day. ``unserved``: hours of work that nobody has."""

    what: str
    name: str
    demand: float
    supply: float
    unserved: float

    @property
    def share(self) -> float:
        """How much of what is there is asked for; over 1 it cannot be done."""
        return self.demand / self.supply if self.supply else float(self.demand > 0)


@dataclass(frozen=True, slots=True)
class Capacity:
    """The picture of the coming weeks. ``advice``: the rule's code with its figures, and its sentence."""

    days: tuple[tuple[date, Balance], ...]
    regions: tuple[Balance, ...]
    skills: tuple[Balance, ...]
    advice: tuple[tuple[Reason, str], ...]


def capacity(outlet: Outlet, *, at: datetime, weeks: int = WEEKS) -> Capacity:
    """Four weeks of an outlet. By day: what is planned on it; by region and skill: what is asked for, against the hours of
    all who may do it, wherever else they are needed."""
    book = book_of(outlet.pk) or PlanBook(outlet=outlet)
    picture = picture_of(book, at=at, days=weeks * 7)
    unserved = set(check(picture.problem, picture.routes).unserved)
    codes = {picture.ground.region(code): code for code in picture.ground.codes}
    regions = _balances(
        picture,
        unserved,
        lambda order: [codes[order.region]] if order.region is not None else [],
        full_names(codes.values()),
    )
    families = {row.family.code: str(row.family) for row in picture.orders}
    skills = _balances(picture, unserved, lambda order: list(order.skills), families)
    return Capacity(
        days=tuple(_days(picture)),
        regions=regions,
        skills=skills,
        advice=tuple(
            (one, say(one, SENTENCES))
            for one in (*_advice(picture, (*regions, *skills)), *_stock(picture, unserved))
        ),
    )


def _hours(seconds: float) -> float:
    return round(seconds / HOUR, 1)


def _days(picture: Picture) -> Iterable[tuple[date, Balance]]:
    demand, supply = defaultdict[int, int](int), defaultdict[int, int](int)
    for route in picture.routes:
        for stop in route.stops:
            demand[route.day] += picture.problem.orders[stop].service
    for who in picture.problem.technicians:
        for shift in who.shifts:
            supply[shift.day] += _working(shift.start, shift.end, shift.pause.duration if shift.pause else 0)
    for day in range(picture.ground.days):
        on = picture.ground.date(day)
        yield (
            on,
            Balance(
                on.isoformat(),
                date_format(on, "SHORT_DATE_FORMAT"),
                _hours(demand[day]),
                _hours(supply[day]),
                0,
            ),
        )


def _working(start: int, end: int, pause: int) -> int:
    return max(0, end - start - pause)


def _supply(picture: Picture) -> list[int]:
    """Each technician's seconds within the horizon."""
    return [
        sum(
            _working(shift.start, shift.end, shift.pause.duration if shift.pause else 0)
            for shift in who.shifts
        )
        for who in picture.problem.technicians
    ]


def _balances(
    picture: Picture,
    unserved: set[int],
    keys: Callable[[Order], list[str]],
    names: Mapping[str, str],
) -> tuple[Balance, ...]:
    supply = _supply(picture)
    asked, left = defaultdict[str, int](int), defaultdict[str, int](int)
    able = defaultdict[str, set[int]](set)
    for place, order in enumerate(picture.problem.orders[: len(picture.orders)]):
        for key in keys(order):
            asked[key] += order.service * order.crew
            left[key] += order.service if place in unserved else 0
            able[key] |= set(_able(picture, order))
    return tuple(
        Balance(
            key,
            names.get(key) or key,
            _hours(asked[key]),
            _hours(sum(supply[one] for one in able[key])),
            _hours(left[key]),
        )
        for key in sorted(asked)
    )


def _able(picture: Picture, order: Order) -> Iterable[int]:
    for place, who in enumerate(picture.problem.technicians):
        if can(who, order) and goes_to(who, order):
            yield place


def _stock(picture: Picture, unserved: set[int]) -> Iterable[Reason]:
    """Which parts lie on the wrong van, and which on none: what is noted for the coming jobs against the vans that are kept."""
    ground = picture.ground
    names = part_names(ground.parts)
    for place, key in enumerate(ground.parts):
        spare = spare_units(picture, place)
        moves, missing = stock_moves(spare)
        for giver, taker, units in moves:
            people = {"giver": ground.people[giver].name, "technician": ground.people[taker].name}
            yield because("move", what=names[key], part=names[key], units=units, **people)
        open_units = sum(units_of(picture, one, place) for one in unserved if one < len(picture.orders))
        left = sum(max(units, 0) for units in spare.values()) - sum(units for _g, _t, units in moves)
        if spare and missing + max(open_units - left, 0):
            yield because(
                "stock", what=names[key], part=names[key], units=missing + max(open_units - left, 0)
            )


def _advice(picture: Picture, balances: Iterable[Balance]) -> Iterable[Reason]:
    planned = sum(picture.problem.orders[stop].service for route in picture.routes for stop in route.stops)
    idle = _hours(sum(_supply(picture)) - planned)
    for one in balances:
        code = advice(one.demand, one.supply, idle)
        if code:
            yield because(code, what=one.name, demand=one.demand, supply=one.supply, idle=idle)
