"""Asking for a list."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.actions import note_export
from baoxiu.basics.exports.jobs import wake_writer
from baoxiu.basics.exports.models import Export
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import Conflict
from baoxiu.core.rows import one_at_a_time

MOST_WAITING = 5


class TooManyWaiting(Conflict):
    """One person has several exports under way."""

    message = _("Several of your exports are still being written. Please wait until one is ready.")


@transaction.atomic
def ask(sheet: str, *, query: str, rows: int, language: str, by: Actor, at: datetime) -> Export:
    """Have the worker write a list; asked again before it is written, it is the same one (RQ-SEC-04).

    Who takes it is on record from here on. Raises what ``note_export`` raises, and ``TooManyWaiting``.
    """
    one_at_a_time(f"export:{by.id}")
    wish = hashlib.sha256("\n".join((by.id, sheet, language, query)).encode()).hexdigest()
    waiting = Export.objects.for_actor(by).filter(state=Export.State.WAITING)
    known: Export | None = waiting.filter(wish=wish).first()
    if known is not None:
        return known
    if waiting.count() >= MOST_WAITING:
        raise TooManyWaiting
    note_export(sheet, rows=rows, filters=query, by=by, at=at)
    transaction.on_commit(wake_writer)
    return Export.objects.create(
        user_id=by.user_id, sheet=sheet, query=query, language=language, wish=wish, rows=rows, asked_at=at
    )
