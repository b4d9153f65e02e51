"""结算单: each line with its payer, what was paid and what is open (RQ-FEE-04…07, appendix b23)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import pgettext

from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Facts, Pair, pairs, table
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.settlement.queries import of_order, open_sum, payments
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """Lines, payments, state."""
    sheet = of_order(order)
    if sheet is None:
        return {}
    return {
        "job": shared.job(
            order,
            Pair(pgettext("paper", "Sheet"), sheet.number),
            Pair(pgettext("paper", "Made on"), wording.moment(sheet.created_at)),
        ),
        "product": shared.product(order),
        "lines": shared.priced(pgettext("paper", "Items"), sheet.lines.all(), _sums(sheet)),
        "payments": _payments(sheet),
        "state": pairs(
            pgettext("paper", "State"),
            Pair(pgettext("paper", "To be paid by the customer"), wording.yuan(sheet.total_customer)),
            Pair(pgettext("paper", "Paid"), wording.yuan(sheet.paid)),
            Pair(pgettext("paper", "Still owed"), wording.yuan(open_sum(sheet))),
            Pair(pgettext("paper", "Settled"), wording.moment(sheet.settled_at)),
        ),
        "signatures": shared.to_sign(shared.by_customer(), shared.by_firm()),
    }


def _sums(sheet: Settlement) -> Sequence[tuple[object, object]]:
    return [
        (pgettext("paper", "Paid by others"), wording.yuan(sheet.total_company)),
        (pgettext("paper", "To be paid by the customer"), wording.yuan(sheet.total_customer)),
    ][0 if sheet.total_company else 1 :]


def _payments(sheet: Settlement) -> Block:
    columns = (
        Column(pgettext("paper", "When"), 2.8),
        Column(pgettext("paper", "How"), 1.4),
        Column(pgettext("paper", "Reference"), 3),
        Column(pgettext("paper", "Collected by"), 2),
        Column(pgettext("paper", "Amount"), 2, "right"),
    )
    rows = (
        (
            wording.moment(one.at),
            one.get_method_display(),
            one.reference,
            one.received_by,
            wording.yuan(one.amount),
        )
        for one in payments(sheet)
    )
    return table(pgettext("paper", "Payments"), columns, rows)
