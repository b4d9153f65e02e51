"""The customer agrees to plan and price (RQ-QUO-01, RQ-QUO-07)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.repairs.actions.lapse import mark_lapsed
from baoxiu.flow.repairs.answers import Answer, QuoteLapsed, in_time, keep, lock_for_answer
from baoxiu.flow.repairs.models import Quote
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.moves import move


def agree(
    quote: Quote,
    *,
    name: str,
    way: str,
    document_hash: str,
    by: Actor,
    at: datetime,
    ip: str | None = None,
) -> Quote:
    """The customer's yes to exactly the text with this hash; the order is ready for repair.

    Raises ``ChangedQuote``, ``NameMissing``, or after the last day ``QuoteLapsed``: that the quote lapsed is
    kept, although the answer is refused (RQ-QUO-07).
    """
    quote = _agree(quote, Answer(True, name, way, document_hash, ip=ip), by, at)
    if quote.stage == "lapsed":
        raise QuoteLapsed()
    return quote


@transaction.atomic
def _agree(quote: Quote, answer: Answer, by: Actor, at: datetime) -> Quote:
    quote, order = lock_for_answer("agree", quote, answer, by=by)
    if not in_time(quote, at):
        return mark_lapsed(quote, order, by=by, at=at)
    consent = keep(quote, answer, by=by, at=at)
    move(order, "consent", by=by)
    record(
        "repairs.agreed",
        quote,
        by=by,
        at=at,
        quote_id=quote.pk,
        version=quote.version,
        total_customer=quote.total_customer,
        name=consent.by_name,
        way=consent.way,
        document_hash=consent.document_hash,
        **facts.of_order(order),
    )
    return quote
