"""Taking an order out of the plan: back to the list of what nobody has yet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.flow.planning.books import NotPlanned, locked_book, outlet_of
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.moving import movable
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def unplan(order: WorkOrder, *, by: Actor, at: datetime) -> None:
    """Nobody's day holds the order until it is planned again; its technician keeps it (RQ-DSP-06).

    Raises ``NotPlanned`` where it stands nowhere, ``PlanBroken`` where it is locked.
    """
    may_plan(order.outlet_id, by).or_refuse()
    picture = movable(locked_book(outlet_of(order)), order, window_too=False, at=at)
    routes = without(picture.routes, picture.place[order.pk])
    if routes == picture.routes:
        raise NotPlanned()
    keep(picture, routes, Reason("moved", about={"order_id": order.pk}), by=by, at=at)
