"""A quote whose last day is over (appendix e4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.repairs import queries
from baoxiu.flow.repairs.answers import in_time
from baoxiu.flow.repairs.models import QUOTE, Quote
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class StillValid(IllegalMove):
    """The last day is not over."""

    message = _("This quote is still valid.")


@transaction.atomic
def lapse(quote: Quote, *, by: Actor, at: datetime) -> Quote:
    """Mark an open quote whose last day is over; the order waits for a new one. Raises ``StillValid``."""
    order = lock(WorkOrder(pk=quote.order_id))
    quote = lock(quote)
    quote.order = order
    may(by, "repairs.quote", order).or_refuse()
    if in_time(quote, at):
        raise StillValid()
    return mark_lapsed(quote, order, by=by, at=at)


def lapse_overdue(*, by: Actor, at: datetime) -> int:
    """Mark every open quote whose last day is over; returns how many."""
    overdue = list(queries.overdue_quotes(at))
    for quote in overdue:
        lapse(quote, by=by, at=at)
    return len(overdue)


def mark_lapsed(quote: Quote, order: WorkOrder, *, by: Actor, at: datetime) -> Quote:
    """The lapse of a locked quote."""
    quote.stage = QUOTE.after("lapse", quote.stage)
    quote.save(update_fields=["stage"])
    known = facts.of_order(order) | {"quote_id": quote.pk, "version": quote.version}
    record("repairs.lapsed", quote, by=by, at=at, valid_until=quote.valid_until, **known)
    return quote
