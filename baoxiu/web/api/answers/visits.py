"""Assignments and visits as they are answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.permissions import may
from baoxiu.web.api.answers.shared import Coded, NextVerb, StageAnswer, stage, verbs

VISIT_PATHS = {
    "reschedule": "reschedule", "set_out": "set-out", "arrive": "arrive", "report_no_access": "no-access",
    "finish": "finish", "cancel": "cancel",
}  # fmt: skip


class AssignmentAnswer(BaseModel):
    """Who has the order."""

    technician: Coded
    state: str
    how: str
    reason: str
    by: str
    at: datetime
    answered_at: datetime | None


class VisitAnswer(BaseModel):
    """A visit."""

    id: int
    order: str
    stage: StageAnswer
    technician: Coded
    window_start: datetime
    window_end: datetime
    agreed_with: str
    at_height: bool
    set_out_at: datetime | None
    arrived_at: datetime | None
    finished_at: datetime | None
    report: str
    second_visit_cause: str
    travel_cost: Decimal | None
    next: list[NextVerb]


def assignment(row: Assignment) -> AssignmentAnswer:
    """Who has the order."""
    return AssignmentAnswer(
        technician=Coded(code=row.technician.number, name=row.technician.name),
        state=row.state,
        how=row.how,
        reason=row.reason,
        by=row.by_name,
        at=row.at,
        answered_at=row.answered_at,
    )


def visit(row: Visit, actor: Actor) -> VisitAnswer:
    """A visit with what may be done next."""
    moves = [move for move in VISIT.verbs(row.stage) if may(actor, move.right, row.order)]
    return VisitAnswer(
        id=row.pk,
        order=row.order.number,
        stage=stage(row.stage_now),
        technician=Coded(code=row.technician.number, name=row.technician.name),
        window_start=row.window_start,
        window_end=row.window_end,
        agreed_with=row.agreed_with,
        at_height=row.at_height,
        set_out_at=row.set_out_at,
        arrived_at=row.arrived_at,
        finished_at=row.finished_at,
        report=row.report,
        second_visit_cause=row.second_visit_cause,
        travel_cost=row.cost.amount if hasattr(row, "cost") else None,
        next=verbs(moves, VISIT_PATHS, f"/visits/{row.pk}"),
    )
