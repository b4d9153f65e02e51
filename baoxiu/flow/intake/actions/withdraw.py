"""Taking a request back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.moves import move
from baoxiu.flow.intake.rules import LONGEST_TEXT, tidy


@transaction.atomic
def withdraw(request: RepairRequest, *, reason: str = "", by: Actor, at: datetime) -> RepairRequest:
    """No longer wanted; possible until it is accepted. Raises ``NotAllowed``, ``IllegalMove``."""
    fresh = lock(request)
    before = move(fresh, "withdraw", by=by)
    record(
        "intake.withdrawn",
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.pk,
        reason=tidy(reason, lines=True)[:LONGEST_TEXT],
        old=before,
        new=fresh.stage,
    )
    return fresh
