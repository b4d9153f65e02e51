"""What the set-up looks up."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from baoxiu.core.actors import Actor
from baoxiu.flow.workshop.models import Bay, BayOutage


def bays(actor: Actor) -> QuerySet[Bay]:
    """Those of the actor's outlets, by outlet and name."""
    rows = Bay.objects.for_actor(actor).select_related("outlet").prefetch_related("families")
    return rows.order_by("-is_active", "outlet__code", "name")


def outages(bay: Bay, *, at: datetime) -> QuerySet[BayOutage]:
    """When it is, or will be, out of service."""
    return bay.outages.filter(period__endswith__gt=at).order_by("period")
