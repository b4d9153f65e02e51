"""Closing a request."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.moves import move


@transaction.atomic
def close(request: RepairRequest, *, by: Actor, at: datetime) -> RepairRequest:
    """All work is over; called by the order that ends last. Raises ``NotAllowed``, ``IllegalMove``."""
    fresh = lock(request)
    before = move(fresh, "close", by=by)
    record(
        "intake.closed",
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.pk,
        old=before,
        new=fresh.stage,
    )
    return fresh
