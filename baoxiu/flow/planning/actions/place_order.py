"""A new order gets its technician and its place in the running plan at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch.actions import assign_by_rule
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.permissions import may_assign
from baoxiu.flow.dispatch.planner.problem import Window
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.chosen import by_plan
from baoxiu.flow.planning.deciding import MOST, decided_by_offers
from baoxiu.flow.planning.demand import is_open_ended
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.picture import Picture, picture_of
from baoxiu.flow.planning.rules import DAY
from baoxiu.flow.planning.timing import live_plan
from baoxiu.flow.work_orders.models import WorkOrder

SOON = 2
"""Days in which somebody comes to whoever has no wish, if there is time."""


@transaction.atomic
def place_order(order: WorkOrder, *, by: Actor, at: datetime) -> Assignment | None:
    """The cheapest feasible place in the plan of the order's outlet, its technician with the decision behind it
    (RQ-DSP-01, RQ-DSP-03, RQ-DSP-05, RQ-DSP-06).

    By points (``assign_by_rule``) where the firm wants that, where nobody goes to the customer, where no place is left.
    """
    return _placed(order, by=by, at=at) or assign_by_rule(order, by=by, at=at)


def _placed(order: WorkOrder, *, by: Actor, at: datetime) -> Assignment | None:
    if not by_plan(order, at) or order.outlet is None:
        return None
    book = locked_book(order.outlet)
    fresh = lock(order)
    may_assign(fresh, by).or_refuse()
    if fresh.stage != "created":
        return None
    picture = picture_of(book, at=at)
    place = picture.place.get(fresh.pk)
    if place is None:
        return None
    for window in _windows(picture, fresh):
        chance = picture.with_order(fresh.pk, windows=(window,))
        live = live_plan(chance.problem, without(chance.routes, place))
        if offers := live.offers(place, most=MOST):
            live.insert(place, offers[0])
            decision = decided_by_offers(chance, fresh, offers, by=by, at=at)
            why = Reason("placed", decisions={fresh.pk: decision}, about={"order_id": fresh.pk})
            keep(chance, live.routes(), why, by=by, at=at)
            return live_assignment(fresh)
    return None


def _windows(picture: Picture, order: WorkOrder) -> list[Window]:
    """Who has no wish is served by tomorrow, else as promised, else at all."""
    ground, wanted = picture.ground, picture.problem.orders[picture.place[order.pk]].windows[0]
    if not is_open_ended(order, ground):
        return [wanted]
    lasts = (min(SOON * DAY - 1, wanted[1]), wanted[1], ground.days * DAY - 1)
    return [(wanted[0], last) for last in dict.fromkeys(lasts)]
