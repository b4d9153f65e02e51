"""Who sets up bays, and who gives them (RQ-APT-09)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, in_scope, needs
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may_set_up(outlet_id: int | None, actor: Actor) -> Verdict:
    """The bays of an outlet: whoever may change the outlet."""
    return needs(actor, "outlets.change") & in_scope(actor, outlet_id)


def may_give(outlet_id: int | None, actor: Actor) -> Verdict:
    """Giving bays to units: whoever dispatches."""
    return needs(actor, "dispatch.assign") & in_scope(actor, outlet_id)


def may_receive(order: WorkOrder, actor: Actor) -> Verdict:
    """Taking a unit in: whoever agrees on times with customers."""
    return needs(actor, "visits.book") & reaches(order, actor)
