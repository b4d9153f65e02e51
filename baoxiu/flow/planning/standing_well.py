"""Whether an order stands in the plan where its technician and the agreed window want it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef

from baoxiu.core.statements import Given, Question
from baoxiu.flow.planning.models import PlannedVisit
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import OPEN
from baoxiu.flow.work_orders.models import WorkOrder


def stands_well(order: WorkOrder, at: datetime) -> bool:
    """Then the plan need not be read."""
    if order.technician_id is None or order.stage_now.group == "closed":
        return False
    return _WELL.first(order=order.pk, technician=order.technician_id, at=at) is not None


def look_ahead(orders: Iterable[tuple[int, int, datetime]]) -> None:
    """Ask at once whether these orders stand well with these technicians at these moments."""
    asked = [{"order": order, "technician": technician, "at": at} for order, technician, at in orders]
    _WELL.ahead(asked, until=[PlannedVisit, Visit, WorkOrder])


def _well() -> models.QuerySet[PlannedVisit]:
    """The place of whoever is in charge, still to come and within the window that was agreed, if one was."""
    other = Visit.objects.filter(order=OuterRef("order"), stage__in=OPEN).exclude(
        technician=OuterRef("technician"),
        window_start__lte=OuterRef("start"),
        window_end__gte=OuterRef("start"),
    )
    return PlannedVisit.objects.filter(
        ~Exists(other),
        order_id=Given("order"),
        technician_id=Given("technician"),
        role=PlannedVisit.Role.LEAD,
        start__gt=Given("at"),
    )[:1]


_WELL: Question[PlannedVisit] = Question(_well)
