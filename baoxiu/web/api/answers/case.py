"""An order with everything that happened on it, and the events of its case."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links, timeline
from baoxiu.flow.acceptance.queries import newest_sheet
from baoxiu.flow.dispatch.queries import Shown, live_assignment
from baoxiu.flow.followups.queries import of_order as followups_of
from baoxiu.flow.inspection.queries import of_order as inspections_of
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.settlement.queries import of_order as settlement_of
from baoxiu.flow.warranty.queries import current
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.api.answers import execution, work
from baoxiu.web.api.answers.followups import FollowupAnswered, followup
from baoxiu.web.api.answers.money import SettlementAnswer, settlement
from baoxiu.web.api.answers.orders import OrderRow, order_next, order_row
from baoxiu.web.api.answers.shared import Coded, NextVerb
from baoxiu.web.api.answers.verdicts import VerdictAnswer, verdict
from baoxiu.web.api.answers.visits import AssignmentAnswer, VisitAnswer, assignment, visit
from baoxiu.web.api.paging import Paged, page


class ItemAnswer(BaseModel):
    """A line of the dispatch sheet."""

    text: str
    done_at: datetime | None


class OrderAnswer(OrderRow):
    """Everything about an order."""

    next: list[NextVerb]
    unit: str
    items: list[ItemAnswer]
    verdict: VerdictAnswer | None
    assignment: AssignmentAnswer | None
    visits: list[VisitAnswer]
    assessment: work.AssessmentAnswer | None
    quotes: list[work.QuoteAnswer]
    parts: list[work.PartAnswer]
    steps: list[execution.StepAnswer]
    changes: list[execution.ChangeAnswer]
    joint_reviews: list[execution.JointReviewAnswer]
    damages: list[execution.DamageAnswer]
    inspections: list[work.InspectionAnswer]
    spot_checks: list[execution.SpotCheckAnswer]
    acceptance: work.SheetAnswer | None
    claims: list[execution.ClaimAnswer]
    settlement: SettlementAnswer | None
    followups: list[FollowupAnswered]


class CandidateAnswer(BaseModel):
    """A technician who may take the order or not, with the reasons."""

    technician: Coded
    eligible: bool
    total: float | None
    reasons: list[str]


class EventAnswer(BaseModel):
    """A fact; ``hash`` covers it and ``prev_hash``."""

    uuid: UUID
    seq: int | None
    kind: str
    at: datetime
    device_at: datetime | None
    recorded_at: datetime
    actor_kind: str
    actor_name: str
    data: dict[str, Any]
    prev_hash: str
    hash: str


class Events(BaseModel):
    """The case from the report on, oldest first."""

    chain: str
    intact: bool = Field(description="whether every hash holds")
    items: list[EventAnswer]
    next_cursor: int | None


def order_answer(order: WorkOrder, actor: Actor) -> OrderAnswer:
    """In full; loaded with ``answers.orders.SHOWN`` and the unit."""
    found = current(order)
    live = live_assignment(order)
    assessed = repairs.assessment(order)
    presented = newest_sheet(order)
    settled = settlement_of(order)
    quotes = order.quotes.select_related("consent").prefetch_related("lines")
    return OrderAnswer(
        **dict(order_row(order, actor)),
        next=order_next(order, actor),
        unit=order.unit.serial if order.unit else "",
        items=[ItemAnswer(text=one.text, done_at=one.done_at) for one in order.items.order_by("pk")],
        verdict=verdict(found) if found else None,
        assignment=assignment(live) if live else None,
        visits=_visits(order, actor),
        assessment=work.assessment(assessed) if assessed else None,
        quotes=[work.quote(one) for one in quotes],
        parts=[work.part(one) for one in order.parts_used.order_by("at", "pk")],
        **_beside(order),
        inspections=[work.inspection(one) for one in inspections_of(order)],
        acceptance=work.sheet(presented) if presented else None,
        settlement=settlement(settled) if settled and _sees_money(actor) else None,
        followups=[_followup(one, order, actor) for one in followups_of(order)],
    )


def _beside(order: WorkOrder) -> dict[str, Any]:
    """What was noted, asked and looked at while the order was worked on, and what was claimed after it."""
    been = order.visits.prefetch_related("damages").order_by("pk")
    return {
        "steps": [execution.step(one) for one in order.steps.select_related("check_made")],
        "changes": [execution.change(one) for one in order.change_requests.all()],
        "joint_reviews": [execution.joint_review(one) for one in order.joint_reviews.all()],
        "damages": [execution.damage(one) for visit in been for one in visit.damages.all()],
        "spot_checks": [execution.spot_check(one) for one in order.spot_checks.all()],
        "claims": [execution.claim(one) for one in order.claims.all()],
    }


def _sees_money(actor: Actor) -> bool:
    """What a job costs and who pays is not for everybody who sees the order (B09, RQ-SEC-01)."""
    return actor.has("settlement.see") or actor.has("settlement.settle")


def _visits(order: WorkOrder, actor: Actor) -> list[VisitAnswer]:
    made = order.visits.select_related("technician").order_by("window_start", "pk")
    for one in made:
        one.order = order
    return [visit(one, actor) for one in made]


def _followup(row: Any, order: WorkOrder, actor: Actor) -> FollowupAnswered:
    row.order = order
    return followup(row, actor)


def candidate(one: Shown) -> CandidateAnswer:
    """Who may take the order, or not, with the sentences for and against (RQ-DSP-03)."""
    return CandidateAnswer(
        technician=Coded(code=one.technician.number, name=one.technician.name),
        eligible=one.eligible,
        total=float(one.total) if one.total is not None else None,
        reasons=list(one.sentences),
    )


def events(order: WorkOrder, asked: Paged) -> Events:
    """The case's facts with the check of their chain (RQ-SEC-04, O04)."""
    found = page(timeline(order.chain), asked, _event, oldest_first=True)
    return Events(chain=order.chain, intact=next(broken_links(order.chain), None) is None, **dict(found))


def _event(row: Event) -> EventAnswer:
    return EventAnswer(
        uuid=row.uuid,
        seq=row.seq,
        kind=row.kind,
        at=row.at,
        device_at=row.device_at,
        recorded_at=row.recorded_at,
        actor_kind=row.actor_kind,
        actor_name=row.actor_name,
        data=row.data,
        prev_hash=row.prev_hash,
        hash=row.hash,
    )
