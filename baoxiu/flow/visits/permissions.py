"""Who may work on an order, and the sentence when not (RQ-SEC-06)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, needs
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may(actor: Actor, right: str, order: WorkOrder) -> Verdict:
    """Allowed with the right, on an order that the actor reaches: own case, own job, own outlet."""
    return needs(actor, right) & reaches(order, actor)
