"""The customer refuses the quote: the product goes back unrepaired (RQ-QUO-08)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.repairs.answers import Answer, keep, lock_for_answer
from baoxiu.flow.repairs.models import Quote
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move


@transaction.atomic
def refuse(
    quote: Quote,
    *,
    name: str,
    way: str,
    document_hash: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    ip: str | None = None,
) -> Quote:
    """The customer's no, with the reason if one was given. It counts until the quote is marked as lapsed.

    Raises ``ChangedQuote`` or ``NameMissing`` (RQ-QUO-08).
    """
    answer = Answer(False, name, way, document_hash, reason=reason, ip=ip)
    quote, order = lock_for_answer("refuse", quote, answer, by=by)
    consent = keep(quote, answer, by=by, at=at)
    order.outcome = WorkOrder.Outcome.QUOTE_REFUSED
    move(order, "refuse_quote", by=by, also=("outcome",))
    known = facts.of_order(order) | {"quote_id": quote.pk, "version": quote.version}
    record(
        "repairs.refused",
        quote,
        by=by,
        at=at,
        name=consent.by_name,
        way=consent.way,
        reason=consent.reason,
        **known,
    )
    return quote
