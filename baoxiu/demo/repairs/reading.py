"""Reading a file of the Open Repair Data Standard v0.3: good rows, and bad ones with line and reason (pure)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FIXED, REPAIRABLE, END_OF_LIFE, UNKNOWN = "Fixed", "Repairable", "End of life", "Unknown"
STATUSES = (FIXED, REPAIRABLE, END_OF_LIFE, UNKNOWN)
NEEDED = ("id", "product_category", "brand", "repair_status", "group_identifier", "event_date", "problem")
LONGEST_PROBLEM = 4_000


@dataclass(frozen=True, slots=True)
class Record:
    """One repair as a volunteer wrote it down."""

    line: int
    ref: str
    provider: str
    category: str
    category_id: str
    kind_of_item: str
    brand: str
    status: str
    barrier: str
    group: str
    day: date
    problem: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken over, and why."""

    line: int
    ref: str
    reason: str


class WrongFile(ValueError):
    """The file is not a table of repair records."""


def read(path: Path) -> Iterator[Record | BadRow]:
    """Every row of the file; raises ``WrongFile`` when the columns are missing.

    ``line`` is the physical line on which the row ends, as an editor shows it: texts span lines.
    """
    seen: set[str] = set()
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        table = csv.DictReader(stream)
        missing = [name for name in NEEDED if name not in (table.fieldnames or ())]
        if missing:
            raise WrongFile(", ".join(missing))
        for row in table:
            yield _record(row, table.line_num, seen)


def _record(row: Mapping[str, str | None], line: int, seen: set[str]) -> Record | BadRow:
    text = {key: _clean(value) for key, value in row.items() if key and not isinstance(value, list)}
    ref = text["id"]
    reason = _wrong(row, text, seen)
    seen.add(ref)
    if reason:
        return BadRow(line, ref, reason)
    kind = text.get("partner_product_category", "").split("~")[-1].strip()
    return Record(
        line=line,
        ref=ref,
        provider=text.get("data_provider", "") or "Open Repair",
        category=text["product_category"],
        category_id=text.get("product_category_id", ""),
        kind_of_item=kind[:80] or text["product_category"],
        brand=text["brand"][:80] if text["brand"] != "Unknown" else "",
        status=text["repair_status"],
        barrier=text.get("repair_barrier_if_end_of_life", "")[:200],
        group=text["group_identifier"],
        day=date.fromisoformat(text["event_date"]),
        problem=text["problem"],
    )


def _clean(value: str | None) -> str:
    return (value or "").replace("\x00", "").strip()


def _wrong(row: Mapping[str, object], text: Mapping[str, str], seen: set[str]) -> str:
    """Why a row cannot be taken over; empty when it can."""
    if None in row or None in row.values():
        return "wrong number of columns"
    if not text["id"]:
        return "id is missing"
    if text["id"] in seen:
        return "id occurs twice in the file"
    if not text["product_category"]:
        return "product_category is missing"
    if text["repair_status"] not in STATUSES:
        return f"repair_status is not one of {', '.join(STATUSES)}"
    if not text["group_identifier"]:
        return "group_identifier is missing"
    if not _is_day(text["event_date"]):
        return "event_date is not a date such as 2024-05-31"
    if len(text["problem"]) > LONGEST_PROBLEM:
        return f"problem is longer than {LONGEST_PROBLEM} characters"
    return ""


def _is_day(text: str) -> bool:
    try:
        return 1990 <= date.fromisoformat(text).year <= 2100
    except ValueError:
        return False
