"""Who may have which document."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, needs
from baoxiu.flow.documents.kinds import Kind
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may_print(kind: Kind, order: WorkOrder, actor: Actor) -> Verdict:
    """Whoever may see the order; prices for the customer, the technician of the job and who sees settlements."""
    if actor.kind == "customer" and not kind.for_customer:
        return deny(pgettext_lazy("paper", "This paper stays in the firm."))
    return reaches(order, actor) & (_sees_money(order, actor) if kind.shows_money else ALLOWED)


def _sees_money(order: WorkOrder, actor: Actor) -> Verdict:
    own = actor.technician_id is not None and actor.technician_id == order.technician_id
    if own or actor.kind == "customer" or actor.has("settlement.settle"):
        return ALLOWED
    return needs(actor, "settlement.see")
