"""What is asked, looked at and put right while an order is worked on, and after it, as it is answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel

from baoxiu.core.money import yuan
from baoxiu.flow.acceptance.models import Claim
from baoxiu.flow.inspection.models import SpotCheck
from baoxiu.flow.repairs.models import ChangeRequest, JointReview, StepCheck, WorkStep
from baoxiu.flow.visits.models import Damage


class StepCheckAnswer(BaseModel):
    """Somebody else's look at a step."""

    passed: bool
    finding: str
    by: str
    at: datetime


class StepAnswer(BaseModel):
    """A line of the repair record."""

    id: int
    text: str
    by: str
    at: datetime
    check: StepCheckAnswer | None


class ChangeAnswer(BaseModel):
    """What a technician asked the office, and its answer."""

    id: int
    kind: str
    state: str
    text: str
    reason: str
    changes_price: bool
    new_due: datetime | None
    is_late: bool
    asked_by: str
    asked_at: datetime
    answer: str
    decided_by: str
    decided_at: datetime | None


class Participant(BaseModel):
    """Who was there."""

    name: str
    department: str


class JointReviewAnswer(BaseModel):
    """What several departments found together."""

    question: str
    participants: list[Participant]
    minutes: str
    plan: str
    by: str
    at: datetime


class SpotCheckAnswer(BaseModel):
    """A look at somebody's work, and what is to be put right."""

    id: int
    state: str
    finding: str
    demand: str
    due_at: datetime | None
    answer: str
    answered_by: str
    closing: str
    closed_by: str
    closed_at: datetime | None
    by: str
    at: datetime


class ClaimAnswer(BaseModel):
    """What the customer asked of accepted work, and the decision."""

    id: int
    wish: str
    text: str
    claimed_by: str
    noted_by: str
    claimed_at: datetime
    state: str
    at_own_cost: bool
    answer: str
    decided_by: str
    decided_at: datetime | None


class DamageAnswer(BaseModel):
    """What was damaged at the customer's, and what was paid for it."""

    id: int
    visit: int
    what: str
    by: str
    at: datetime
    value: Decimal | None
    paid_to: str
    compensated_by: str
    compensated_at: datetime | None


def step(row: WorkStep) -> StepAnswer:
    """A step; loaded with its check."""
    made: StepCheck | None = getattr(row, "check_made", None)
    return StepAnswer(
        id=row.pk, text=row.text, by=row.by_name, at=row.at, check=_step_check(made) if made else None
    )


def _step_check(row: StepCheck) -> StepCheckAnswer:
    return StepCheckAnswer(passed=row.passed, finding=row.finding, by=row.by_name, at=row.at)


def change(row: ChangeRequest) -> ChangeAnswer:
    """An added item, another method, more time."""
    return ChangeAnswer(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        text=row.text,
        reason=row.reason,
        changes_price=row.changes_price,
        new_due=row.new_due,
        is_late=row.is_late,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answer=row.answer,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def joint_review(row: JointReview) -> JointReviewAnswer:
    """The minutes and the plan."""
    return JointReviewAnswer(
        question=row.question,
        participants=[Participant(**one) for one in row.participants],
        minutes=row.minutes,
        plan=row.plan,
        by=row.by_name,
        at=row.at,
    )


def spot_check(row: SpotCheck) -> SpotCheckAnswer:
    """A finding with its demand."""
    return SpotCheckAnswer(
        id=row.pk,
        state=row.state,
        finding=row.finding,
        demand=row.demand,
        due_at=row.due_at,
        answer=row.answer,
        answered_by=row.answered_by,
        closing=row.closing,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        by=row.by_name,
        at=row.at,
    )


def claim(row: Claim) -> ClaimAnswer:
    """A claim."""
    return ClaimAnswer(
        id=row.pk,
        wish=row.wish,
        text=row.text,
        claimed_by=row.claimed_by,
        noted_by=row.noted_by,
        claimed_at=row.claimed_at,
        state=row.state,
        at_own_cost=row.at_own_cost,
        answer=row.answer,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def damage(row: Damage) -> DamageAnswer:
    """A damage."""
    return DamageAnswer(
        id=row.pk,
        visit=row.visit_id,
        what=row.what,
        by=row.by_name,
        at=row.at,
        value=None if row.value is None else yuan(row.value),
        paid_to=row.paid_to,
        compensated_by=row.compensated_by,
        compensated_at=row.compensated_at,
    )
