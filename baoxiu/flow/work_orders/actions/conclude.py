"""Ending an order whose end is known from an archive only."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.work_orders.actions.ending import end
from baoxiu.flow.work_orders.models import Closure, WorkOrder
from baoxiu.flow.work_orders.moves import move

ARCHIVE = "archive"


@transaction.atomic
def conclude(order: WorkOrder, *, outcome: str, barrier: str = "", by: Actor, at: datetime) -> WorkOrder:
    """Close an order as the archive tells, without inspection, signature and settlement that nobody can
    witness.

    Only an import has the right. Raises ``NotAllowed``, ``IllegalMove``, ``InvalidInput``.
    """
    if outcome not in WorkOrder.Outcome.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="outcome")
    fresh = lock(order)
    before = move(fresh, "conclude", by=by)
    Closure.objects.create(order=fresh, confirmation=ARCHIVE, by_name=by.name, at=at)
    fresh.outcome, fresh.barrier = outcome, barrier[:200] or fresh.barrier
    end(fresh, "order.concluded", before=before, by=by, at=at)
    return fresh
