"""Reading deliveries of many devices."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from baoxiu.core.actors import Actor
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import Batch, BatchRows, RepairRequest, RequestRows

OVER = REQUEST.codes("closed")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a delivery is, in devices."""

    count: int
    reviewed: int
    over: int


def batches(actor: Actor) -> BatchRows:
    """Deliveries, newest first, each with ``over``: how many of its requests are over (RQ-INT-20)."""
    over = models.Count("requests", filter=models.Q(requests__stage__in=OVER))
    return (
        Batch.objects.for_actor(actor)
        .select_related("outlet")
        .annotate(over=over)
        .order_by("-arrived_at", "-pk")
    )


def requests_of(batch: Batch, actor: Actor) -> RequestRows:
    """The requests of a delivery in the order of its list."""
    rows = RepairRequest.objects.for_actor(actor).filter(batch=batch)
    return rows.select_related("customer", "family", "fault", "outlet").order_by("pk")


def progress(batch: Batch) -> Progress:
    """Devices registered, past the first review, and over."""
    stages = list(RepairRequest.objects.filter(batch=batch).values_list("stage", flat=True))
    waiting = ("submitted", "information_missing")
    return Progress(
        count=len(stages),
        reviewed=sum(1 for stage in stages if stage not in waiting),
        over=sum(1 for stage in stages if stage in OVER),
    )
