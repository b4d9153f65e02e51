"""Questions to helpers as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.flow.assistance.lifecycle import ASSISTANCE
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.permissions import may
from baoxiu.web.api.answers.shared import NextVerb, StageAnswer, stage, verbs

PATHS = {
    "answer": "answer",
    "hand_back": "hand-back",
    "close": "close",
    "pass_on": "pass-on",
    "withdraw": "withdraw",
}


class AssistanceAnswer(BaseModel):
    """A question to a helper."""

    id: int
    number: str
    request: str
    order: str | None
    stage: StageAnswer
    question: str
    for_customer: bool
    role: str
    helper: str
    due_at: datetime
    asked_by: str
    asked_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    outcome: str
    next: list[NextVerb]


def assistance_answer(row: Assistance, actor: Actor) -> AssistanceAnswer:
    """A question with what this caller may do."""
    moves = [move for move in ASSISTANCE.verbs(row.stage) if may(actor, move.verb, row)]
    return AssistanceAnswer(
        id=row.pk,
        number=row.number,
        request=row.request.number,
        order=row.order.number if row.order else None,
        stage=stage(row.stage_now),
        question=row.question,
        for_customer=row.for_customer,
        role=row.role,
        helper=row.helper.username if row.helper else "",
        due_at=row.due_at,
        asked_by=row.asked_by_name,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        outcome=row.outcome,
        next=verbs(moves, PATHS, f"/assistance/{row.pk}"),
    )
