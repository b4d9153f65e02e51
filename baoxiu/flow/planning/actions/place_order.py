"""A new order gets its technician and its place in the running plan at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch.actions import assign_by_rule
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.permissions import may_assign
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.chosen import by_plan
from baoxiu.flow.planning.deciding import MOST, decided_by_offers
from baoxiu.flow.planning.demand import is_open_ended
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.rules import DAY
from baoxiu.flow.planning.timing import at_once, inserted, mended
from baoxiu.flow.work_orders.models import WorkOrder

if TYPE_CHECKING:
    from baoxiu.flow.dispatch.planner.live import LivePlan

SOON = 2
"""Days, today included, in which somebody comes if there is time and nothing else was wished."""


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
    return _where_it_fits(kept_picture(book, at=at), fresh, by=by, at=at)


def _where_it_fits(picture: Picture, order: WorkOrder, *, by: Actor, at: datetime) -> Assignment | None:
    """By the first wish for which there is a place in the plan as it stands; only where there is none, what is no longer
    possible moves first."""
    if order.pk not in picture.place:
        return None
    place, closed = picture.place[order.pk], []
    for wish in _wishes(picture, order):
        live = at_once(wish.problem, without(wish.routes, place), place)
        if live is None or live.closed:
            closed.append(wish)
        if live and (made := _put(live, wish, order, by=by, at=at)):
            return made
    for wish in closed:
        live = mended(wish.problem, without(wish.routes, place), [place])
        if made := _put(live, wish, order, by=by, at=at):
            return made
    return None


def _wishes(picture: Picture, order: WorkOrder) -> Iterator[Picture]:
    """Today or tomorrow, where that was wished or nothing was; as promised; who wished nothing is served at all."""
    first, last = picture.problem.orders[picture.place[order.pk]].windows[0]
    end = SOON * DAY - 1
    if first <= end:
        yield picture.with_order(order.pk, windows=((first, min(last, end)),))
    yield picture
    if is_open_ended(order, picture.ground):
        yield picture.with_order(order.pk, windows=((picture.ground.now, picture.ground.days * DAY - 1),))


def _put(live: LivePlan, picture: Picture, order: WorkOrder, *, by: Actor, at: datetime) -> Assignment | None:
    place = picture.place[order.pk]
    offers = inserted(live, picture.problem, picture.standing, place, most=MOST)
    if not offers:
        return None
    decision = decided_by_offers(picture, order, offers, by=by, at=at)
    why = Reason("placed", decisions={order.pk: decision}, about={"order_id": order.pk})
    return keep(picture, live.routes(), why, by=by, at=at).given[order.pk]
