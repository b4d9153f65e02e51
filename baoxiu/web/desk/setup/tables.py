"""Tables that people send: Excel or CSV, read as text, bounded, and nothing in them is run (standards.md 4.4 C14)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import InvalidInput

MEGABYTE = 1024 * 1024
LARGEST, UNPACKED = 5 * MEGABYTE, 60 * MEGABYTE
MOST_ROWS, MOST_COLUMNS = 5_000, 30
LOOKED_AT = 20_000
"""Lines, the empty ones too: what stands further down is not left out in silence, the file is refused."""
TOO_MANY = _("The file has too many rows; 5,000 at most.")
LONGEST = 4_000
ZIP = b"PK\x03\x04"
ENCODINGS = ("utf-8-sig", "gb18030")
"""Excel writes the second one in China."""
BROKEN = (zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError)
type Row = tuple[int, list[str]]


class InvalidTable(InvalidInput):
    """The file is no table that can be read."""

    message = _("Please choose an Excel file (.xlsx) or a CSV file.")


def read_table(file: IO[bytes], size: int) -> list[Row]:
    """The rows that are not empty with their line numbers, all cells as text. Raises ``InvalidTable``."""
    if size > LARGEST:
        raise InvalidTable(_("The file is too large; 5 MB at most."), field="file")
    data = file.read(LARGEST + 1)
    rows = _sheet(data) if data[:4] == ZIP else _lines(data)
    found = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if len(found) > MOST_ROWS:
        raise InvalidTable(TOO_MANY, field="file")
    return found


def by_heading(
    rows: Sequence[Row], headings: Mapping[str, Iterable[str]], needed: Iterable[str]
) -> list[tuple[int, dict[str, str]]]:
    """Each row as cells by field; ``headings`` are the words for each field, in any language.

    Raises ``InvalidTable`` for a heading that is missing or there twice. Other columns are left alone.
    """
    if not rows:
        raise InvalidTable(_("The file is empty."), field="file")
    known = {word.casefold(): name for name, words in headings.items() for word in words}
    names = [known.get(cell.casefold(), "") for cell in rows[0][1]]
    for name in headings:
        if names.count(name) > 1 or (name in needed and name not in names):
            word = next(iter(headings[name]))
            sentence = _("The heading “{word}” must stand there once.")
            raise InvalidTable(str(sentence).format(word=word), field="file")
    return [
        (number, {name: cell for name, cell in zip(names, row, strict=False) if name})
        for number, row in rows[1:]
    ]


def _sheet(data: bytes) -> Iterator[list[str]]:
    """The first sheet; what is behind a formula, a link or a macro is not asked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise InvalidTable(_("The file is too large; 5 MB at most."), field="file")
        book = _load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            if number > LOOKED_AT:
                raise InvalidTable(TOO_MANY, field="file")
            yield [_text(cell, number) for cell in row]
    except BROKEN as trouble:
        raise InvalidTable(field="file") from trouble


def _load_workbook(file: IO[bytes], **how: bool) -> Any:
    """Reading Excel brings numpy with it, which takes a tenth of a process's start: only who sends a sheet waits for it."""
    return import_module("openpyxl").load_workbook(file, **how)


def _text(cell: Any, number: int) -> str:
    value = cell.value
    if cell.data_type == "f":
        sentence = _("Line {line} holds a formula. Please replace it by its value.")
        raise InvalidTable(str(sentence).format(line=number), field="file")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return (f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)).strip()[:LONGEST]


def _lines(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma):
            yield [cell.strip()[:LONGEST] for cell in row[:MOST_COLUMNS]]
    except csv.Error as trouble:
        raise InvalidTable(field="file") from trouble


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InvalidTable(field="file")
