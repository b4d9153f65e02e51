"""Which change of a bay or of the counter somebody could take back."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event

LOOK_BACK = 30
REACHES = timedelta(days=1)
KINDS = ("workshop.moved", "workshop.set_aside", "planning.counter_moved")


def last_move(outlet: Outlet, by: Actor, *, at: datetime) -> Event | None:
    """The actor's newest change by hand that was not taken back yet."""
    rows = Event.objects.filter(kind__in=KINDS, at__gt=at - REACHES, actor_id=by.id, actor_kind=by.kind)
    undone: set[int] = set()
    for event in rows.filter(data__outlet_id=outlet.pk).order_by("-pk")[:LOOK_BACK]:
        if event.data.get("undoes"):
            undone |= {event.data["undoes"]}
        elif event.pk not in undone:
            return event
    return None
