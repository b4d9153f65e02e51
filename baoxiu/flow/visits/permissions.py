"""Who may work on an order, and the sentence when not (RQ-SEC-06)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope, needs
from baoxiu.flow.work_orders.models import WorkOrder


def concerns(actor: Actor, order: WorkOrder) -> Verdict:
    """Customers: their own case. Technicians without a wider right: their own orders. Others: their outlets."""
    if actor.kind == "customer":
        own = str(order.request_id) == actor.id
        return ALLOWED if own else deny(_("This belongs to another customer."))
    wider = not actor.technician_id or actor.has("orders.see")
    if not wider and order.technician_id != actor.technician_id:
        return deny(_("Another technician has this order."))
    return in_scope(actor, order.outlet_id)


def may(actor: Actor, right: str, order: WorkOrder) -> Verdict:
    """Allowed with the right, on an order that concerns the actor."""
    return needs(actor, right) & concerns(actor, order)
