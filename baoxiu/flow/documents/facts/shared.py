"""Parts that several documents have: the job, the customer, the product, places to sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, pgettext

from baoxiu.basics.customers.rules import mask_phone
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.sentences import listed
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Pair, pairs, place, signatures, table
from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.work_orders.models import WorkOrder


def job(order: WorkOrder, *more: Pair) -> Block:
    """Which job this is, for whom, by whom; the phone number is masked here (RQ-SEC-01)."""
    person = order.technician
    return pairs(
        "",
        Pair(pgettext("paper", "Order"), order.number),
        Pair(pgettext("paper", "Outlet"), order.outlet or ""),
        Pair(
            pgettext("paper", "Customer"), f"{order.request.contact_name} {mask_phone(order.request.phone)}"
        ),
        Pair(pgettext("paper", "Technician"), f"{person.name} ({person.number})" if person else ""),
        *more,
    )


def customer(order: WorkOrder) -> Block:
    """Whom to reach and where (RQ-REG-02, RQ-REG-03)."""
    request = order.request
    return pairs(
        pgettext("paper", "Customer"),
        Pair(pgettext("paper", "Name"), request.contact_name),
        Pair(pgettext("paper", "Phone"), wording.phone(order)),
        Pair(pgettext("paper", "Address"), wording.address(request), wide=True),
    )


def product(order: WorkOrder) -> Block:
    """The product with its purchase (RQ-REG-03)."""
    request, unit = order.request, order.unit
    bought = request.purchased_on or (unit.sold_on if unit else None)
    return pairs(
        pgettext("paper", "Product"),
        Pair(pgettext("paper", "Kind of product"), order.family),
        Pair(pgettext("paper", "Model"), wording.model(order)),
        Pair(pgettext("paper", "Serial number"), wording.serial(order)),
        Pair(pgettext("paper", "Bought on"), wording.day(bought)),
        Pair(
            pgettext("paper", "Proof of purchase"),
            request.voucher_number or (unit.voucher_number if unit else ""),
        ),
        Pair(pgettext("paper", "Service class"), order.get_service_class_display()),
    )


def priced(title: object, lines: Iterable[Any], foot: Iterable[tuple[object, object]]) -> Block:
    """Items with quantity, price, amount and payer (RQ-QUO-02, RQ-FEE-04)."""
    columns = (
        Column(pgettext("paper", "Item"), 4),
        Column(pgettext("paper", "Kind"), 1.6),
        Column(pgettext("paper", "Quantity"), 1.3, "right"),
        Column(pgettext("paper", "Unit price"), 2, "right"),
        Column(pgettext("paper", "Amount"), 2, "right"),
        Column(pgettext("paper", "Who pays"), 2.2, "right"),
    )
    rows = (
        (
            line.name,
            wording.LINE_KINDS.get(line.kind, line.kind),
            wording.count(line.quantity),
            wording.yuan(line.unit_price),
            wording.yuan(line.amount),
            wording.PAYERS.get(line.payer, ""),
        )
        for line in lines
    )
    return table(title, columns, rows, foot)


def parts(rows: Iterable[Mapping[str, Any]]) -> Block:
    """Parts built in, with old and new serial number (RQ-EXE-03)."""
    columns = (
        Column(pgettext("paper", "Part"), 4),
        Column(pgettext("paper", "Quantity"), 1.3, "right"),
        Column(pgettext("paper", "Old serial number"), 2.6),
        Column(pgettext("paper", "New serial number"), 2.6),
        Column(pgettext("paper", "Note"), 2.6),
    )
    cells = (
        (row["name"], wording.count(row["quantity"]), row["old_serial"], row["new_serial"], row["note"])
        for row in rows
    )
    return table(pgettext("paper", "Parts built in"), columns, cells)


def checks(order: WorkOrder) -> Block:
    """Self-checks and inspections: when, by whom, passed or what failed (RQ-QC-01, RQ-QC-02)."""
    columns = (
        Column(pgettext("paper", "Check"), 2.2),
        Column(pgettext("paper", "Result"), 1.4),
        Column(pgettext("paper", "What failed"), 4),
        Column(pgettext("paper", "By"), 1.6),
        Column(pgettext("paper", "When"), 2.8),
    )
    found = Inspection.objects.filter(order=order).select_related("form__form").order_by("at", "pk")
    rows = (
        (one.get_kind_display(), passed(one.passed), failures(one.form), one.by_name, wording.moment(one.at))
        for one in found
    )
    return table(pgettext("paper", "Checks"), columns, rows)


def passed(good: bool) -> str:
    """In a word."""
    return pgettext("paper", "Passed") if good else pgettext("paper", "Failed")


def failures(filled: FilledForm) -> str:
    """The questions that failed, in the reader's language."""
    english = get_language() == "en"
    items = (item for item in filled.form.items if item.key in filled.failed)
    return listed((english and item.label_en) or item.label for item in items)


def to_sign(*places: dict[str, str]) -> Block:
    """Places to sign, each with its day."""
    return signatures(*places, date_label=pgettext("paper", "Date:"))


def by_customer() -> dict[str, str]:
    """Where the customer signs on paper."""
    return place(pgettext("paper", "Customer (signature)"))


def by_technician(order: WorkOrder) -> dict[str, str]:
    """Where the technician signs on paper."""
    name = order.technician.name if order.technician else ""
    return place(pgettext("paper", "Technician (signature)"), name)


def by_firm() -> dict[str, str]:
    """Where the firm puts its stamp."""
    return place(pgettext("paper", "Service firm (stamp)"))


def title_of(version: FormVersion) -> str:
    """The checklist's name in the reader's language."""
    return (get_language() == "en" and version.title_en) or version.title
