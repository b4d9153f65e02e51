"""Deadlines and the reasons of delays as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import LateReason, Promise


class LateReasonAnswer(BaseModel):
    """Why a deadline was not kept, as it was reported upwards."""

    text: str
    by: str
    at: datetime


class DeadlineAnswer(BaseModel):
    """A deadline that runs or ran; ``due_at`` is empty while the clock stands."""

    id: int
    kind: str
    label: str
    number: str = Field(description="of the case")
    state: str
    owner: str = Field(description="code of the role that answers for it")
    started_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    reasons: list[LateReasonAnswer]


def deadline(row: Promise) -> DeadlineAnswer:
    """A deadline with the reasons given so far."""
    declared = PROMISES.get(row.kind)
    return DeadlineAnswer(
        id=row.pk,
        kind=row.kind,
        label=str(declared.label) if declared else row.kind,
        number=row.label,
        state=row.state,
        owner=row.owner_role,
        started_at=row.started_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        reasons=[_reason(one) for one in sorted(row.reasons.all(), key=lambda one: one.pk)],
    )


def _reason(row: LateReason) -> LateReasonAnswer:
    return LateReasonAnswer(text=row.text, by=row.by_name, at=row.at)
