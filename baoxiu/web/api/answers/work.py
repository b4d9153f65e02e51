"""What happened on an order, stage by stage, as it is answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from baoxiu.flow.acceptance.models import AcceptanceSheet
from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.repairs.models import Assessment, PartUsed, Quote, QuoteLine
from baoxiu.web.api.answers.shared import StageAnswer, stage


class AssessmentAnswer(BaseModel):
    """The technical assessment."""

    fault_nature: str
    cause_class: str
    cause_text: str
    repairable: bool
    cost_sensible: bool
    proposal: str
    by: str
    at: datetime


class QuoteLineAnswer(BaseModel):
    """A priced line."""

    id: int
    kind: str
    name: str
    is_main_part: bool
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    payer: str
    price_reason: str


class ConsentAnswer(BaseModel):
    """The customer's answer to a quote."""

    agreed: bool
    name: str
    way: str
    reason: str
    document_hash: str
    noted_by: str
    at: datetime


class QuoteAnswer(BaseModel):
    """A version of plan and price; ``document_hash`` is what the customer agrees to."""

    version: int
    stage: StageAnswer
    plan: str
    explanation: str
    total_customer: Decimal
    total_company: Decimal
    valid_until: datetime
    document: dict[str, Any]
    document_hash: str
    lines: list[QuoteLineAnswer]
    consent: ConsentAnswer | None


class PartAnswer(BaseModel):
    """A part built in."""

    quote_line: int | None
    name: str
    quantity: Decimal
    old_serial: str
    new_serial: str
    note: str
    by: str
    at: datetime


class InspectionAnswer(BaseModel):
    """A check of the work."""

    kind: str
    attempt: int
    passed: bool
    rework_reason: str
    by: str
    at: datetime


class SheetAnswer(BaseModel):
    """What is put before the customer; ``document_hash`` is what the signature is bound to."""

    version: int
    document: dict[str, Any]
    document_hash: str
    presented_at: datetime
    accepted: bool | None
    signer: str
    relation: str
    objection: str
    answered_at: datetime | None


def assessment(row: Assessment) -> AssessmentAnswer:
    """The assessment."""
    return AssessmentAnswer(
        fault_nature=row.fault_nature,
        cause_class=row.cause_class,
        cause_text=row.cause_text,
        repairable=row.repairable,
        cost_sensible=row.cost_sensible,
        proposal=row.proposal,
        by=row.by_name,
        at=row.at,
    )


def quote(row: Quote) -> QuoteAnswer:
    """A quote with its lines and the answer to it."""
    return QuoteAnswer(
        version=row.version,
        stage=stage(row.stage_now),
        plan=row.plan,
        explanation=row.explanation,
        total_customer=row.total_customer,
        total_company=row.total_company,
        valid_until=row.valid_until,
        document=row.document,
        document_hash=row.document_hash,
        lines=[_quote_line(line) for line in row.lines.all()],
        consent=_consent(row),
    )


def _quote_line(line: QuoteLine) -> QuoteLineAnswer:
    return QuoteLineAnswer(
        id=line.pk,
        kind=line.kind,
        name=line.name,
        is_main_part=line.is_main_part,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.amount,
        payer=line.payer,
        price_reason=line.price_reason,
    )


def _consent(row: Quote) -> ConsentAnswer | None:
    given = getattr(row, "consent", None)
    if given is None:
        return None
    return ConsentAnswer(
        agreed=given.agreed,
        name=given.by_name,
        way=given.way,
        reason=given.reason,
        document_hash=given.document_hash,
        noted_by=given.noted_by,
        at=given.at,
    )


def part(row: PartUsed) -> PartAnswer:
    """A part built in."""
    return PartAnswer(
        quote_line=row.quote_line_id,
        name=row.name,
        quantity=row.quantity,
        old_serial=row.old_serial,
        new_serial=row.new_serial,
        note=row.note,
        by=row.by_name,
        at=row.at,
    )


def inspection(row: Inspection) -> InspectionAnswer:
    """A check."""
    return InspectionAnswer(
        kind=row.kind,
        attempt=row.attempt,
        passed=row.passed,
        rework_reason=row.rework_reason,
        by=row.by_name,
        at=row.at,
    )


def sheet(row: AcceptanceSheet) -> SheetAnswer:
    """A version of the acceptance sheet with the answer to it."""
    answer = getattr(row, "answer", None)
    return SheetAnswer(
        version=row.version,
        document=row.document,
        document_hash=row.document_hash,
        presented_at=row.presented_at,
        accepted=answer.accepted if answer else None,
        signer=answer.signer if answer else "",
        relation=answer.relation if answer else "",
        objection=answer.objection if answer else "",
        answered_at=answer.at if answer else None,
    )
