"""What time drives here."""

from __future__ import annotations

from datetime import datetime

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.acceptance.actions import accept_by_silence


def accept_silence(*, at: datetime) -> int:
    """Accept what was presented long enough ago without an objection, where the firm chose so."""
    return accept_by_silence(by=SYSTEM, at=at)
