"""Lines of the dispatch sheet, done one by one (RQ-WO-03, RQ-QC-01)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.actions.note_part import NotInRepair
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder


@transaction.atomic
def tick_item(item: DispatchItem, *, by: Actor, at: datetime) -> DispatchItem:
    """Mark an item of the dispatch sheet as done; a repeat changes nothing. Raises ``NotInRepair`` (RQ-QC-01)."""
    order = lock(WorkOrder(pk=item.order_id))
    item = lock(item)
    may(by, "repairs.repair", order).or_refuse()
    if item.done_at is not None:
        return item
    if order.stage != "in_repair":
        raise NotInRepair()
    item.done_at = at
    item.save(update_fields=["done_at"])
    record("repairs.item_done", order, by=by, at=at, item=item.text, **facts.of_order(order))
    return item
