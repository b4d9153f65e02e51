"""The departments' review of a request as it is answered, and its set-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Move
from baoxiu.flow.intake.actions import REVIEWED
from baoxiu.flow.intake.lifecycle import OPINION
from baoxiu.flow.intake.models import Opinion, ReviewRoute
from baoxiu.flow.intake.permissions import may, may_opine
from baoxiu.flow.intake.routes import opinions_of
from baoxiu.web.api.answers.shared import Coded, NextVerb, StageAnswer, coded, stage, verbs

PATHS = {"give_opinion": "give", "send_back": "send-back", "put_forward": "put-forward"}


class OpinionSaid(BaseModel):
    """A department's step: its question, and what it said or why it sent the matter back."""

    id: int
    position: int
    role: str
    question: str
    stage: StageAnswer
    text: str
    addition: str
    by: str
    at: datetime | None


class OpinionRow(OpinionSaid):
    """A step with the request it is about."""

    request: str
    route: int
    next: list[NextVerb]


class OpinionAnswer(OpinionRow):
    """With what the department needs to know, and what the others said."""

    service: str
    family: Coded | None
    fault_text: str
    others: list[OpinionSaid]


class ReviewBegun(BaseModel):
    """The steps of the route, in order; the first one has been asked."""

    opinions: list[OpinionRow]


class RouteStepAnswer(BaseModel):
    """A department and its question."""

    role: str
    question: str


class RouteAnswer(BaseModel):
    """A review route."""

    id: int
    name: str
    service: str
    family: Coded | None
    from_severity: int
    steps: list[RouteStepAnswer]
    is_active: bool
    changed_by: str
    changed_at: datetime


def opinion_row(row: Opinion, actor: Actor) -> OpinionRow:
    """A step in a list; loaded with its request."""
    moves = [move for move in OPINION.verbs(row.stage) if _may(row, move, actor)]
    return OpinionRow(
        **dict(_said(row)),
        request=row.request.number,
        route=row.route_id,
        next=verbs(moves, PATHS, f"/opinions/{row.pk}"),
    )


def opinion_answer(row: Opinion, actor: Actor) -> OpinionAnswer:
    """In full."""
    return OpinionAnswer(
        **dict(opinion_row(row, actor)),
        service=row.request.service,
        family=coded(row.request.family),
        fault_text=row.request.fault_text,
        others=[_said(one) for one in opinions_of(row.request) if one.pk != row.pk],
    )


def review_begun(rows: Sequence[Opinion], actor: Actor) -> ReviewBegun:
    """After the beginning."""
    return ReviewBegun(opinions=[opinion_row(row, actor) for row in rows])


def route_answer(row: ReviewRoute) -> RouteAnswer:
    """A route of the set-up."""
    return RouteAnswer(
        id=row.pk,
        name=row.name,
        service=row.service,
        family=coded(row.family),
        from_severity=row.from_severity,
        steps=[RouteStepAnswer(**step) for step in row.steps],
        is_active=row.is_active,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )


def _said(row: Opinion) -> OpinionSaid:
    return OpinionSaid(
        id=row.pk,
        position=row.position,
        role=row.role,
        question=row.question,
        stage=stage(row.stage_now),
        text=row.text,
        addition=row.addition,
        by=row.by_name,
        at=row.at,
    )


def _may(row: Opinion, move: Move, actor: Actor) -> bool:
    if row.request.stage not in REVIEWED:
        return False
    return bool(may(row.request, "accept", actor) if move.verb == "put_forward" else may_opine(row, actor))
