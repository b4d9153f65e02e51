"""报修单: what the customer reported (RQ-REG-01…03, appendix b1, b2)."""

from __future__ import annotations

from django.utils.translation import pgettext

from baoxiu.core.sentences import joined
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Facts, Pair, pairs, words
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """Report, customer, product, fault."""
    request = order.request
    return {
        "job": pairs(
            "",
            Pair(pgettext("paper", "Request"), request.number),
            Pair(pgettext("paper", "Received"), wording.moment(request.submitted_at)),
            Pair(pgettext("paper", "Received by"), request.get_channel_display()),
            Pair(pgettext("paper", "Answer promised by"), wording.moment(request.promised_reply_at)),
            Pair(pgettext("paper", "Service"), request.get_service_display()),
            Pair(pgettext("paper", "Where"), request.get_mode_display()),
        ),
        "customer": shared.customer(order),
        "product": shared.product(order),
        "fault": words(
            pgettext("paper", "Fault"),
            "\n".join(str(text) for text in (request.fault, request.fault_text) if text),
        ),
        "wish": words(
            pgettext("paper", "Since when, and when it suits"), joined((request.fault_since, request.wish))
        ),
        "notes": words(
            "",
            pgettext(
                "paper", "The customer confirms that these data are true and will help with the repair."
            ),
        ),
        "signatures": shared.to_sign(shared.by_customer(), shared.by_firm()),
    }
