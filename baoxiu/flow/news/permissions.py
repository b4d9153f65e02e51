"""Who reports from the field, and who keeps the file (RQ-DSP-08)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope, needs
from baoxiu.flow.news.models import FieldNews


def may_report(actor: Actor) -> Verdict:
    """Whoever is out there."""
    return ALLOWED if actor.technician_id else deny(_("This part is for technicians."))


def may_decide(actor: Actor, news: FieldNews) -> Verdict:
    """Whoever keeps the customer file, for the outlets in scope."""
    return needs(actor, "customers.change") & in_scope(actor, news.outlet_id)
