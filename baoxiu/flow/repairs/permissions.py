"""Who may answer a quote, and by which way; who checks whose steps (RQ-QUO-07, RQ-QC-09)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, needs
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may_answer(actor: Actor, order: WorkOrder, way: str) -> Verdict:
    """The customer answers by the link; staff note what was said by phone or on site."""
    return may(actor, "repairs.consent", order) & _fits(actor, way)


def _fits(actor: Actor, way: str) -> Verdict:
    by_link = way == "link"
    if by_link == (actor.kind == "customer"):
        return ALLOWED
    return deny(_("Only the customer answers by the link; staff note an answer by phone or on site."))


def may_check_step(actor: Actor, order: WorkOrder) -> Verdict:
    """Who supervises or inspects, and never one's own work."""
    supervises = needs(actor, "repairs.supervise")
    right = supervises if supervises else needs(actor, "inspection.inspect")
    return right & reaches(order, actor) & _not_own(actor, order)


def _not_own(actor: Actor, order: WorkOrder) -> Verdict:
    own = actor.technician_id is not None and actor.technician_id == order.technician_id
    return deny(_("Nobody checks the own work.")) if own else ALLOWED
