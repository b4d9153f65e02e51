"""Who may answer a quote, and by which way (RQ-QUO-07)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


def may_answer(actor: Actor, order: WorkOrder, way: str) -> Verdict:
    """The customer answers by the link; staff note what was said by phone or on site."""
    return may(actor, "repairs.consent", order) & _fits(actor, way)


def _fits(actor: Actor, way: str) -> Verdict:
    by_link = way == "link"
    if by_link == (actor.kind == "customer"):
        return ALLOWED
    return deny(_("Only the customer answers by the link; staff note an answer by phone or on site."))
