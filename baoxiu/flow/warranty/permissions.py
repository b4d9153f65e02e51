"""Who may judge the warranty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, needs
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches


def may_judge(order: WorkOrder, actor: Actor) -> Verdict:
    """Judging by the rules: the desk at the counter, the technician after the diagnosis (RQ-WAR-11)."""
    return needs(actor, "warranty.judge") & reaches(order, actor)


def may_decide_on_merits(order: WorkOrder, actor: Actor) -> Verdict:
    """Deciding where the rules leave it open is not for the technician who does the job (RQ-WAR-14)."""
    return may_judge(order, actor) & _not_the_technician(order, actor)


def _not_the_technician(order: WorkOrder, actor: Actor) -> Verdict:
    if actor.technician_id is not None and actor.technician_id == order.technician_id:
        return deny(_("Somebody other than the technician of the job has to decide this."))
    return ALLOWED
