"""Fetching a finished list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.exports.models import Export
from baoxiu.basics.tasks.actions import close_tasks
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import NotFound, Refusal
from baoxiu.core.rows import lock


class NotReady(Refusal):
    """It is still being written, failed or has expired."""

    code = "export_not_ready"
    status = 409
    message = _("This export cannot be fetched now. Please ask for it again.")


@transaction.atomic
def take_out(export: Export, *, by: Actor, at: datetime) -> Export:
    """Hand the file to the person who asked, and to nobody else; each time is on record (RQ-SEC-04).

    Raises ``NotFound`` for everybody else, ``NotAllowed`` when the right was taken away meanwhile, ``NotReady``.
    """
    export = lock(export)
    if export.user_id != by.user_id:
        raise NotFound
    needs(by, "lists.export").or_refuse()
    if export.state != Export.State.READY or export.expires_at is None or export.expires_at <= at:
        raise NotReady
    close_tasks(export, by=by, at=at)
    record("exports.taken", export, by=by, at=at, list=export.sheet, rows=export.rows)
    return export
