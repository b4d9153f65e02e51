"""The acceptance sheet's document as lines to read, from the very content that the hash covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from baoxiu.flow.warranty.models import Verdict
from baoxiu.web.desk.orders.verdicts import PAYERS
from baoxiu.web.shared import words


def acceptance_lines(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Heading and text of each part of the sheet that says something."""
    product, found, quote = document["product"], document["assessment"] or {}, document["quote"] or {}
    family = product["family_en"] if get_language() == "en" and product["family_en"] else product["family"]
    rows = [
        (
            _("Product"),
            " ".join(
                text for text in (family, product["brand"], product["model"], product["serial"]) if text
            ),
        ),
        (_("Reported fault"), document["reported"]),
        (_("Found"), found.get("fault_nature", "")),
        (_("Warranty"), _result(found.get("warranty", ""))),
        (_("Work"), "\n".join(document["work"]) or quote.get("plan", "")),
        (_("Parts built in"), "\n".join(_parts(document["parts"]))),
        (_("Prices"), "\n".join(_prices(quote.get("lines", ())))),
        (_("To be paid by the customer"), words.yuan(Decimal(quote.get("total_customer", "0")))),
        (pgettext("desk", "Technician"), document["technician"]),
    ]
    return [(label, text) for label, text in rows if text]


def _result(code: str) -> str:
    return str(Verdict.Result(code).label) if code else ""


def _parts(parts: Iterable[Mapping[str, Any]]) -> list[str]:
    return [
        " ".join(text for text in (f"{row['name']} × {_count(row['quantity'])}", row["new_serial"]) if text)
        for row in parts
    ]


def _prices(lines: Iterable[Mapping[str, Any]]) -> list[str]:
    return [
        " ".join(
            (
                row["name"],
                "×",
                _count(row["quantity"]),
                words.yuan(Decimal(row["net"])),
                str(PAYERS.get(row["payer"], "")),
            )
        )
        for row in lines
    ]


def _count(text: str) -> str:
    return words.quantity(Decimal(text))
