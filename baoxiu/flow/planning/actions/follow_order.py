"""The plan follows what happened outside it: a visit booked or moved, an order given by hand, cancelled, not met."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.gathering import change
from baoxiu.core.rows import read_row
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.problem import Route
from baoxiu.flow.planning.books import book_of, locked_book
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.deciding import MOST
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlannedVisit, SlotHold
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.standing_well import stands_well
from baoxiu.flow.planning.timing import inserted, live_plan
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def follow_order(order: WorkOrder, *, anew: bool = False, by: Actor, at: datetime) -> bool:
    """Put an order where it can be now, by the least cost, unless it stands well already; whether anything changed.

    Nothing happens in an outlet that has no plan. ``anew``: look for a place also where it stands well.
    """
    if not anew and stands_well(read_row(WorkOrder, order.pk), at):
        return False
    known = book_of(order.outlet_id)
    if known is None or order.mode != "on_site":
        return False
    may_plan(order.outlet_id, by).or_refuse()
    book = locked_book(known.outlet)
    picture = kept_picture(book, at=at)
    place = picture.place.get(order.pk)
    if place is None:
        return _leave(order, picture, at=at)
    routes = _routes(picture, place, anew)
    if routes == picture.routes:
        return False
    keep(picture, routes, Reason("followed", about={"order_id": order.pk}), by=by, at=at)
    return True


def _routes(picture: Picture, place: int, anew: bool) -> tuple[Route, ...]:
    stands = any(place in route.stops for route in picture.routes)
    if stands and not anew and check(picture.problem, picture.routes).possible:
        return picture.routes
    live = live_plan(picture.problem, without(picture.routes, place), [place])
    inserted(live, picture.problem, picture.standing, place, most=MOST)
    return live.routes()


def _leave(order: WorkOrder, picture: Picture, *, at: datetime) -> bool:
    """What is still to come of an order that nobody has to go to any more; what has begun stays as it was."""
    SlotHold.objects.filter(order=order).delete()
    if order.pk in picture.ground.work.visits or order.pk in {row.pk for row in picture.ground.work.orders}:
        return False
    gone, _each = PlannedVisit.objects.filter(order=order, start__gt=at).delete()
    if gone:
        picture.ground.book.version += 1
        change(picture.ground.book, "version")
    return bool(gone)
