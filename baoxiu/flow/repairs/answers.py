"""What both answers to a quote share: who says it, to which version, in time (RQ-QUO-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.refusals import Conflict, IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.models import QUOTE, Consent, Quote
from baoxiu.flow.repairs.permissions import may_answer
from baoxiu.flow.repairs.rules import is_valid
from baoxiu.flow.work_orders.models import WorkOrder


class QuoteLapsed(IllegalMove):
    """The last day of the quote is over."""

    message = _("This quote is no longer valid. Please ask for a new one.")


class ChangedQuote(Conflict):
    """The customer saw another version than the one that is open."""

    message = _("The quote has changed. Please read the present version and answer again.")


class NameMissing(InvalidInput):
    """It must be known who answered."""

    message = _("Please enter the name of the person who answers.")


@dataclass(frozen=True, slots=True)
class Answer:
    """The customer's answer as it is kept: by whom, how, to which text."""

    agreed: bool
    name: str
    way: str
    document_hash: str
    reason: str = ""
    ip: str | None = None


def lock_for_answer(verb: str, quote: Quote, answer: Answer, *, by: Actor) -> tuple[Quote, WorkOrder]:
    """The locked quote and order after all checks but that of time; raises why the answer does not count."""
    order = lock(WorkOrder(pk=quote.order_id))
    quote = lock(quote)
    quote.order = order
    may_answer(by, order, answer.way).or_refuse()
    QUOTE.after(verb, quote.stage)
    if not answer.name.strip():
        raise NameMissing(field="name")
    if not compare_digest(quote.document_hash.encode(), answer.document_hash.encode()):
        raise ChangedQuote()
    return quote, order


def in_time(quote: Quote, at: datetime) -> bool:
    """A quote holds up to the end of its last day, Chinese time."""
    return is_valid(legal_date(quote.valid_until), legal_date(at))


def keep(quote: Quote, answer: Answer, *, by: Actor, at: datetime) -> Consent:
    """Store the answer and the quote's new stage."""
    quote.stage = QUOTE.after("agree" if answer.agreed else "refuse", quote.stage)
    quote.save(update_fields=["stage"])
    return Consent.objects.create(
        quote=quote,
        agreed=answer.agreed,
        by_name=answer.name.strip()[:80],
        way=answer.way,
        noted_by=by.name,
        reason=answer.reason.strip()[:300],
        document_hash=answer.document_hash,
        ip=answer.ip,
        at=at,
    )
