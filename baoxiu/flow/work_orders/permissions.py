"""Who may do what with a work order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope, needs
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder


def may(order: WorkOrder, verb: str, actor: Actor) -> Verdict:
    """Whether the actor may take this step with this order, whatever its stage (RQ-SEC-06)."""
    return needs(actor, ORDER.move(verb).right) & reaches(order, actor)


def may_change_items(order: WorkOrder, actor: Actor) -> Verdict:
    """Who dispatches, reviews or supervises writes the dispatch sheet, and the order's technician (RQ-WO-03)."""
    rights = ("dispatch.assign", "intake.review", "repairs.supervise", "repairs.repair")
    allowed = next((verdict for right in rights if (verdict := needs(actor, right))), needs(actor, rights[0]))
    return allowed & reaches(order, actor)


def reaches(order: WorkOrder, actor: Actor) -> Verdict:
    """Customers: their own case. Technicians without a wider right: their own orders. Outlets: theirs."""
    if actor.kind == "customer":
        own = actor.id == str(order.request_id)
        return ALLOWED if own else deny(_("This order belongs to somebody else."))
    if actor.technician_id and not actor.has("orders.see"):
        own = actor.technician_id == order.technician_id
        return ALLOWED if own else deny(_("This order is not yours."))
    return in_scope(actor, order.outlet_id)
