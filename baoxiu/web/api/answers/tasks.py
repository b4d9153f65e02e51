"""Tasks as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from baoxiu.basics.tasks.declarations import TASKS
from baoxiu.basics.tasks.models import Task


class TaskAnswer(BaseModel):
    """What the caller is to do next."""

    id: int
    kind: str
    label: str
    number: str = Field(description="of the case")
    note: str
    role: str
    due_at: datetime | None
    opened_at: datetime
    done_at: datetime | None
    done_by: str


def task(row: Task) -> TaskAnswer:
    """A task with its sentence."""
    declared = TASKS.get(row.kind)
    return TaskAnswer(
        id=row.pk,
        kind=row.kind,
        label=str(declared.label) if declared else row.kind,
        number=row.label,
        note=row.note,
        role=row.role,
        due_at=row.due_at,
        opened_at=row.opened_at,
        done_at=row.done_at,
        done_by=row.done_by,
    )
