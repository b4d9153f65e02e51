"""Follow-up calls as they are answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.flow.followups.actions import FORMS
from baoxiu.flow.followups.models import FOLLOWUP, Followup, FollowupCall, Letter
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


class CallAnswer(BaseModel):
    """A line of the call register."""

    followup: int
    order: str
    result: str
    call_back_at: datetime | None
    note: str
    by: str
    at: datetime


class LetterAnswer(BaseModel):
    """A line of the letter register."""

    id: int
    order: str
    kind: str
    way: str
    text: str
    sent_on: date
    by: str
    at: datetime


def call_answer(row: FollowupCall) -> CallAnswer:
    """A call that was made (RQ-REV-13)."""
    return CallAnswer(
        followup=row.followup_id,
        order=row.followup.order.number,
        result=row.result,
        call_back_at=row.call_back_at,
        note=row.note,
        by=row.by_name,
        at=row.at,
    )


def letter_answer(row: Letter) -> LetterAnswer:
    """A letter that was sent (RQ-REV-14)."""
    return LetterAnswer(
        id=row.pk,
        order=row.order.number,
        kind=row.kind,
        way=row.way,
        text=row.text,
        sent_on=row.sent_on,
        by=row.by_name,
        at=row.at,
    )
