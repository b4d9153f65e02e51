"""Settlement sheets, payments and prices as they are answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from baoxiu.basics.prices.models import PriceLine
from baoxiu.flow.settlement.models import Payment, Settlement, SettlementLine
from baoxiu.flow.settlement.queries import payments
from baoxiu.web.api.answers.shared import Coded, coded


class SettlementLineAnswer(BaseModel):
    """A line with its payer."""

    kind: str
    name: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    payer: str
    reason: str


class PaymentAnswer(BaseModel):
    """Money received."""

    method: str
    amount: Decimal
    reference: str
    received_by: str
    at: datetime


class SettlementAnswer(BaseModel):
    """What a job costs, who pays which line, and what is still owed; amounts in yuan."""

    number: str
    total_customer: Decimal
    total_company: Decimal
    owed: Decimal
    settled_at: datetime | None
    lines: list[SettlementLineAnswer]
    payments: list[PaymentAnswer]


class PriceAnswer(BaseModel):
    """A line of the price list; ``id`` is what a quote's line names as ``price_line``."""

    id: int
    code: str
    kind: str
    name: str
    family: Coded | None = Field(description="none: for all products")
    difficulty: int
    is_main_part: bool
    unit: str
    price: Decimal


class PriceListAnswer(BaseModel):
    """The price list in force."""

    title: str
    valid_from: datetime | None
    lines: list[PriceAnswer]
    next_cursor: int | None


def settlement(row: Settlement) -> SettlementAnswer:
    """The sheet with its payments."""
    paid = list(payments(row))
    return SettlementAnswer(
        number=row.number,
        total_customer=row.total_customer,
        total_company=row.total_company,
        owed=row.total_customer - sum((one.amount for one in paid), Decimal(0)),
        settled_at=row.settled_at,
        lines=[_line(line) for line in row.lines.all()],
        payments=[_payment(one) for one in paid],
    )


def price(row: PriceLine) -> PriceAnswer:
    """A price in the caller's language."""
    return PriceAnswer(
        id=row.pk,
        code=row.code,
        kind=row.kind,
        name=str(row),
        family=coded(row.family),
        difficulty=row.difficulty,
        is_main_part=row.is_main_part,
        unit=row.unit,
        price=row.price,
    )


def _line(row: SettlementLine) -> SettlementLineAnswer:
    return SettlementLineAnswer(
        kind=row.kind,
        name=row.name,
        quantity=row.quantity,
        unit_price=row.unit_price,
        amount=row.amount,
        payer=row.payer,
        reason=row.reason,
    )


def _payment(row: Payment) -> PaymentAnswer:
    return PaymentAnswer(
        method=row.method,
        amount=row.amount,
        reference=row.reference,
        received_by=row.received_by,
        at=row.at,
    )
