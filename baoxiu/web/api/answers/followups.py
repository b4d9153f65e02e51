"""Follow-up calls as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.flow.followups.actions import FORMS
from baoxiu.flow.followups.models import FOLLOWUP, Followup
from baoxiu.flow.visits.permissions import may
from baoxiu.web.api.answers.shared import Contact, NextVerb, StageAnswer, contact, stage, verbs

PATHS = {"record_answer": "answer", "note_no_answer": "no-answer", "note_call_back": "call-back"}


class FollowupAnswered(BaseModel):
    """A planned or made call."""

    id: int
    order: str
    sequence: int
    kind: str
    form: str
    stage: StageAnswer
    contact: Contact
    not_before: datetime
    until: datetime
    satisfied: bool | None
    opinion: str
    answers: dict[str, Any] | None
    answered_at: datetime | None
    by: str
    next: list[NextVerb]


def followup(row: Followup, actor: Actor) -> FollowupAnswered:
    """A call with whom to reach."""
    moves = [move for move in FOLLOWUP.verbs(row.stage) if may(actor, move.right, row.order)]
    return FollowupAnswered(
        id=row.pk,
        order=row.order.number,
        sequence=row.sequence,
        kind=row.kind,
        form=FORMS[row.kind],
        stage=stage(row.stage_now),
        contact=contact(row.order.request, actor),
        not_before=row.not_before,
        until=row.until,
        satisfied=row.satisfied,
        opinion=row.opinion,
        answers=row.form.answers if row.form else None,
        answered_at=row.answered_at,
        by=row.by_name,
        next=verbs(moves, PATHS, f"/followups/{row.pk}"),
    )
