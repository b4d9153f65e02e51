"""What a delivery of many devices is made from, and reading the list that came with it (RQ-INT-20)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family
from baoxiu.basics.products.queries import families, unit_by_serial

MOST_DEVICES = 200
HEADINGS = frozenset({"serial", "serial number", "序列号", "机身号", "机号"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device of a delivery. ``family`` is none where neither the list nor the register knows it."""

    serial: str
    family: Family | None
    fault_text: str
    accessories: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Many devices of one customer that arrived together; ``client_key`` makes a repeat harmless."""

    contact_name: str
    phone: str
    arrived_at: datetime
    outlet: Outlet
    devices: tuple[Device, ...]
    brought_by: str = ""
    note: str = ""
    channel: str = "counter"
    mode: str = "carry_in"
    client_key: UUID | None = None


def devices_in(text: str) -> tuple[Device, ...]:
    """The devices of a list pasted from a table or a CSV file: serial number, product, fault, accessories.

    Cells are parted by tabs, commas (also full-width) or semicolons; a line of headings is passed over. The product
    is the name or code of a family; empty, it is looked up by the serial number.
    """
    by_word = {word.casefold(): family for family in families() for word in (family.name, family.code)}
    return tuple(_device(cells, by_word) for cells in _cells(text))


def _device(cells: list[str], by_word: dict[str, Family]) -> Device:
    serial, product, fault, accessories = (*cells, "", "", "", "")[:4]
    unit = unit_by_serial(serial) if not product else None
    return Device(
        serial=serial,
        family=unit.family if unit else by_word.get(product.casefold()),
        fault_text=fault,
        accessories=accessories,
    )


def _cells(text: str) -> Iterable[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and _cut(lines[0])[0].casefold() in HEADINGS:
        lines = lines[1:]
    return map(_cut, lines)


def _cut(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    plain = line.replace("，", ",").replace("；", ";")
    mark = ";" if ";" in plain and "," not in plain else ","
    return [cell.strip() for cell in next(csv.reader([plain], delimiter=mark))]
