"""The acceptance sheet as the customer reads it, from the very content that the hash covers (RQ-ACC-01)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from baoxiu.flow.warranty.models import Verdict
from baoxiu.web.field.words import TO_CUSTOMER


def readable(document: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen document with its codes as words; nothing is added to it."""
    found, quote = document["assessment"] or {}, document["quote"] or {}
    return {
        "order": document["order"],
        "product": _product(document["product"]),
        "reported": document["reported"],
        "found": found.get("fault_nature", ""),
        "warranty": Verdict.Result(found["warranty"]).label if found.get("warranty") else "",
        "warranty_ends_on": _end(found),
        "work": document["work"] or [text for text in [quote.get("plan", "")] if text],
        "parts": [{**row, "quantity": Decimal(row["quantity"])} for row in document["parts"]],
        "lines": [_line(row) for row in quote.get("lines", ())],
        "total": Decimal(quote.get("total_customer", "0")),
        "technician": document["technician"],
    }


def _end(found: Mapping[str, Any]) -> date | None:
    """The last day of the period, where the period is what counts."""
    counts = found.get("warranty") in (Verdict.Result.COVERED, Verdict.Result.PARTLY)
    return parse_date(found.get("warranty_ends_on") or "") if counts else None


def _product(product: Mapping[str, str]) -> str:
    english = get_language() == "en" and product["family_en"]
    words = (english or product["family"], product["brand"], product["model"], product["serial"])
    return " · ".join(word for word in words if word)


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    who, tone = TO_CUSTOMER[row["payer"]]
    return {
        "name": row["name"],
        "quantity": Decimal(row["quantity"]),
        "amount": Decimal(row["net"]),
        "who": who,
        "tone": tone,
    }
