"""Giving a product back unrepaired."""

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

HANDED_BACK = "handed_back"
OUTCOMES = frozenset(WorkOrder.Outcome.values) - {"repaired", "done", "cancelled", ""}


@transaction.atomic
def hand_back(
    order: WorkOrder, *, note: str = "", outcome: str = "", barrier: str = "", by: Actor, at: datetime
) -> WorkOrder:
    """The customer has the product back as it was: not repairable, too dear, or refused (appendix e2).

    ``outcome`` and ``barrier`` are kept where the assessment has not set them. Raises ``InvalidInput``,
    ``NotAllowed``, ``IllegalMove``.
    """
    if outcome and outcome not in OUTCOMES:
        raise InvalidInput(_("Please choose one of the listed values."), field="outcome")
    fresh = lock(order)
    before = move(fresh, "hand_back", by=by)
    Closure.objects.create(order=fresh, confirmation=HANDED_BACK, note=note[:300], by_name=by.name, at=at)
    fresh.outcome = outcome or fresh.outcome or WorkOrder.Outcome.NOT_REPAIRED
    fresh.barrier = barrier[:200] or fresh.barrier
    fresh.handed_over_at = fresh.handed_over_at or at
    end(fresh, "order.handed_back", before=before, barrier=fresh.barrier, by=by, at=at)
    return fresh
