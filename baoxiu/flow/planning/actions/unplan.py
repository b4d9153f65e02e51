"""Taking an order out of the plan: back to the list of what nobody has yet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import Conflict
from baoxiu.flow.planning.books import NotPlanned, locked_book, outlet_of
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.demand import told_times
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.moving import movable
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.seen import as_seen
from baoxiu.flow.work_orders.models import WorkOrder


class Agreed(Conflict):
    """The customer expects somebody."""

    code = "time_agreed"
    message = _("The customer was told a time. Please agree on another one, or call the visit off first.")


@transaction.atomic
def unplan(order: WorkOrder, *, seen: int | None = None, by: Actor, at: datetime) -> None:
    """Nobody's day holds the order until it is planned again; its technician keeps it (RQ-DSP-06).

    Raises ``NotPlanned`` where it stands nowhere, ``PlanBroken`` where it is locked, ``Agreed`` where the customer expects
    somebody, ``PlanChanged`` where others have changed its day since the plan's version ``seen``.
    """
    may_plan(order.outlet_id, by).or_refuse()
    book = locked_book(outlet_of(order))
    as_seen(book, order, None, seen)
    picture = movable(book, order, window_too=False, at=at)
    routes = without(picture.routes, picture.place[order.pk])
    if routes == picture.routes:
        raise NotPlanned()
    if told_times(order, picture.ground) is not None:
        raise Agreed()
    keep(picture, routes, Reason("moved", about={"order_id": order.pk}), by=by, at=at)
