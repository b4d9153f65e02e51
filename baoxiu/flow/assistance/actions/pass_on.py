"""Asking another helper, or the same once more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.accounts.models import User
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.assistance import facts
from baoxiu.flow.assistance.inputs import asked_role, sentence, wanted_by
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.moves import move


@transaction.atomic
def pass_on(
    row: Assistance,
    *,
    reason: str,
    role: str = "",
    helper: User | None = None,
    due_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Assistance:
    """To a superior or another department, with a time of its own; what was said stays on file (RQ-INT-10).

    Raises ``NotAllowed``, ``IllegalMove``, ``TextMissing``, ``NoSuchHelper``, ``WrongDueTime``.
    """
    row = lock(row)
    move(row, "pass_on", by=by)
    row.role = asked_role(role, helper, row.outlet_id)
    row.helper, row.due_at = helper, wanted_by(due_at, at)
    row.answer, row.answered_by, row.answered_at = "", "", None
    row.save()
    said = sentence(reason, "reason")
    record("assistance.passed_on", row, by=by, at=at, due_at=row.due_at, text=said, **facts.of(row))
    return row
