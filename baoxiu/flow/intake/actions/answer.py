"""What the answers of the first review have in common (RQ-TRI-01)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.moves import move
from baoxiu.flow.intake.rules import LONGEST_TEXT, tidy


def answer(
    request: RepairRequest, verb: str, *, event: str, by: Actor, at: datetime, **said: Any
) -> tuple[RepairRequest, Review]:
    """Lock, move, keep the review and record it. Must run inside the transaction of its verb."""
    fresh = lock(request)
    before = move(fresh, verb, by=by)
    review = Review.objects.create(request=fresh, by_name=by.name, at=at, **said)
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


def sentence(text: str, field: str) -> str:
    """A text that must not be empty; raises ``InvalidInput`` at its field."""
    clean = tidy(text, lines=True)
    if not clean:
        raise InvalidInput(_("Please write a sentence."), field=field)
    if len(clean) > LONGEST_TEXT:
        raise InvalidInput(_("At most {count} characters, please.").format(count=LONGEST_TEXT), field=field)
    return clean
