"""A list as an Excel file: what the filters show, row by row in constant memory, and a second sheet that says whose it is."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from baoxiu.basics.accounts.actions import note_export
from baoxiu.core import clock
from baoxiu.core.clock import legal_date

AT_ONCE = 2_000
LONGEST = 32_767
"""Characters in one cell of Excel."""
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide in characters, and what stands below it."""

    title: object
    width: int
    value: Callable[[Any], Any]


def exported(
    request: HttpRequest, what: str, title: str, columns: Sequence[Column], rows: QuerySet[Any]
) -> FileResponse:
    """The rows as a file, after it is on record who takes them (RQ-SEC-04). Raises what ``note_export`` raises."""
    at, count = clock.now(), rows.count()
    note_export(what, rows=count, filters=request.GET.urlencode(), by=request.actor, at=at)
    about = (
        (_("List"), title),
        (_("Exported by"), request.actor.name),
        (_("Exported at"), timezone.localtime(at)),
        (_("Rows"), count),
        (_("Filters"), "、".join(value for key, value in request.GET.items() if value and key != "page")),
    )
    file = written(title, columns, rows.iterator(chunk_size=AT_ONCE), about)
    name = f"{title}-{legal_date(at):%Y%m%d}.xlsx"
    answer = FileResponse(file, as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def written(
    title: str, columns: Sequence[Column], rows: Iterable[Any], about: Iterable[tuple[str, Any]]
) -> IO[bytes]:
    """The whole workbook, at its beginning. It is handed out only when the last row is in."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 – the answer closes it when it is sent
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
        for number, (name, value) in enumerate(about):
            note.write_string(number, 0, name, bold)
            _write(note, number, 1, value)
    file.seek(0)
    return file


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
