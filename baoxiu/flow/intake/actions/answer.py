"""What the answers of the first review have in common (RQ-TRI-01)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import insert
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.moves import move


def answer(
    request: RepairRequest, verb: str, *, event: str, by: Actor, at: datetime, **said: Any
) -> tuple[RepairRequest, Review]:
    """Lock, move, keep the review and record it. Must run inside the transaction of its verb."""
    fresh = lock(request)
    before = move(fresh, verb, by=by)
    review = insert(
        Review(request=fresh, by_name=by.name, at=at, **said), ahead=True
    )  # the request is locked
    record(
        event,
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.pk,
        review_id=review.pk,
        old=before,
        new=fresh.stage,
        **{name: value for name, value in said.items() if name not in ("result", "text")},
    )
    return fresh, review
