"""Bays as a table: the columns of the export, and reading them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.utils.dateparse import parse_time
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family
from baoxiu.basics.products.queries import families
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.workshop.actions import BayInput
from baoxiu.flow.workshop.models import Bay
from baoxiu.web.desk.setup.prices import NO, YES
from baoxiu.web.desk.setup.tables import by_heading, read_table
from baoxiu.web.desk.sheets import Column

FIELDS = (
    "outlet",
    "name",
    "families",
    "services",
    "up_to_level",
    "equipment",
    "opens",
    "closes",
    "is_active",
)
NEEDED = ("outlet", "name")
PARTED = str.maketrans("，、；;", ",,,,")


class BayLineWrong(InvalidInput):
    """A line of the table that cannot be taken over; the sentence names it."""


def _services(bay: Bay) -> str:
    labels = dict(RepairRequest.Service.choices)
    return "、".join(str(labels[code]) for code in bay.services)


SHEET = (
    Column(_("Code of the outlet"), 12, lambda bay: bay.outlet.code),
    Column(_("Name of the bay"), 18, lambda bay: bay.name),
    Column(_("Only for these products"), 30, lambda bay: "、".join(str(one) for one in bay.families.all())),
    Column(_("Only for these services"), 24, _services),
    Column(_("Hardest work, as a skill level"), 12, lambda bay: bay.up_to_level),
    Column(_("Equipment of the bay"), 30, lambda bay: bay.equipment),
    Column(_("Opens at"), 10, lambda bay: f"{bay.opens:%H:%M}" if bay.opens else ""),
    Column(_("Closes at"), 10, lambda bay: f"{bay.closes:%H:%M}" if bay.closes else ""),
    Column(_("In use"), 10, lambda bay: YES if bay.is_active else NO),
)


def entered(file: Any, by: Actor) -> list[BayInput]:
    """The rows of a file; raises ``BayLineWrong`` for the first that cannot be read, ``InvalidTable``."""
    outlets = {row.code: row for row in Outlet.objects.for_actor(by)}
    known = {word.casefold(): one for one in families() for word in (one.code, one.name, one.name_en)}
    return [
        _read(number, cells, outlets, known)
        for number, cells in by_heading(read_table(file, file.size), _headings(), NEEDED)
    ]


def _headings() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {
        name: [str(column.title)] for name, column in zip(FIELDS, SHEET, strict=True)
    }
    for language in ("zh-hans", "en"):
        with override(language):
            for name, column in zip(FIELDS, SHEET, strict=True):
                words[name].append(str(column.title))
    return words


def _read(
    number: int, cells: dict[str, str], outlets: dict[str, Outlet], known: dict[str, Family]
) -> BayInput:
    outlet = outlets.get(cells["outlet"])
    if outlet is None:
        raise _wrong(number, cells["outlet"])
    return BayInput(
        outlet=outlet,
        name=cells["name"],
        families=[_found(number, word, known) for word in _parts(cells.get("families", ""))],
        services=[_service(number, word) for word in _parts(cells.get("services", ""))],
        up_to_level=_level(number, cells.get("up_to_level") or "5"),
        equipment=cells.get("equipment", ""),
        opens=_hour(number, cells.get("opens", "")),
        closes=_hour(number, cells.get("closes", "")),
        is_active=cells.get("is_active", "") != str(NO)
        and cells.get("is_active", "").casefold() not in ("no", "否"),
    )


def _parts(text: str) -> Iterable[str]:
    return (part.strip() for part in text.translate(PARTED).split(",") if part.strip())


def _found(number: int, word: str, known: dict[str, Family]) -> Family:
    family = known.get(word.casefold())
    if family is None:
        raise _wrong(number, word)
    return family


def _service(number: int, word: str) -> str:
    for language in ("zh-hans", "en"):
        with override(language):
            for code, label in RepairRequest.Service.choices:
                if word.casefold() in (code, str(label).casefold()):
                    return str(code)
    raise _wrong(number, word)


def _level(number: int, text: str) -> int:
    if text not in ("1", "2", "3", "4", "5"):
        raise _wrong(number, text)
    return int(text)


def _hour(number: int, text: str) -> time | None:
    try:
        found = parse_time(text) if text else None
    except ValueError:
        found = None
    if text and found is None:
        raise _wrong(number, text)
    return found


def _wrong(number: int, word: str) -> BayLineWrong:
    sentence = _("Line {line}: “{word}” is not known.")
    return BayLineWrong(str(sentence).format(line=number, word=word), field="file")
