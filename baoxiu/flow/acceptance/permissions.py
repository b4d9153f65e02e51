"""Who may bring a claim after the acceptance (RQ-ACC-02)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, needs
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may_claim(actor: Actor, order: WorkOrder) -> Verdict:
    """The customer, or whoever writes down what a customer is not content with."""
    as_customer = (
        needs(actor, "acceptance.sign") if actor.kind == "customer" else needs(actor, "complaints.note")
    )
    return as_customer & reaches(order, actor)
