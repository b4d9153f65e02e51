"""What lies in a what-if tray, and the picture it stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from baoxiu.core.actors import Actor
from baoxiu.flow.planning.changes import DayChange, taken_over
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import Draft, PlanBook
from baoxiu.flow.planning.picture import Picture


def made_draft(
    book: PlanBook,
    changes: Iterable[DayChange],
    *,
    cause: str,
    freed: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> Draft:
    """A new tray with changes in it."""
    return Draft.objects.create(
        book=book,
        user_id=by.user_id,
        by_name=by.name,
        cause=cause,
        changes=[one.plain() for one in changes],
        freed=sorted(freed),
        version=book.version,
        opened_at=at,
    )


def drawn_with(draft: Draft, *, at: datetime, more: Collection[int] = ()) -> Picture:
    """The picture that a tray stands on: what it moves may be taken over by others."""
    free = {*draft.freed, *more}
    changes = [DayChange.of(one) for one in draft.changes]
    return kept_picture(draft.book, at=at, freed=draft.freed, unbound=taken_over(changes) | free)
