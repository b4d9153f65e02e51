"""The import itself: in what order, how often, and what is reported."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, transaction

from baoxiu.core.refusals import Refusal
from baoxiu.demo.repairs.ground import Ground
from baoxiu.demo.repairs.reading import BadRow, Record, read
from baoxiu.demo.repairs.taking import reference, take_over
from baoxiu.flow.intake.models import RepairRequest

type Progress = Callable[[int, int], None]
STEP = 50


@dataclass(slots=True)
class Summary:
    """What became of the rows."""

    rows: int = 0
    taken: int = 0
    known: int = 0
    bad: list[BadRow] = field(default_factory=list)


def import_file(path: Path, *, report: Path, progress: Progress | None = None) -> Summary:
    """Take the records of a file over, each in a transaction of its own at its own date.

    A record that is there already is left alone, so a second run adds nothing and a killed run is continued. Bad rows
    go to ``report`` (CSV: line, id, reason) and hold nobody up. Raises ``WrongFile``.
    """
    rows = list(read(path))
    summary = Summary(rows=len(rows), bad=[row for row in rows if isinstance(row, BadRow)])
    records = [row for row in rows if isinstance(row, Record)]
    known = _known(records)
    fresh = [record for record in records if reference(record) not in known]
    summary.known = len(records) - len(fresh)
    _take_all(fresh, summary, progress)
    _write_report(report, summary.bad)
    return summary


def _known(records: Iterable[Record]) -> set[str]:
    refs = [reference(record) for record in records]
    return set(
        RepairRequest.objects.filter(external_ref__in=refs).values_list("external_ref", flat=True)
    )


def _take_all(fresh: list[Record], summary: Summary, progress: Progress | None) -> None:
    ground = Ground.prepare(fresh)
    for count, record in enumerate(fresh, start=1):
        reason = _take_one(record, ground)
        if reason:
            summary.bad.append(BadRow(record.line, record.ref, reason))
        else:
            summary.taken += 1
        if progress and (count % STEP == 0 or count == len(fresh)):
            progress(count, len(fresh))


def _take_one(record: Record, ground: Ground) -> str:
    """Take one record over; the reason when it was refused."""
    try:
        with transaction.atomic():
            take_over(record, ground)
    except Refusal as refusal:
        return "; ".join(f"{name}: {text}" for name, text in refusal.fields.items()) or str(refusal)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return ""


def _write_report(report: Path, bad: list[BadRow]) -> None:
    report.parent.mkdir(parents=True, exist_ok=True)
    with report.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("line", "id", "reason"))
        writer.writerows((row.line, row.ref, row.reason) for row in sorted(bad, key=lambda row: row.line))
