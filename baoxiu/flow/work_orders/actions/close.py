"""Closing an order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.work_orders.actions.ending import end
from baoxiu.flow.work_orders.models import Closure, WorkOrder
from baoxiu.flow.work_orders.moves import move


@transaction.atomic
def close(order: WorkOrder, *, confirmation: str, note: str = "", by: Actor, at: datetime) -> WorkOrder:
    """The case ends when the customer has confirmed that the problem is solved (RQ-WO-08).

    ``confirmation`` is what confirmed it, such as "signature". The request closes with its last order. Raises
    ``InvalidInput``, ``NotAllowed``, ``IllegalMove``.
    """
    fresh = lock(order)
    before = move(fresh, "close", by=by)
    confirmed = sentence(confirmation, "confirmation")[:40]
    Closure.objects.create(order=fresh, confirmation=confirmed, note=note[:300], by_name=by.name, at=at)
    fresh.outcome = fresh.outcome or fresh.outcome_of_success
    fresh.handed_over_at = fresh.handed_over_at or at
    end(fresh, "order.closed", before=before, confirmation=confirmed, by=by, at=at)
    return fresh
