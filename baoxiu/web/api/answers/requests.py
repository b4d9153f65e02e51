"""Repair requests as they are answered."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from baoxiu.core.actors import Actor
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.intake.links import url_for
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.queries import files, next_moves, split_off, stop_use_advice, taken_in
from baoxiu.flow.work_orders.queries import of_request
from baoxiu.web.api.answers.shared import (
    Coded,
    Contact,
    NextVerb,
    StageAnswer,
    coded,
    contact,
    stage,
    verbs,
)

PATHS = {
    "accept": "accept", "ask_for_more": "ask-for-more", "supplement": "supplement", "refuse": "refuse",
    "settle_remotely": "settle-remotely", "merge": "merge", "withdraw": "withdraw",
    "split": "split", "turn_into_repair": "turn-into-repair",
}  # fmt: skip


class RequestStage(BaseModel):
    """Where a request stands, and what may follow."""

    number: str
    stage: StageAnswer
    next: list[NextVerb]


class Submitted(RequestStage):
    """A request that was taken in."""

    link: str = Field(description="the customer's own page; whoever has it acts as the customer")
    promised_reply_at: datetime | None
    stop_use_advice: str


class RequestLink(BaseModel):
    """The customer's own page; whoever has it acts as the customer."""

    number: str
    link: str


class RequestRow(BaseModel):
    """A request in a list."""

    number: str
    stage: StageAnswer
    channel: str
    service: str
    mode: str
    contact: Contact
    family: Coded | None
    fault_text: str
    outlet: Coded | None
    external_ref: str | None
    team: int | None = Field(description="in whose queue it is")
    taken_by: str | None = Field(description="user name of whoever works on it")
    submitted_at: datetime
    promised_reply_at: datetime | None


class ReviewAnswer(BaseModel):
    """One answer of the first review."""

    result: str
    reason_code: str
    text: str
    missing: list[str]
    severity: int
    by: str
    at: datetime


class FileAnswer(BaseModel):
    """A stored photo or proof."""

    id: UUID
    purpose: str
    name: str
    mime: str
    size: int
    sha256: str
    at: datetime


class DuplicateAnswer(BaseModel):
    """A report that may be about the same fault."""

    number: str
    stage: StageAnswer
    why: str = Field(
        description="unit, fault (same phone and kind of fault) or words (same phone, similar words)"
    )
    fault_text: str
    submitted_at: datetime


class RequestAnswer(RequestRow):
    """Everything about a request."""

    next: list[NextVerb]
    customer: str
    brand: str
    model_text: str
    serial: str
    purchased_on: date | None
    voucher_number: str
    fault: Coded | None
    fault_since: str
    wish: str
    wish_from: datetime | None
    wish_until: datetime | None
    language: str
    registered_by: str
    reviews: list[ReviewAnswer]
    files: list[FileAnswer]
    orders: list[str]
    merged_into: str | None
    merged: list[str]
    came_from: str | None = Field(description="number of the request it was split off from")
    split_off: list[str]


def request_stage(row: RepairRequest, actor: Actor) -> RequestStage:
    """After a verb."""
    return RequestStage(number=row.number, stage=stage(row.stage_now), next=_next(row, actor))


def submitted(row: RepairRequest, actor: Actor) -> Submitted:
    """After the report, with the customer's link (RQ-INT-11)."""
    return Submitted(
        number=row.number,
        stage=stage(row.stage_now),
        next=_next(row, actor),
        link=url_for(row),
        promised_reply_at=row.promised_reply_at,
        stop_use_advice=stop_use_advice(row),
    )


def request_row(row: RepairRequest, actor: Actor) -> RequestRow:
    """For a list; loaded with ``intake.queries.SHOWN``."""
    return RequestRow(
        number=row.number,
        stage=stage(row.stage_now),
        channel=row.channel,
        service=row.service,
        mode=row.mode,
        contact=contact(row, actor),
        family=coded(row.family),
        fault_text=row.fault_text,
        outlet=coded(row.outlet),
        external_ref=row.external_ref,
        team=row.team_id,
        taken_by=row.taken_by.username if row.taken_by else None,
        submitted_at=row.submitted_at,
        promised_reply_at=row.promised_reply_at,
    )


def request_answer(row: RepairRequest, actor: Actor) -> RequestAnswer:
    """In full."""
    return RequestAnswer(
        **dict(request_row(row, actor)),
        next=_next(row, actor),
        customer=row.customer.number,
        brand=row.brand,
        model_text=row.model_text,
        serial=row.serial,
        purchased_on=row.purchased_on,
        voucher_number=row.voucher_number,
        fault=coded(row.fault),
        fault_since=row.fault_since,
        wish=row.wish,
        wish_from=row.wish_from,
        wish_until=row.wish_until,
        language=row.language,
        registered_by=row.registered_by,
        reviews=[_review(one) for one in row.reviews.order_by("at", "pk")],
        files=[file_answer(one) for one in files(row)],
        orders=[order.number for order in of_request(row.pk).for_actor(actor)],
        merged_into=row.merged_into.number if row.merged_into else None,
        merged=[one.number for one in taken_in(row)],
        came_from=row.came_from.number if row.came_from else None,
        split_off=[one.number for one in split_off(row)],
    )


def duplicate_answer(row: RepairRequest) -> DuplicateAnswer:
    """One of ``intake.duplicates`` with its reason."""
    return DuplicateAnswer(
        number=row.number,
        stage=stage(row.stage_now),
        why=row.why,
        fault_text=row.fault_text,
        submitted_at=row.submitted_at,
    )


def file_answer(stored: StoredFile) -> FileAnswer:
    """A stored file without its content."""
    return FileAnswer(
        id=stored.pk,
        purpose=stored.purpose,
        name=stored.name,
        mime=stored.mime,
        size=stored.size,
        sha256=stored.sha256,
        at=stored.at,
    )


def _next(row: RepairRequest, actor: Actor) -> list[NextVerb]:
    return verbs(next_moves(row, actor), PATHS, f"/requests/{row.number}")


def _review(row: Review) -> ReviewAnswer:
    return ReviewAnswer(
        result=row.result,
        reason_code=row.reason_code,
        text=row.text,
        missing=row.missing,
        severity=row.severity,
        by=row.by_name,
        at=row.at,
    )
