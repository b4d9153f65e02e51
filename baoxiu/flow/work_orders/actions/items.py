"""The dispatch sheet (派工单): what is to be done, and what is done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.work_orders.actions.ending import needed
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder
from baoxiu.flow.work_orders.permissions import may_change_items


class OrderIsOver(IllegalMove):
    """The sheet of a closed order stays as it is."""

    message = _("This order is over; nothing can be changed.")


@transaction.atomic
def add_item(order: WorkOrder, *, text: str, by: Actor, at: datetime) -> DispatchItem:
    """Put another line on the dispatch sheet (RQ-WO-03). Raises ``InvalidInput``, ``OrderIsOver``, ``NotAllowed``."""
    fresh = lock(order)
    _check(fresh, by)
    item = DispatchItem.objects.create(order=fresh, text=needed(text, "text")[:200])
    _tell("order.item_added", fresh, item, by=by, at=at)
    return item


@transaction.atomic
def tick_item(item: DispatchItem, *, by: Actor, at: datetime) -> DispatchItem:
    """Mark a line as done; a second time changes nothing. Raises ``OrderIsOver``, ``NotAllowed``."""
    order = lock(item.order)
    _check(order, by)
    fresh = lock(item)
    if fresh.done_at is None:
        fresh.done_at = at
        fresh.save(update_fields=["done_at"])
        _tell("order.item_done", order, fresh, by=by, at=at)
    return fresh


def _check(order: WorkOrder, by: Actor) -> None:
    may_change_items(order, by).or_refuse()
    if order.stage_now.group == "closed":
        raise OrderIsOver()


def _tell(event: str, order: WorkOrder, item: DispatchItem, *, by: Actor, at: datetime) -> None:
    record(
        event,
        order,
        by=by,
        at=at,
        number=order.number,
        outlet_id=order.outlet_id,
        request_id=order.request_id,
        order_id=order.pk,
        item_id=item.pk,
        text=item.text,
    )
