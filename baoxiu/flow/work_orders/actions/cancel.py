"""Cancelling an order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.work_orders.actions.ending import end
from baoxiu.flow.work_orders.models import Cancellation, WorkOrder
from baoxiu.flow.work_orders.moves import move


@transaction.atomic
def cancel(order: WorkOrder, *, reason: str, by: Actor, at: datetime) -> WorkOrder:
    """End an order before its repair, with the reason (appendix e2: "any before in repair").

    Work by a sheet may also be broken off when it has begun: nothing of the customer's is open then.

    Raises ``InvalidInput``, ``NotAllowed``, ``IllegalMove``.
    """
    fresh = lock(order)
    begun = fresh.path.by_sheet and fresh.stage == "in_repair"
    before = move(fresh, "break_off" if begun else "cancel", by=by)
    why = sentence(reason, "reason")
    Cancellation.objects.create(order=fresh, reason=why, by_name=by.name, at=at)
    fresh.outcome = WorkOrder.Outcome.CANCELLED
    end(fresh, "order.cancelled", before=before, reason=why, by=by, at=at)
    return fresh
