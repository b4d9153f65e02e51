"""Time away as it is answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from baoxiu.basics.technicians.models import Absence


class AbsenceAnswer(BaseModel):
    """Away from ``start`` until before ``end``."""

    id: int
    technician: str
    start: datetime
    end: datetime
    reason: str


def absence(row: Absence) -> AbsenceAnswer:
    """An absence; loaded with its technician."""
    return AbsenceAnswer(
        id=row.pk,
        technician=row.technician.number,
        start=row.period.lower,
        end=row.period.upper,
        reason=row.reason,
    )
