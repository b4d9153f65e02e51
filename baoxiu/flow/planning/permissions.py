"""Who may look at a plan, and who may change it (RQ-SEC-06)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, in_scope, needs
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may_see_plan(outlet_id: int | None, actor: Actor) -> Verdict:
    """Looking at an outlet's plan."""
    return needs(actor, "dispatch.see") & in_scope(actor, outlet_id)


def may_plan(outlet_id: int | None, actor: Actor) -> Verdict:
    """Changing it: whoever dispatches (RQ-DSP-06)."""
    return needs(actor, "dispatch.assign") & in_scope(actor, outlet_id)


def may_offer(order: WorkOrder, actor: Actor) -> Verdict:
    """Looking for free windows, holding and booking one: whoever agrees on times, and the customer (RQ-APT-01)."""
    right = "visits.confirm" if actor.kind == "customer" else "visits.book"
    return needs(actor, right) & reaches(order, actor)
