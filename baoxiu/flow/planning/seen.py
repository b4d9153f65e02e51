"""Whether the days that a page shows are still as it shows them: two dispatchers at one plan."""

from __future__ import annotations

from datetime import date

from baoxiu.core.events.models import Event
from baoxiu.flow.planning.models import PlanBook, PlannedVisit
from baoxiu.flow.planning.moving import PlanChanged
from baoxiu.flow.work_orders.models import WorkOrder

type Day = tuple[int, date]
"""A technician's key and a Chinese date."""


def as_seen(book: PlanBook, order: WorkOrder, target: Day | None, seen: int | None) -> None:
    """Pass where neither the day that the order leaves nor the one it goes to was changed after version ``seen``.

    Raises ``PlanChanged``. The book is locked already.
    """
    if seen is None or seen >= book.version:
        return
    touched = touched_since(book, seen)
    days = {(row.technician_id, row.day) for row in PlannedVisit.objects.filter(order=order)}
    if touched & (days | ({target} if target else set())) or order.pk in _moved_since(book, seen):
        raise PlanChanged()


def touched_since(book: PlanBook, seen: int) -> set[Day]:
    """The technicians' days that were changed after a version."""
    return {
        (one["technician"], date.fromisoformat(one["day"]))
        for event in _since(book, seen)
        for one in event.data["changes"]
    }


def _moved_since(book: PlanBook, seen: int) -> set[int]:
    """The orders that came or went."""
    return {
        int(key)
        for event in _since(book, seen)
        for one in event.data["changes"]
        for key in set(one["before"]) ^ set(one["after"])
        if key.isdigit()
    }


def _since(book: PlanBook, seen: int) -> list[Event]:
    rows = Event.objects.filter(subject_kind="planbook", subject_id=book.pk, kind="planning.changed")
    return list(rows.filter(data__version__gt=seen).order_by("pk"))
