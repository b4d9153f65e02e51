"""Who may check whose work (RQ-QC-04, RQ-QC-10)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope, needs
from baoxiu.flow.inspection.reasons import SENTENCES
from baoxiu.flow.inspection.rules import reason_not_to_inspect
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

NOBODY = 0


def may_inspect(actor: Actor, order: WorkOrder) -> Verdict:
    """With the right, and never one's own work."""
    return may(actor, "inspection.inspect", order) & _independent(actor, order)


def may_spot_check(actor: Actor, order: WorkOrder) -> Verdict:
    """Who supervises, and never one's own work (RQ-QC-13)."""
    return may(actor, "repairs.supervise", order) & _independent(actor, order)


def may_draw(actor: Actor) -> Verdict:
    """With the right, and for all outlets: a draw is one list (RQ-QC-10)."""
    return needs(actor, "inspection.inspect") & in_scope(actor, None)


def _independent(actor: Actor, order: WorkOrder) -> Verdict:
    team = [order.technician_id] if order.technician_id else []
    reason = reason_not_to_inspect(actor.technician_id or NOBODY, team)
    return deny(SENTENCES[reason.code]) if reason else ALLOWED
