"""How many requests came when, and what they are about."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models.functions import TruncDate

from baoxiu.core.actors import Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.flow.intake.models import RepairRequest


def reported_by_day(actor: Actor, *, since: datetime) -> dict[date, int]:
    """Requests by the day in China on which they came."""
    rows = RepairRequest.objects.for_actor(actor).filter(submitted_at__gte=since).order_by()
    days = rows.values_list(TruncDate("submitted_at", tzinfo=SHANGHAI)).annotate(models.Count("pk"))
    return dict(days)


def commonest_faults(actor: Actor, *, since: datetime, most: int) -> list[tuple[int, int]]:
    """Kinds of fault with how often they were reported, the commonest first."""
    rows = RepairRequest.objects.for_actor(actor).filter(submitted_at__gte=since).exclude(fault=None)
    found = rows.order_by().values_list("fault_id").annotate(times=models.Count("pk"))
    return list(found.order_by("-times", "fault_id")[:most])
