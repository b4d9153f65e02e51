"""维修记录单: work, parts and checks, honest and for the customer to keep (RQ-EXE-05, RQ-WO-11, appendix b17)."""

from __future__ import annotations

from django.utils.translation import pgettext

from baoxiu.core.forms.definitions import FormField
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Facts, Pair, pairs, table
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.repairs.models import PartUsed
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """Findings, plan, operations, parts, checks."""
    found, quote = repairs.assessment(order), repairs.quote_in_force(order)
    used = PartUsed.objects.filter(order=order).order_by("at", "pk")
    return {
        "job": shared.job(order),
        "product": shared.product(order),
        "found": pairs(
            pgettext("paper", "Findings and plan"),
            Pair(pgettext("paper", "Reported fault"), order.request.fault_text, wide=True),
            Pair(pgettext("paper", "Found"), found.fault_nature if found else "", wide=True),
            Pair(pgettext("paper", "Repair plan"), quote.plan if quote else "", wide=True),
        ),
        "work": _work(order),
        "parts": shared.parts(used.values("name", "quantity", "old_serial", "new_serial", "note")),
        "measured": _measured(order),
        "checks": shared.checks(order),
        "signatures": shared.to_sign(shared.by_technician(order), shared.by_customer()),
    }


def _measured(order: WorkOrder) -> Block:
    """Worn parts with value, limit and what was done (RQ-EXE-04)."""
    columns = (
        Column(pgettext("paper", "Measured"), 3.5),
        Column(pgettext("paper", "Value"), 1.5),
        Column(pgettext("paper", "Limit"), 1.5),
        Column(pgettext("paper", "What was done"), 2),
    )
    rows = [
        (row.name, f"{row.value} {row.item.unit}", _limit(row.item), row.get_remedy_display())
        for row in order.measurements.select_related("filled__form")
    ]
    return table(pgettext("paper", "Technical state"), columns, rows) if rows else None


def _limit(item: FormField) -> str:
    least, most = item.least and f"≥ {item.least}", item.most and f"≤ {item.most}"
    return " ".join(text for text in (least, most) if text)


def _work(order: WorkOrder) -> Block:
    columns = (
        Column(pgettext("paper", "No."), 0.6, "center"),
        Column(pgettext("paper", "Operation"), 6),
        Column(pgettext("paper", "By"), 1.5),
        Column(pgettext("paper", "When"), 2.6),
    )
    steps = enumerate(order.steps.order_by("at", "pk"), 1)
    rows = ((place, step.text, step.by_name, wording.moment(step.at)) for place, step in steps)
    return table(pgettext("paper", "Work done"), columns, rows)
