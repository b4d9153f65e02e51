"""What screens and later stages ask about inspections."""

from __future__ import annotations

from django.db import models

from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.work_orders.models import WorkOrder


def of_order(order: WorkOrder) -> models.QuerySet[Inspection]:
    """Every check of the order with its filled form, oldest first."""
    return Inspection.objects.filter(order=order).select_related("form__form")


def failures(order: WorkOrder) -> int:
    """How often the final inspection sent the job back (RQ-RWK-01)."""
    return Inspection.objects.filter(order=order, kind=Inspection.Kind.FINAL, passed=False).count()
