"""Which change somebody could take back."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.flow.planning.models import PlanBook

LOOK_BACK = 50
UNDOABLE = ("moved", "published", "optimised")


def last_of(book: PlanBook, by: Actor) -> Event | None:
    """The actor's newest change that was not taken back yet."""
    rows = Event.objects.filter(subject_kind="planbook", subject_id=book.pk, kind="planning.changed")
    undone: set[int] = set()
    for event in rows.filter(actor_id=by.id, actor_kind=by.kind).order_by("-pk")[:LOOK_BACK]:
        if event.data["cause"] == "undone":
            undone.add(event.data["undoes"])
        elif event.data["cause"] in UNDOABLE and event.data["version"] not in undone:
            return event
    return None
