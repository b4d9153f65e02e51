"""Customers' files, planned contacts and sales visits as they are answered."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from baoxiu.core.actors import Actor
from baoxiu.flow.followups.files import file_gaps
from baoxiu.flow.followups.models import PLANNED_CONTACT, CustomerFile, PlannedContact, SalesVisit
from baoxiu.flow.followups.permissions import may_care
from baoxiu.web.api.answers.shared import NextVerb, StageAnswer, stage, verbs

PLANNED_PATHS = {"hold_contact": "hold"}


class FileMade(BaseModel):
    """Whether a customer's file is made; ``request`` brought the customer here."""

    customer: str
    request: str
    stage: StageAnswer
    wanted_at: datetime
    made_by: str
    made_at: datetime | None


class FileState(FileMade):
    """With what is still missing."""

    missing: list[str] = Field(description="codes of the parts")


class PlannedAnswer(BaseModel):
    """What is talked about with a customer, and what came of it."""

    id: int
    customer: str
    topic: str
    planned_at: datetime
    stage: StageAnswer
    by: str
    at: datetime
    outcome: str
    held_by: str
    held_at: datetime | None
    next: list[NextVerb]


class SalesVisitAnswer(BaseModel):
    """A line of the customer service register."""

    id: int
    customer: str
    visited_on: date
    product: str
    quality: str
    finding: str
    opinion: str
    by: str
    at: datetime


def file_made(row: CustomerFile) -> FileMade:
    """A file, wanted or made."""
    return FileMade(
        customer=row.customer.number,
        request=row.request.number,
        stage=stage(row.stage_now),
        wanted_at=row.wanted_at,
        made_by=row.made_by,
        made_at=row.made_at,
    )


def file_state(row: CustomerFile, at: datetime) -> FileState:
    """With its gaps, as long as it is wanted."""
    gaps = file_gaps(row.customer, at=at) if row.stage == "wanted" else []
    return FileState(**dict(file_made(row)), missing=gaps)


def planned(row: PlannedContact, actor: Actor) -> PlannedAnswer:
    """A planned contact."""
    moves = PLANNED_CONTACT.verbs(row.stage)
    allowed = bool(moves) and bool(may_care(row.customer, actor))
    return PlannedAnswer(
        id=row.pk,
        customer=row.customer.number,
        topic=row.topic,
        planned_at=row.planned_at,
        stage=stage(row.stage_now),
        by=row.by_name,
        at=row.at,
        outcome=row.outcome,
        held_by=row.held_by,
        held_at=row.held_at,
        next=verbs(moves if allowed else (), PLANNED_PATHS, f"/planned-contacts/{row.pk}"),
    )


def sales_visit(row: SalesVisit) -> SalesVisitAnswer:
    """A visit."""
    return SalesVisitAnswer(
        id=row.pk,
        customer=row.customer.number,
        visited_on=row.visited_on,
        product=row.product,
        quality=row.quality,
        finding=row.finding,
        opinion=row.opinion,
        by=row.by_name,
        at=row.at,
    )
