"""Closing a request, and opening it again."""

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
    return _moved(request, "close", "intake.closed", by=by, at=at)


@transaction.atomic
def reopen(request: RepairRequest, *, by: Actor, at: datetime) -> RepairRequest:
    """The product comes back and the case goes on; called by the further order (RQ-RWK-02).

    Raises ``NotAllowed``, ``IllegalMove``.
    """
    return _moved(request, "reopen", "intake.reopened", by=by, at=at)


def _moved(request: RepairRequest, verb: str, event: str, *, by: Actor, at: datetime) -> RepairRequest:
    fresh = lock(request)
    before = move(fresh, verb, by=by)
    record(
        event,
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
