"""A list as an Excel file: what the filters show, row by row in constant memory, and a second sheet that says whose it is."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from baoxiu.basics.accounts.actions import note_export
from baoxiu.basics.exports.actions import ask
from baoxiu.basics.exports.policies import AT_ONCE
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Refusal

CHUNK = 2_000
LONGEST = 32_767
"""Characters in one cell of Excel."""
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class LongList(Refusal):
    """So many rows are asked for with the button, not with an address."""

    code = "long_list"
    status = 422
    message = gettext_lazy(
        "This list is long. Please press “Export to Excel” on its page: the file is written in the background."
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide in characters, and what stands below it."""

    title: object
    width: int
    value: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that can leave the house: ``rows`` are those that an address' query shows this person."""

    code: str
    title: object
    columns: Sequence[Column]
    rows: Callable[[Actor, Mapping[str, str]], QuerySet[Any]]


def handed_out(request: HttpRequest, sheet: Sheet) -> HttpResponseBase:
    """The list at once when it is short; a long one is written by the worker, and the person is led to where it will lie.

    Raises what ``note_export`` raises, and ``LongList`` for a long one that only an address asks for.
    """
    at, rows = clock.now(), sheet.rows(request.actor, request.GET)
    count = rows.count()
    if count <= value(AT_ONCE, at=at).whole:
        return exported(request, sheet.code, str(sheet.title), sheet.columns, rows)
    if request.method != "POST":
        raise LongList
    ask(
        sheet.code,
        query=request.GET.urlencode(),
        rows=count,
        language=get_language() or "",
        by=request.actor,
        at=at,
    )
    return redirect("desk:exports")


def exported(
    request: HttpRequest, what: str, title: str, columns: Sequence[Column], rows: QuerySet[Any]
) -> FileResponse:
    """The rows as a file, after it is on record who takes them (RQ-SEC-04). Raises what ``note_export`` raises."""
    at, count = clock.now(), rows.count()
    note_export(what, rows=count, filters=request.GET.urlencode(), by=request.actor, at=at)
    file = tempfile.TemporaryFile()  # noqa: SIM115 – the answer closes it when it is sent
    write(
        file, title, columns, rows.iterator(chunk_size=CHUNK), about(title, request.actor, request.GET, at=at)
    )
    file.seek(0)
    return sent(file, title, at)


def sent(file: IO[bytes], title: str, at: datetime) -> FileResponse:
    """A file for the person alone: no browser and no proxy keeps it."""
    answer = FileResponse(file, as_attachment=True, filename=f"{title}-{legal_date(at):%Y%m%d}.xlsx")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def about(title: str, actor: Actor, query: Mapping[str, str], *, at: datetime) -> list[tuple[str, Any]]:
    """Whose file it is, when it was made and by which filters."""
    filters = "、".join(said for key, said in query.items() if said and key != "page")
    return [
        (_("List"), title),
        (_("Exported by"), actor.name),
        (_("Exported at"), timezone.localtime(at)),
        (_("Filters"), filters),
    ]


def write(
    file: IO[bytes] | str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
    about: Iterable[tuple[str, Any]],
) -> int:
    """The whole workbook, row by row, with a second sheet about it; returns how many rows it holds."""
    number = 0
    with Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, str(column.title), bold)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                _write(sheet, number, place, column.value(row))
        note = book.add_worksheet(_("About this file"))
        note.set_column(1, 1, 40)
        for line, (name, said) in enumerate([*about, (_("Rows"), number)]):
            note.write_string(line, 0, name, bold)
            _write(note, line, 1, said)
    return number


def _write(sheet: Any, row: int, place: int, value: Any) -> None:
    """Numbers and moments as such, all else as text: what begins with ``=`` is no formula, whoever wrote it."""
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, timezone.localtime(value).replace(tzinfo=None))
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, NOT_IN_XML.sub("", str(value))[:LONGEST])
