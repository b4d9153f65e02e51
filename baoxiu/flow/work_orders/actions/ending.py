"""What the ways of ending an order have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock_row
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder


def end(order: WorkOrder, event: str, *, before: str, by: Actor, at: datetime, **data: Any) -> None:
    """Stamp the end, record it, and close the request when this was its last open order.

    The request's row is locked first, so that of two orders ending at once the second sees the first.
    """
    order.closed_at = at
    order.save(update_fields=["closed_at", "outcome", "barrier", "handed_over_at"])
    record(
        event,
        order,
        by=by,
        at=at,
        number=order.number,
        outlet_id=order.outlet_id,
        request_id=order.request_id,
        order_id=order.pk,
        outcome=order.outcome,
        old=before,
        new=order.stage,
        **data,
    )
    request = lock_row(RepairRequest, order.request_id)
    others = WorkOrder.objects.filter(request=request).exclude(pk=order.pk)
    if request.stage == "accepted" and not others.open().exists():
        intake.close(request, by=by if by.kind == "import" else SYSTEM, at=at)
