"""Plan and price, put before the customer (RQ-QUO-01…07, RQ-ADD-02)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.prices.models import PriceList
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.actions import record
from baoxiu.core.money import ZERO
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs import queries
from baoxiu.flow.repairs.models import QUOTE, Quote, QuoteLine
from baoxiu.flow.repairs.policies import QUOTE_VALID_DAYS
from baoxiu.flow.repairs.pricing import QuoteLineInput, charges, price
from baoxiu.flow.repairs.rules import fingerprint, needs_consent, quote_document
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.warranty.rules import Payer
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move


class PlanMissing(InvalidInput):
    """A quote explains what will be done (RQ-QUO-01)."""

    message = _("Please write what is to be done.")


@transaction.atomic
def send_quote(
    order: WorkOrder,
    *,
    plan: str,
    by: Actor,
    at: datetime,
    lines: Sequence[QuoteLineInput] = (),
    explanation: str = "",
) -> Quote:
    """Put a version of plan and price before the customer; an open or agreed one is replaced.

    Without anything to pay and without a part there is nothing to agree: the order is ready at once. After an
    offer, any change needs consent anew (RQ-QUO-07, RQ-ADD-02), and a part always does (RQ-QUO-03).
    Raises ``PlanMissing`` and what ``price`` raises (RQ-QUO-01…07, RQ-FEE-03).
    """
    order = lock(order)
    may(by, "repairs.quote", order).or_refuse()
    if not plan.strip():
        raise PlanMissing(field="plan")
    price_list = PriceList.objects.in_force(at) if lines else None
    priced = price(order, lines, price_list)
    last = queries.newest_quote(order)
    reasons = needs_consent(charges(priced))
    free = not reasons and _nothing_offered_before(last)
    _move(order, free, by)
    _replace(last)
    quote = _store(
        Quote(
            order=order,
            version=last.version + 1 if last else 1,
            stage="free" if free else "sent",
            plan=plan.strip(),
            explanation=explanation.strip(),
            total_customer=_sum(priced, customer=True),
            total_company=_sum(priced, customer=False),
            price_list=price_list,
            valid_until=_last_moment(at),
            sent_by=by.name,
            sent_at=at,
        ),
        priced,
    )
    _announce(quote, order, [reason.code for reason in reasons], by, at)
    return quote


def _nothing_offered_before(last: Quote | None) -> bool:
    return last is None or last.stage == "free"


def _move(order: WorkOrder, free: bool, by: Actor) -> None:
    if not free:
        move(order, "ask_consent", by=by)
    elif order.stage not in ("ready", "in_repair"):
        move(order, "need_no_consent", by=by)


def _replace(last: Quote | None) -> None:
    if last is not None and QUOTE.allows("replace", last.stage):
        last.stage = QUOTE.after("replace", last.stage)
        last.save(update_fields=["stage"])


def _last_moment(at: datetime) -> datetime:
    days = value(QUOTE_VALID_DAYS, at=at).whole
    return start_of_day(legal_date(at) + timedelta(days=days + 1)) - timedelta(seconds=1)


def _store(quote: Quote, lines: Sequence[QuoteLine]) -> Quote:
    quote.document = _document(quote, lines)
    quote.document_hash = fingerprint(quote.document)
    quote.save(force_insert=True)
    for line in lines:
        line.quote = quote
    QuoteLine.objects.bulk_create(lines)
    return quote


def _sum(lines: Sequence[QuoteLine], *, customer: bool) -> Decimal:
    return sum((line.amount for line in lines if (line.payer == Payer.CUSTOMER) is customer), ZERO)


def _document(quote: Quote, lines: Sequence[QuoteLine]) -> dict[str, Any]:
    priced = quote_document(quote.version, charges(lines), legal_date(quote.valid_until))
    return {
        **priced,
        "order": quote.order.number,
        "plan": quote.plan,
        "explanation": quote.explanation,
        "total_customer": str(quote.total_customer),
        "total_company": str(quote.total_company),
        "price_reasons": [line.price_reason for line in lines],
        "sent_at": quote.sent_at.isoformat(),
    }


def _announce(quote: Quote, order: WorkOrder, reasons: list[str], by: Actor, at: datetime) -> None:
    kind = "repairs.no_consent_needed" if quote.stage == "free" else "repairs.quoted"
    record(
        kind,
        quote,
        by=by,
        at=at,
        quote_id=quote.pk,
        version=quote.version,
        total_customer=quote.total_customer,
        total_company=quote.total_company,
        valid_until=quote.valid_until,
        document_hash=quote.document_hash,
        consent_reasons=reasons,
        **facts.of_order(order),
    )
