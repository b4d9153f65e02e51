"""Writing a list: begun, held while it is written, finished or failed.

The row stays locked from ``hold`` until the file is whole. A worker that is killed lets go of it with its connection, and
the next one begins again; there is no lease that has to run out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from baoxiu.basics.exports.models import Export, ExportRows
from baoxiu.basics.exports.policies import KEPT
from baoxiu.basics.tasks.actions import open_task
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import value

MOST_TRIES = 3


@transaction.atomic
def begin(*, by: Actor, at: datetime) -> Export | None:
    """The export that waits longest and is in nobody's hands, its try counted; ``None`` when there is none.

    What was begun ``MOST_TRIES`` times and never became whole fails.
    """
    for export in _free().filter(tries__gte=MOST_TRIES):
        fail(export, by=by, at=at, for_good=True)
    chosen: Export | None = _free().order_by("asked_at", "pk").first()
    if chosen is not None:
        chosen.tries += 1
        chosen.save(update_fields=["tries"])
    return chosen


def hold(export: Export, *, by: Actor, at: datetime) -> Export | None:  # noqa: ARG001
    """The same export, locked until the transaction ends; ``None`` when another worker has it."""
    held: Export | None = _free().filter(pk=export.pk).first()
    return held


@transaction.atomic
def finish(export: Export, *, rows: int, size: int, by: Actor, at: datetime) -> Export:
    """The file is whole: the person is told, and it can be fetched until it expires."""
    export.state, export.rows, export.size, export.ready_at = Export.State.READY, rows, size, at
    export.expires_at = at + timedelta(hours=value(KEPT, at=at).whole)
    export.save(update_fields=["state", "rows", "size", "ready_at", "expires_at"])
    record("exports.written", export, by=by, at=at, list=export.sheet, rows=rows, size=size)
    open_task(
        "export", export, role="", assignee=export.user, key=f"export:{export.pk}",
        at=at, due_at=export.expires_at,
    )  # fmt: skip
    return export


@transaction.atomic
def fail(export: Export, *, by: Actor, at: datetime, for_good: bool = False) -> Export:
    """It could not be written: tried again, and after ``MOST_TRIES`` given up."""
    if not for_good and export.tries < MOST_TRIES:
        return export
    export.state, export.expires_at = Export.State.FAILED, at + timedelta(hours=value(KEPT, at=at).whole)
    export.save(update_fields=["state", "expires_at"])
    record("exports.failed", export, by=by, at=at, list=export.sheet)
    return export


def _free() -> ExportRows:
    rows: ExportRows = Export.objects.filter(state=Export.State.WAITING)
    return rows.select_for_update(skip_locked=True)
