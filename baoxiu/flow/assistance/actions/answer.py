"""The helper's answer, or the question handed back."""

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


def answer(row: Assistance, *, text: str, by: Actor, at: datetime) -> Assistance:
    """The helper answers; who asked makes use of it (RQ-TRI-09, RQ-INT-09).

    Raises ``NotAllowed``, ``IllegalMove``, ``TextMissing``.
    """
    return _reply(row, "answer", "assistance.answered", text, "text", by=by, at=at)


def hand_back(row: Assistance, *, reason: str, by: Actor, at: datetime) -> Assistance:
    """The helper cannot answer and says why; who asked passes it on (RQ-INT-10).

    Raises ``NotAllowed``, ``IllegalMove``, ``TextMissing``.
    """
    return _reply(row, "hand_back", "assistance.handed_back", reason, "reason", by=by, at=at)


@transaction.atomic
def _reply(
    row: Assistance, verb: str, event: str, text: str, field: str, *, by: Actor, at: datetime
) -> Assistance:
    row = lock(row)
    move(row, verb, by=by)
    row.answer, row.answered_by, row.answered_at = sentence(text, field), by.name, at
    row.save(update_fields=["stage", "answer", "answered_by", "answered_at"])
    record(event, row, by=by, at=at, text=row.answer, **facts.of(row))
    return row
