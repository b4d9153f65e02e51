"""Who may dispatch, and who may answer an offer."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, needs
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import may, reaches


def may_assign(order: WorkOrder, actor: Actor) -> Verdict:
    """Giving the order to somebody, by rule or by hand (RQ-DSP-06)."""
    return may(order, "assign", actor)


def may_see_candidates(order: WorkOrder, actor: Actor) -> Verdict:
    """Looking at who could take it, with reasons for and against."""
    return needs(actor, "dispatch.see") & reaches(order, actor)


def may_answer(order: WorkOrder, verb: str, actor: Actor) -> Verdict:
    """The technician; whoever dispatches may give a job back in his place (RQ-DSP-02)."""
    own = may(order, verb, actor)
    return own if own or verb != "decline" else may_assign(order, actor)
