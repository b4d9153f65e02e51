"""Locking a visit with its order, in one order of locks everywhere: order, then visit."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


def lock_for(verb: str, visit: Visit, *, by: Actor) -> tuple[Visit, WorkOrder]:
    """The locked visit and order, after the check of right and lifecycle; the visit carries its new stage."""
    order = lock(WorkOrder(pk=visit.order_id))
    fresh = lock(visit)
    fresh.order = order
    may(by, VISIT.move(verb).right, order).or_refuse()
    fresh.stage = VISIT.after(verb, fresh.stage)
    return fresh, order
