"""What a repair request must hold. Pure: no Django, no clock, no I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LEAST_FIELDS = ("contact_name", "phone", "family", "fault_text", "address")
"""What blocks submission when the firm has not said otherwise (RQ-REG-01, RQ-REG-02)."""

OPTIONAL_FIELDS = (
    "email",
    "brand",
    "model_text",
    "serial",
    "purchased_on",
    "voucher_number",
    "fault",
    "fault_since",
    "wish",
)
"""What a product family or a channel may demand besides (RQ-REG-03, RQ-REG-04, RQ-REG-06)."""

FIELDS = (*LEAST_FIELDS, *OPTIONAL_FIELDS)
SUPPLEMENTABLE = (
    "contact_name",
    "phone",
    "email",
    "division_code",
    "address",
    "brand",
    "model_text",
    "serial",
    "purchased_on",
    "voucher_number",
    "fault_text",
    "fault_since",
    "wish",
)
PERSONAL = frozenset({"contact_name", "phone", "email", "division_code", "address"})
"""Old and new values of these stay out of the unchangeable history; the supplement's own row has them."""

ASKABLE = (*FIELDS, "photos", "proof")
MULTILINE = frozenset({"fault_text"})
LONGEST_TEXT = 4000
CLOCK_SKEW = timedelta(minutes=5)


def tidy(text: str, *, lines: bool = False) -> str:
    """Text as it is kept: no control characters, no halves of characters, no blanks around it.

    ``lines`` keeps line breaks and tabs.
    """
    whole = text.encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char if char.isprintable() or (lines and char in "\n\t") else " " for char in whole)
    return kept.strip() if lines else " ".join(kept.split())


def missing(values: Mapping[str, Any], required: Iterable[str], *, on_site: bool) -> list[str]:
    """The required fields that are empty; an address is needed only where somebody goes (RQ-REG-08).

    An address is both the division and the street, so that a technician of the area can be found.
    """
    empty = []
    for name in required:
        if name == "address":
            empty += [part for part in ("division_code", "address") if on_site and not values.get(part)]
        elif not values.get(name):
            empty.append(name)
    return list(dict.fromkeys(empty))


def required_fields(configured: str, of_family: Iterable[str]) -> tuple[str, ...]:
    """The mandatory fields from the firm's setting and the product family's own list (RQ-REG-06).

    A request without family, fault or anybody to reach is none, so these three always count.
    """
    wanted = [*configured.replace(",", " ").split(), "family", "fault_text", "phone", *of_family]
    return tuple(name for name in FIELDS if name in wanted)


def promised_reply_at(submitted_at: datetime, hours: int) -> datetime:
    """The time named to the customer for an answer (RQ-INT-11, T03)."""
    return submitted_at + timedelta(hours=hours)


LEAST_DIGITS = 4
"""A phone number is found by its last four digits or more, a serial number by as many characters."""


def digits_of(text: str) -> str:
    """The ASCII digits of a text."""
    return "".join(char for char in text if "0" <= char <= "9")


def looks_like_phone(text: str) -> bool:
    """Whether somebody typed a phone number or its end."""
    return not text.strip("+0123456789 -()") and len(digits_of(text)) >= LEAST_DIGITS


def as_number(text: str, series: str) -> str:
    """What was typed as a case number, with or without the letters of its series."""
    typed = text.upper().replace(" ", "")
    return typed if typed.startswith(series) else series + typed


BATCH = 10


def batch_turnaround_days(count: int) -> int:
    """Days for that many devices: one for each ten begun (RQ-WO-09, T12). Raises ValueError below one."""
    if count < 1:
        raise ValueError("a batch has at least one device")
    return -(-count // BATCH)


@dataclass(frozen=True, slots=True)
class RouteTerms:
    """For which requests a review route holds; an empty service or family means all."""

    key: int
    service: str = ""
    family: int | None = None
    from_severity: int = 1


def fitting_route(routes: Iterable[RouteTerms], *, service: str, family: int, severity: int) -> int | None:
    """The route of a request: the narrowest that holds, family before service before severity (RQ-TRI-05)."""
    holds = [
        row
        for row in routes
        if row.service in ("", service) and row.family in (None, family) and severity >= row.from_severity
    ]
    if not holds:
        return None
    narrowest = max(
        holds, key=lambda row: (row.family is not None, bool(row.service), row.from_severity, -row.key)
    )
    return narrowest.key
