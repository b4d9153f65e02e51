"""A new order gets its technician and its place in the running plan at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.policy.queries import value
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch.actions import assign_by_rule
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.permissions import may_assign
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.deciding import MOST, decided_by_offers
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.picture import picture_of
from baoxiu.flow.planning.policies import ENGINE
from baoxiu.flow.planning.timing import live_plan
from baoxiu.flow.work_orders.models import WorkOrder


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
    live = live_plan(picture.problem, picture.routes)
    offers = live.offers(place, most=MOST)
    if not offers:
        return None
    live.insert(place, offers[0])
    decision = decided_by_offers(picture, fresh, offers, by=by, at=at)
    why = Reason("placed", decisions={fresh.pk: decision}, about={"order_id": fresh.pk})
    keep(picture, live.routes(), why, by=by, at=at)
    return live_assignment(fresh)


def by_plan(order: WorkOrder, at: datetime) -> bool:
    """Whether the plan decides on the order: somebody goes there, and the firm has not chosen people or points."""
    if order.mode != "on_site" or order.outlet is None:
        return False
    scope = {"family": order.family.code, "outlet": order.outlet.code}
    automatic = value("dispatch.mode", at=at, scope=scope).value == "automatic"
    return automatic and value(ENGINE, at=at, scope=scope).value == "plan"
