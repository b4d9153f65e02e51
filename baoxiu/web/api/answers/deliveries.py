"""Deliveries of many devices as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.flow.intake.batches import progress, requests_of
from baoxiu.flow.intake.models import Batch
from baoxiu.web.api.answers.requests import RequestRow, request_row


class DeliveryRow(BaseModel):
    """A delivery in a list, with the day when all is done; ``over``: how many requests have ended."""

    number: str
    outlet: str
    arrived_at: datetime
    due_at: datetime
    brought_by: str
    note: str
    device_count: int
    over: int


class DeliveryAnswer(DeliveryRow):
    """A delivery with its progress and its requests (RQ-INT-20, RQ-WO-09)."""

    reviewed: int
    requests: list[RequestRow]


def delivery_row(batch: Batch) -> DeliveryRow:
    """For a list; loaded with ``over``."""
    return DeliveryRow(
        number=batch.number,
        outlet=batch.outlet.code,
        arrived_at=batch.arrived_at,
        due_at=batch.due_at,
        brought_by=batch.brought_by,
        note=batch.note,
        device_count=batch.device_count,
        over=batch.over,
    )


def delivery_answer(batch: Batch, actor: Actor) -> DeliveryAnswer:
    """In full."""
    return DeliveryAnswer(
        **dict(delivery_row(batch)),
        reviewed=progress(batch).reviewed,
        requests=[request_row(row, actor) for row in requests_of(batch, actor)],
    )
