"""Who may say how the job was (RQ-SAT-01), and who looks after customers (RQ-REV-05)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.permissions import may_see_customers
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, needs
from baoxiu.core.refusals import NotFound
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


def may_rate(actor: Actor, order: WorkOrder) -> Verdict:
    """The customer's own rating is given by the customer; staff record what they hear on the phone."""
    return may(actor, "followups.rate", order) & _is_customer(actor)


def _is_customer(actor: Actor) -> Verdict:
    if actor.kind in ("customer", "import"):
        return ALLOWED
    return deny(_("Only the customer rates the service."))


def may_care(customer: Customer, by: Actor) -> Verdict:
    """Who calls customers, for those whom the person may look at."""
    visible = by.kind == "system" or (
        bool(may_see_customers(by)) and Customer.objects.for_actor(by).filter(pk=customer.pk).exists()
    )
    return needs(by, "followups.call") if visible else deny(NotFound.message)
