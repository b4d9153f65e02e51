"""The end of a question: made use of, or no longer asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.assistance import facts
from baoxiu.flow.assistance.inputs import sentence
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.moves import move


def close(row: Assistance, *, outcome: str, by: Actor, at: datetime) -> Assistance:
    """What came of it; where the customer waited for the answer: what the customer was told (RQ-INT-09).

    Raises ``NotAllowed``, ``IllegalMove``, ``TextMissing``.
    """
    return _end(row, "close", "assistance.closed", outcome, "outcome", by=by, at=at)


def withdraw(row: Assistance, *, reason: str, by: Actor, at: datetime) -> Assistance:
    """The answer is no longer needed. Raises ``NotAllowed``, ``IllegalMove``, ``TextMissing``."""
    return _end(row, "withdraw", "assistance.withdrawn", reason, "reason", by=by, at=at)


@transaction.atomic
def _end(
    row: Assistance, verb: str, event: str, text: str, field: str, *, by: Actor, at: datetime
) -> Assistance:
    row = lock(row)
    move(row, verb, by=by)
    row.outcome, row.ended_at = sentence(text, field), at
    row.save(update_fields=["stage", "outcome", "ended_at"])
    record(event, row, by=by, at=at, text=row.outcome, for_customer=row.for_customer, **facts.of(row))
    return row
