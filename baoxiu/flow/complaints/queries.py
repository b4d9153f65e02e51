"""What screens ask about complaints."""

from __future__ import annotations

from django.db import models

from baoxiu.core.actors import Actor
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.work_orders.models import WorkOrder


def of_order(order: WorkOrder) -> models.QuerySet[ComplaintEntry]:
    """The order's complaint entries, oldest first."""
    return ComplaintEntry.objects.filter(order=order).order_by("at", "pk")


def recent(actor: Actor) -> models.QuerySet[ComplaintEntry]:
    """The entries about orders that the actor may see, newest first."""
    orders = WorkOrder.objects.for_actor(actor)
    return (
        ComplaintEntry.objects.filter(order__in=orders).select_related("order", "job").order_by("-at", "-pk")
    )
