"""保修卡: how long product and main parts are protected, and what was repaired (RQ-VIS-12, RQ-WAR-13, appendix b22)."""

from __future__ import annotations

from django.utils.translation import pgettext

from baoxiu.flow.acceptance.queries import accepted
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Facts, Pair, pairs, place, table, words
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.documents.facts.acceptance_sheet import drawing
from baoxiu.flow.repairs.models import PartUsed
from baoxiu.flow.warranty.unit_terms import UnitTerm, terms_of
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """Product, periods as they stood when the work was accepted, the repair, the customer's signature."""
    answer = accepted(order)
    if answer is None:
        return {}
    used = PartUsed.objects.filter(order=order).order_by("at", "pk")
    return {
        "product": shared.product(order),
        "terms": _terms(terms_of(order.unit, at=answer.at) if order.unit else []),
        "repair": pairs(
            pgettext("paper", "This repair"),
            Pair(pgettext("paper", "Order"), order.number),
            Pair(pgettext("paper", "Accepted on"), wording.day(answer.at)),
            Pair(pgettext("paper", "Technician"), order.technician or ""),
            Pair(pgettext("paper", "Outlet"), order.outlet or ""),
            Pair(pgettext("paper", "The customer's opinion"), answer.opinion, wide=True),
        ),
        "parts": shared.parts(used.values("name", "quantity", "old_serial", "new_serial", "note")),
        "notes": words(
            "",
            pgettext(
                "paper", "Please keep this card and show it with the proof of purchase when you need us."
            ),
        ),
        "signatures": shared.to_sign(
            place(
                pgettext("paper", "Customer (signature)"),
                answer.signer,
                wording.day(answer.at),
                drawing(answer.signature, order),
            ),
            shared.by_firm(),
        ),
    }


def _terms(terms: list[UnitTerm]) -> Block:
    columns = (
        Column(pgettext("paper", "Protected"), 3),
        Column(pgettext("paper", "From"), 3),
        Column(pgettext("paper", "Last day"), 3),
    )
    rows = (
        (
            pgettext("paper", "Main parts") if term.is_main_part else pgettext("paper", "The whole product"),
            wording.day(term.starts_on),
            wording.day(term.ends_on),
        )
        for term in terms
    )
    return table(pgettext("paper", "Warranty"), columns, rows)
