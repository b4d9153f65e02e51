"""派工单: what the technician has to do (RQ-WO-03, appendix b12)."""

from __future__ import annotations

from django.utils.translation import pgettext

from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Facts, Pair, blank, pairs, table, words
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """Job, customer, product, fault, items to do."""
    visit = open_visit(order)
    return {
        "job": pairs(
            "",
            Pair(pgettext("paper", "Order"), order.number),
            Pair(pgettext("paper", "Outlet"), order.outlet or ""),
            Pair(pgettext("paper", "Technician"), order.technician or ""),
            Pair(pgettext("paper", "Where"), order.request.get_mode_display()),
            Pair(
                pgettext("paper", "Agreed visit"),
                wording.window(visit.window_start, visit.window_end) if visit else "",
            ),
            Pair(pgettext("paper", "To be done by"), wording.moment(order.due_at)),
            Pair(pgettext("paper", "Repeat repair of"), order.repeat_of.number if order.repeat_of else ""),
            Pair(pgettext("paper", "Refused by"), _refusals(order)),
        ),
        "customer": shared.customer(order),
        "product": shared.product(order),
        "fault": words(pgettext("paper", "Fault"), order.request.fault_text),
        "items": _items(order),
        "extra": blank(pgettext("paper", "Added on the job, or why not done")),
        "signatures": shared.to_sign(shared.by_technician(order), shared.by_firm()),
    }


def _refusals(order: WorkOrder) -> str:
    """Who would not take a re-repair, and why: it stands on the sheet (RQ-RWK-04)."""
    if not order.repeat_of_id:
        return ""
    refused = order.assignments.filter(state="declined").select_related("technician").order_by("pk")
    return "；".join(f"{row.technician.name}：{row.reason}" for row in refused)


def _items(order: WorkOrder) -> Block:
    columns = (
        Column(pgettext("paper", "No."), 0.6, "center"),
        Column(pgettext("paper", "To do"), 7),
        Column(pgettext("paper", "Done"), 2.4),
    )
    items = order.items.order_by("pk")
    rows = ((place, item.text, wording.moment(item.done_at)) for place, item in enumerate(items, 1))
    return table(pgettext("paper", "What is to be done"), columns, rows)
