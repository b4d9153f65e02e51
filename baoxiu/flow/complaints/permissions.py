"""Who may note that a customer is not content (RQ-CMP-01)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, deny
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may_note(actor: Actor, order: WorkOrder, source: str) -> Verdict:
    """Customers complain about their own case on their page; staff note what they hear."""
    if actor.kind != "customer":
        return may(actor, "complaints.note", order)
    if source != "portal":
        return deny(_("Your role does not include this step."))
    return reaches(order, actor)


def may_send(actor: Actor, order: WorkOrder) -> Verdict:
    """Sending somebody: who answers for complaints, and who takes in requests (RQ-DSP-09)."""
    right = "intake.review" if actor.has("intake.review") else "complaints.solve"
    return may(actor, right, order)


def may_solve(actor: Actor, order: WorkOrder) -> Verdict:
    """Who answers for complaints, about orders within the outlet (RQ-REV-17)."""
    return may(actor, "complaints.solve", order)
