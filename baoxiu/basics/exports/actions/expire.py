"""The end of an export."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.exports.files import path_of
from baoxiu.basics.exports.models import Export
from baoxiu.basics.tasks.actions import close_tasks
from baoxiu.core.actors import Actor


@transaction.atomic
def expire(*, by: Actor, at: datetime) -> int:
    """Remove the files and rows whose time is over; that they were written and taken stays on record."""
    over = list(Export.objects.filter(expires_at__lte=at).select_for_update(skip_locked=True))
    for export in over:
        close_tasks(export, by=by, at=at)
        path_of(export.pk).unlink(missing_ok=True)
        export.delete()
    return len(over)
