"""Writing the dispatch sheet (派工单)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder
from baoxiu.flow.work_orders.permissions import may_change_items

OPEN_FOR = ("created", "assigned", "accepted", "assessed", "awaiting_consent", "ready", "in_repair")


class SheetIsDone(IllegalMove):
    """After the self-check the sheet stays as it is."""

    message = _("The work is done; nothing can be added to the dispatch sheet.")


@transaction.atomic
def add_item(order: WorkOrder, *, text: str, by: Actor, at: datetime) -> DispatchItem:
    """Put another line on the dispatch sheet (RQ-WO-03); raises ``InvalidInput`` or ``SheetIsDone``."""
    fresh = lock(order)
    may_change_items(fresh, by).or_refuse()
    if fresh.stage not in OPEN_FOR:
        raise SheetIsDone()
    item = DispatchItem.objects.create(order=fresh, text=sentence(text, "text")[:200])
    record(
        "order.item_added",
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.request_id,
        order_id=fresh.pk,
        item_id=item.pk,
        text=item.text,
    )
    return item
