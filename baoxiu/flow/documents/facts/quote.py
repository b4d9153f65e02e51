"""维修报价单: plan, prices and the customer's answer to exactly this version (RQ-QUO-01…07, appendix b15, b16)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import pgettext

from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Facts, Pair, pairs, place, words
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.repairs.models import Consent, Quote
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """The newest version."""
    quote = repairs.newest_quote(order)
    if quote is None:
        return {}
    answer = Consent.objects.filter(quote=quote).first()
    return {
        "job": shared.job(
            order,
            Pair(pgettext("paper", "Sent on"), wording.moment(quote.sent_at)),
            Pair(pgettext("paper", "Valid until"), wording.day(quote.valid_until)),
        ),
        "product": shared.product(order),
        "plan": words(pgettext("paper", "Repair plan"), quote.plan),
        "lines": shared.priced(pgettext("paper", "Prices"), quote.lines.all(), _sums(quote)),
        "explanation": words(pgettext("paper", "Explanation"), quote.explanation),
        "answer": _answer(quote, answer),
        "notes": words(
            "",
            pgettext("paper", "Nothing is replaced or charged before you agree. Fingerprint: ")
            + quote.document_hash,
        ),
        "signatures": None
        if answer
        else shared.to_sign(place(pgettext("paper", "Customer agrees (signature)")), shared.by_firm()),
    }


def _sums(quote: Quote) -> Sequence[tuple[object, object]]:
    return [
        (pgettext("paper", "Paid by others"), wording.yuan(quote.total_company)),
        (pgettext("paper", "To be paid by the customer"), wording.yuan(quote.total_customer)),
    ][0 if quote.total_company else 1 :]


def _answer(quote: Quote, answer: Consent | None) -> Block:
    if answer is None:
        return pairs(
            pgettext("paper", "Answer"), Pair(pgettext("paper", "State"), quote.stage_now.label, wide=True)
        )
    return pairs(
        pgettext("paper", "The customer's answer"),
        Pair(
            pgettext("paper", "Answer"),
            pgettext("paper", "Agreed") if answer.agreed else pgettext("paper", "Refused"),
        ),
        Pair(pgettext("paper", "Answered by"), answer.by_name),
        Pair(pgettext("paper", "How"), answer.get_way_display()),
        Pair(pgettext("paper", "When"), wording.moment(answer.at)),
        Pair(pgettext("paper", "Reason"), answer.reason, wide=True),
    )
