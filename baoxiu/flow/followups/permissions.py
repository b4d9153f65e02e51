"""Who may say how the job was (RQ-SAT-01)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


def may_rate(actor: Actor, order: WorkOrder) -> Verdict:
    """The customer's own rating is given by the customer; staff record what they hear on the phone."""
    return may(actor, "followups.rate", order) & _is_customer(actor)


def _is_customer(actor: Actor) -> Verdict:
    if actor.kind in ("customer", "import"):
        return ALLOWED
    return deny(_("Only the customer rates the service."))
