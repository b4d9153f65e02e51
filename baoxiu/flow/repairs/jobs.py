"""What time drives here."""

from __future__ import annotations

from datetime import datetime

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.repairs.actions import lapse_overdue


def lapse_quotes(*, at: datetime) -> int:
    """Mark quotes whose last day is over."""
    return lapse_overdue(by=SYSTEM, at=at)
