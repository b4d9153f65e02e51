"""The import itself: in what order, how often, by how many processes, and what is reported."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import batched
from multiprocessing import get_context
from pathlib import Path

import django
from django.db import DatabaseError, transaction

from baoxiu.core.refusals import Refusal
from baoxiu.core.savepoints import without_savepoints
from baoxiu.demo.in_bulk import in_bulk
from baoxiu.demo.repairs.ground import Ground
from baoxiu.demo.repairs.reading import BadRow, Record, read
from baoxiu.demo.repairs.taking import reference, take_over
from baoxiu.flow.intake.models import RepairRequest

type Progress = Callable[[int, int], None]
BATCH = 200


@dataclass(slots=True)
class Summary:
    """What became of the rows."""

    rows: int = 0
    taken: int = 0
    known: int = 0
    bad: list[BadRow] = field(default_factory=list)


def import_file(path: Path, *, report: Path, progress: Progress | None = None, processes: int = 1) -> Summary:
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
    Ground.prepare(fresh)
    done = 0
    for taken, refused in _take_all(sorted(fresh, key=lambda one: (one.day, one.line)), processes):
        done += taken + len(refused)
        summary.taken += taken
        summary.bad += refused
        if progress:
            progress(done, len(fresh))
    _write_report(report, summary.bad)
    return summary


def _known(records: Iterable[Record]) -> set[str]:
    refs = [reference(record) for record in records]
    return set(RepairRequest.objects.filter(external_ref__in=refs).values_list("external_ref", flat=True))


def _take_all(fresh: list[Record], processes: int) -> Iterator[tuple[int, list[BadRow]]]:
    """The batches' results as they come."""
    batches = _far_apart([list(batch) for batch in batched(fresh, BATCH)], processes)
    if processes < 2 or len(batches) < 2:
        yield from map(take_batch, batches)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
        futures: list[Future[tuple[int, list[BadRow]]]] = [
            pool.submit(take_batch, batch) for batch in batches
        ]
        for future in as_completed(futures):
            yield future.result()


def _far_apart[T](batches: list[T], processes: int) -> list[T]:
    """Neighbours in the queue from different years: who works on the same day waits for that day's numbers."""
    stride = -(-len(batches) // max(processes, 1))
    return [batch for first in range(stride) for batch in batches[first::stride]]


def take_batch(records: list[Record]) -> tuple[int, list[BadRow]]:
    """Take some records over; how many were taken, and which were refused."""
    ground = Ground.prepare(records)
    with in_bulk():
        reasons = [(record, _take_one(record, ground)) for record in records]
    bad = [BadRow(record.line, record.ref, reason) for record, reason in reasons if reason]
    return len(records) - len(bad), bad


def _take_one(record: Record, ground: Ground) -> str:
    """Take one record over; the reason when it was refused."""
    try:
        with transaction.atomic(), without_savepoints():
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
