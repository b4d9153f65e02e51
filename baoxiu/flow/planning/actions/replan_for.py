"""Something happened: the smallest part of the plan is made anew, and shown before it is published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.mending import sound
from baoxiu.flow.dispatch.planner.problem import Route
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.deciding import MOST
from baoxiu.flow.planning.keeping import changes_of
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import Draft
from baoxiu.flow.planning.moving import moved
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.rules import DAY
from baoxiu.flow.planning.timing import improved, inserted, live_plan
from baoxiu.flow.planning.trays import made_draft

CAUSES = {
    "late": _("Running late"),
    "no_access": _("Nobody in"),
    "absent": _("Somebody is away"),
    "urgent": _("Urgent order"),
    "part_missing": _("Part missing"),
    "cancelled": _("Cancelled"),
}
SECONDS = 0.1
URGENT = 500 * 3_600
"""An urgent order displaces everything that is not locked."""


class UnknownCause(InvalidInput):
    """Not one of the events that are planned for."""

    message = _("Please say what has happened.")


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened. ``orders``: whose; ``not_before``: when the missing part is there."""

    cause: str
    orders: Collection[int] = ()
    not_before: datetime | None = None


@transaction.atomic
def replan_for(outlet: Outlet, what: Happening, *, by: Actor, at: datetime) -> Draft:
    """A tray with what should change (RQ-APT-04, RQ-DSP-02): what is no longer possible, and these orders, get a new place;
    around them the plan is improved, at the price of every visit that moves. What begins soon stays.

    Nothing happens before it is published. An earlier tray of the actor is replaced. Raises ``UnknownCause``.
    """
    may_plan(outlet.pk, by).or_refuse()
    if what.cause not in CAUSES:
        raise UnknownCause(field="cause")
    book = locked_book(outlet)
    before = kept_picture(book, at=at)
    freed = _no_longer_possible(before)
    freed |= {*what.orders} if what.cause in ("no_access", "part_missing") else set()
    unbound = freed if what.cause == "absent" else set[int]()
    picture = _with(kept_picture(book, at=at, freed=freed, unbound=unbound), what)
    routes = _new_routes(picture, [*freed, *what.orders])
    changes = changes_of(picture, routes)
    Draft.objects.filter(book=book, user_id=by.user_id).delete()
    return made_draft(book, changes, cause=what.cause, freed=freed, by=by, at=at)


def _no_longer_possible(picture: Picture) -> set[int]:
    """The orders that break a rule where they stand, and those whose told window cannot be kept."""
    kept, broken = sound(picture.problem, picture.routes)
    late = {one.order.pk for one in moved(picture, check(picture.problem, kept)) if one.new_window}
    return late | {picture.orders[one].pk for one in broken if one < len(picture.orders)}


def _with(picture: Picture, what: Happening) -> Picture:
    """What the happening asks of its orders."""
    for order in what.orders:
        if order not in picture.place:
            continue
        if what.cause == "urgent":
            today = (picture.ground.now, DAY - 1)
            picture = picture.with_order(order, penalty=URGENT, windows=(today,), published=None)
        if what.cause == "part_missing" and what.not_before:
            picture = picture.with_order(order, release=picture.ground.second(what.not_before))
    return picture


def _new_routes(picture: Picture, orders: Collection[int]) -> tuple[Route, ...]:
    around = sorted({picture.place[one] for one in orders if one in picture.place})
    live = live_plan(picture.problem, picture.routes, around)
    placed = {stop for route in live.routes() for stop in route.stops}
    for place in around:
        if place not in placed:
            inserted(live, picture.problem, picture.standing, place, most=MOST)
    return improved(picture.problem, live.routes(), around, SECONDS)
