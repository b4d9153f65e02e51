"""Complaint entries as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from baoxiu.flow.complaints.models import ComplaintEntry


class ComplaintAnswer(BaseModel):
    """What a customer is not content with."""

    number: str
    order: str
    source: str
    text: str
    by: str
    at: datetime
    outcome: str
    solved_by: str
    solved_at: datetime | None
    job: str | None = Field(description="the order of whoever was sent because of it")


def complaint(row: ComplaintEntry) -> ComplaintAnswer:
    """An entry (RQ-CMP-01)."""
    return ComplaintAnswer(
        number=row.number,
        order=row.order.number,
        source=row.source,
        text=row.text,
        by=row.by_name,
        at=row.at,
        outcome=row.outcome,
        solved_by=row.solved_by,
        solved_at=row.solved_at,
        job=row.job.number if row.job else None,
    )
