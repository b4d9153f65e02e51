"""Letters that customers wrote, as they are answered."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.flow.followups.models import INCOMING_LETTER, IncomingLetter
from baoxiu.web.api.answers.shared import NextVerb, StageAnswer, stage, verbs

PATHS = {"decide_letter": "decision"}


class IncomingLetterAnswer(BaseModel):
    """A letter; address and contact are empty for callers without the right ``customers.see``."""

    number: str
    stage: StageAnswer
    topic: str
    customer_name: str
    address: str
    contact: str
    masked: bool
    product: str
    grade: str
    purchased_on: date
    problem: str
    received_on: date
    order: str | None
    by: str
    at: datetime
    decision: str
    decided_by: str
    decided_at: datetime | None
    next: list[NextVerb]


def incoming_letter(row: IncomingLetter, actor: Actor) -> IncomingLetterAnswer:
    """A letter with what was decided (RQ-REG-05)."""
    plain = actor.has("customers.see")
    moves = [move for move in INCOMING_LETTER.verbs(row.stage) if actor.has(move.right)]
    return IncomingLetterAnswer(
        number=row.number,
        stage=stage(row.stage_now),
        topic=row.topic,
        customer_name=row.customer_name,
        address=row.address if plain else "",
        contact=row.contact if plain else "",
        masked=not plain,
        product=row.product,
        grade=row.grade,
        purchased_on=row.purchased_on,
        problem=row.problem,
        received_on=row.received_on,
        order=row.order.number if row.order else None,
        by=row.by_name,
        at=row.at,
        decision=row.decision,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        next=verbs(moves, PATHS, f"/incoming-letters/{row.number}"),
    )
