"""Drag and drop: an order to another technician, day or place."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from baoxiu.core.actors import Actor
from baoxiu.core.sentences import joined
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.planning.books import locked_book, outlet_of
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.moving import Tried, movable, moved, tried_on
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.seen import as_seen
from baoxiu.flow.planning.telling import new_windows, tell_all
from baoxiu.flow.planning.timing import PlanBroken
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def move_visit(
    order: WorkOrder,
    *,
    technician_id: int,
    day: date,
    place: int | None = None,
    window_too: bool = False,
    seen: int | None = None,
    by: Actor,
    at: datetime,
) -> Tried:
    """Put an order where somebody has dragged it; what it costs more stands in the answer (RQ-DSP-06).

    ``place`` ``None``: where it costs least on that day. ``window_too``: the window that the customer was told may move,
    and he hears of it. ``seen``: the plan's version on the page; raises ``PlanChanged`` where others have changed the days
    since. Raises ``PlanBroken`` with the sentence of the hard rule, ``NotPlanned``.
    """
    may_plan(order.outlet_id, by).or_refuse()
    book = locked_book(outlet_of(order))
    as_seen(book, order, (technician_id, day), seen)
    picture = movable(book, order, window_too=window_too, at=at)
    found = tried_on(picture, order, technician_id, day, place)
    if found.refused:
        raise PlanBroken(joined(found.refused))
    rows = [one for one in moved(picture, check(picture.problem, found.routes)) if one.order.pk == order.pk]
    why = Reason("moved", by_hand=True, told=new_windows(rows), about={"order_id": order.pk})
    keep(picture, found.routes, why, by=by, at=at)
    tell_all(rows, reason=_("Another time had to be planned."), by=by, at=at)
    return found
