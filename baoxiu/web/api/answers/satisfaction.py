"""Satisfaction rounds, the customers asked, measures and remarks as they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from baoxiu.basics.customers.rules import mask_phone
from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Lifecycle, Move
from baoxiu.core.permissions import Verdict, needs
from baoxiu.flow.satisfaction.models import ASK, REMARK, ROUND, Measure, Remark, SurveyAsk, SurveyRound
from baoxiu.flow.satisfaction.permissions import may_answer, may_give, may_solve
from baoxiu.flow.satisfaction.queries import Analysis
from baoxiu.flow.satisfaction.rules import Figures
from baoxiu.web.api.answers.shared import Coded, NextVerb, StageAnswer, coded, stage, verbs

ROUND_PATHS = {"close_round": "close"}
ASK_PATHS = {"answer": "answer", "decline": "decline"}
REMARK_PATHS = {"give_remark": "give", "solve_remark": "solve"}


class FiguresAnswer(BaseModel):
    """What a group said, beside how many of those asked said it; shares in percent, marks of 5."""

    asked: int
    answered: int
    response_rate: Decimal | None
    content_share: Decimal | None
    score: Decimal | None
    averages: dict[str, Decimal]


class MeasureAnswer(BaseModel):
    """What is done about a weak point."""

    id: int
    weak_point: str
    text: str
    department: str
    due_on: date
    by: str
    at: datetime
    outcome: str
    finished_by: str
    finished_at: datetime | None


class RoundRow(BaseModel):
    """A round in a list."""

    number: str
    title: str
    stage: StageAnswer
    form: str
    form_version: int
    first: date
    last: date
    customer_class: str
    outlet: Coded | None
    most: int
    candidates: int
    answer_until: date
    opened_by: str
    opened_at: datetime
    finding: str
    closed_by: str
    closed_at: datetime | None


class RoundAnswer(RoundRow):
    """A round with its figures; ``weak_points`` are questions of the form, the worst first."""

    figures: FiguresAnswer
    by_class: dict[str, FiguresAnswer]
    by_outlet: dict[str, FiguresAnswer]
    by_family: dict[str, FiguresAnswer]
    weak_points: list[str]
    measures: list[MeasureAnswer]
    next: list[NextVerb]


class AskAnswer(BaseModel):
    """One customer of a round; the phone is masked for callers without the right ``customers.see``."""

    id: int
    round: str
    order: str
    customer_class: str
    name: str
    phone: str
    stage: StageAnswer
    way: str
    answers: dict[str, Any] | None
    note: str
    by: str
    at: datetime | None
    next: list[NextVerb]


class RemarkAnswer(BaseModel):
    """A line of the register of remarks."""

    number: str
    kind: str
    form: str
    source: str
    text: str
    customer_name: str
    order: str | None
    stage: StageAnswer
    by: str
    at: datetime
    department: str
    given_by: str
    due_at: datetime | None
    outcome: str
    solved_by: str
    solved_at: datetime | None
    next: list[NextVerb]


def round_row(row: SurveyRound) -> RoundRow:
    """Without figures; loaded with form and outlet."""
    return RoundRow(
        number=row.number,
        title=row.title,
        stage=stage(row.stage_now),
        form=row.form.code,
        form_version=row.form.version,
        first=row.first,
        last=row.last,
        customer_class=row.customer_class,
        outlet=coded(row.outlet),
        most=row.most,
        candidates=row.candidates,
        answer_until=row.answer_until,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        finding=row.finding,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
    )


def round_answer(row: SurveyRound, found: Analysis, actor: Actor) -> RoundAnswer:
    """With its figures and measures (RQ-SAT-04, RQ-SAT-06)."""
    moves = ROUND.verbs(row.stage) if needs(actor, "satisfaction.run") else []
    return RoundAnswer(
        **dict(round_row(row)),
        figures=_figures(found.whole),
        by_class=_groups(found.by_class),
        by_outlet=_groups(found.by_outlet),
        by_family=_groups(found.by_family),
        weak_points=list(found.weak),
        measures=[measure(one) for one in row.measures.order_by("pk")],
        next=verbs(moves, ROUND_PATHS, f"/satisfaction-rounds/{row.number}"),
    )


def _groups(found: Mapping[str, Figures]) -> dict[str, FiguresAnswer]:
    return {name: _figures(one) for name, one in found.items()}


def _figures(found: Figures) -> FiguresAnswer:
    return FiguresAnswer(
        asked=found.asked,
        answered=found.answered,
        response_rate=found.response_rate,
        content_share=found.content_share,
        score=found.score,
        averages=dict(found.averages),
    )


def measure(row: Measure) -> MeasureAnswer:
    """A measure with what came of it."""
    return MeasureAnswer(
        id=row.pk,
        weak_point=row.weak_point,
        text=row.text,
        department=row.department,
        due_on=row.due_on,
        by=row.noted_by,
        at=row.noted_at,
        outcome=row.outcome,
        finished_by=row.finished_by,
        finished_at=row.finished_at,
    )


def ask_answer(row: SurveyAsk, actor: Actor) -> AskAnswer:
    """Whom to call, or what was answered."""
    case = row.order.request
    running = row.round.stage == "running" and may_answer(actor, row)
    return AskAnswer(
        id=row.pk,
        round=row.round.number,
        order=row.order.number,
        customer_class=row.customer_class,
        name=case.contact_name,
        phone=case.phone if actor.has("customers.see") else mask_phone(case.phone),
        stage=stage(row.stage_now),
        way=row.way,
        answers=row.form.answers if row.form else None,
        note=row.note,
        by=row.by_name,
        at=row.at,
        next=verbs(ASK.verbs(row.stage) if running else [], ASK_PATHS, f"/satisfaction-asks/{row.pk}"),
    )


def remark_answer(row: Remark, actor: Actor) -> RemarkAnswer:
    """A remark with what this caller may do."""
    allowed = {"give_remark": may_give(actor, row), "solve_remark": may_solve(actor, row)}
    return RemarkAnswer(
        number=row.number,
        kind=row.kind,
        form=row.form,
        source=row.source,
        text=row.text,
        customer_name=row.customer_name,
        order=row.order.number if row.order else None,
        stage=stage(row.stage_now),
        by=row.noted_by,
        at=row.noted_at,
        department=row.department,
        given_by=row.given_by,
        due_at=row.due_at,
        outcome=row.outcome,
        solved_by=row.solved_by,
        solved_at=row.solved_at,
        next=verbs(_open(REMARK, row.stage, allowed), REMARK_PATHS, f"/remarks/{row.number}"),
    )


def _open(case: Lifecycle, now: str, allowed: Mapping[str, Verdict]) -> list[Move]:
    return [move for move in case.verbs(now) if allowed[move.verb]]
