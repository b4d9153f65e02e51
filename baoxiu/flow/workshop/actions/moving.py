"""Units moved by hand: to another bay or time, or into the waiting area; and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.events.chain import plain
from baoxiu.core.events.models import Event
from baoxiu.core.reasons import because, say
from baoxiu.core.refusals import Conflict
from baoxiu.core.rows import lock
from baoxiu.core.sentences import joined
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.planning.books import book_of, outlet_of
from baoxiu.flow.planning.moving import PlanChanged
from baoxiu.flow.planning.queries import last_of
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop.giving import put_on
from baoxiu.flow.workshop.models import Bay, Stay
from baoxiu.flow.workshop.permissions import may_give
from baoxiu.flow.workshop.queries.trying import Judged, judged
from baoxiu.flow.workshop.queries.undoable import last_move
from baoxiu.flow.workshop.reasons import SENTENCES
from baoxiu.flow.workshop.yard import NotInWorkshop, known_of, live_stay, locked_yard, window_of


class BayTaken(Conflict):
    """The bay cannot be used for this unit then; the sentence says why."""

    code = "bay_taken"


@transaction.atomic
def move_unit(
    order: WorkOrder, bay: Bay, start: datetime, *, seen: int | None = None, by: Actor, at: datetime
) -> Judged:
    """Put a unit on a bay from ``start`` on, for its planned duration; what speaks softly against it is in the answer.

    ``seen``: the version of its place on the page; raises ``PlanChanged`` where somebody else moved it since. Raises
    ``BayTaken`` with the sentence: taken, closed, out of service, not suited; ``NotInWorkshop``.
    """
    may_give(order.outlet_id, by).or_refuse()
    stay = _locked(order, seen)
    found = judged(stay, bay, start, at=at)
    if found.refused:
        raise BayTaken(joined(found.refused))
    _place(stay, bay, found.start, found.end, by=by, at=at)
    return found


@transaction.atomic
def set_aside(order: WorkOrder, *, seen: int | None = None, by: Actor, at: datetime) -> Stay:
    """Into the waiting area, until somebody gives the unit a bay by hand."""
    may_give(order.outlet_id, by).or_refuse()
    stay = _locked(order, seen)
    _place(stay, None, None, None, by=by, at=at)
    return stay


@transaction.atomic
def undo(outlet: Outlet, *, by: Actor, at: datetime) -> int:
    """Take back the actor's last change: of the plan, of a bay, or of an appointment at the counter.

    How many days or units went back. Raises ``NothingToUndo``, ``ChangedSince``, ``BayTaken``, ``CounterFull``.
    """
    may_give(outlet.pk, by).or_refuse()
    book = book_of(outlet.pk)
    planned, moved = last_of(book, by) if book else None, last_move(outlet, by, at=at)
    if moved is None or (planned is not None and planned.pk > moved.pk):
        return len(planning.undo(outlet, by=by, at=at))
    _undo_move(moved, by=by, at=at)
    return 1


def _undo_move(event: Event, *, by: Actor, at: datetime) -> None:
    order = WorkOrder.objects.select_related("request__fault", "family", "outlet").get(
        pk=event.data["order_id"]
    )
    began = event.data["old_start"] and datetime.fromisoformat(event.data["old_start"])
    if event.kind == "planning.counter_moved":
        planning.move_counter(
            order, place=event.data["old_place"], start=began, undoes=event.pk, by=by, at=at
        )
        return
    stay = _locked(order, None)
    if plain([stay.bay_id, stay.start]) != [event.data["bay_id"], event.data["window_start"]]:
        raise planning.ChangedSince()
    bay = Bay.objects.filter(pk=event.data["old_bay_id"]).first()
    ends = event.data["old_end"] and datetime.fromisoformat(event.data["old_end"])
    more = {"undoes": event.pk, "by_hand": event.data["old_by_hand"]}
    _place(stay, bay, began or None, ends or None, by=by, at=at, **more)


def _locked(order: WorkOrder, seen: int | None) -> Stay:
    locked_yard(outlet_of(order))
    known = live_stay(order)
    if known is None:
        raise NotInWorkshop()
    stay: Stay = lock(known)
    stay.order, stay.bay = known.order, known.bay
    if seen is not None and stay.version != seen:
        raise PlanChanged()
    return stay


def _place(
    stay: Stay,
    bay: Bay | None,
    start: datetime | None,
    end: datetime | None,
    *,
    by: Actor,
    at: datetime,
    by_hand: bool = True,
    **more: Any,
) -> None:
    before = {f"old_{name.removeprefix('window_')}": one for name, one in window_of(stay).items()}
    before["old_by_hand"], stay.by_hand = stay.by_hand, by_hand
    try:
        put_on(stay, bay, start, end)
    except IntegrityError:
        raise BayTaken(say(because("bay_taken", bay=bay.name if bay else ""), SENTENCES))
    record(
        "workshop.moved" if bay else "workshop.set_aside", stay, by=by, at=at,
        **known_of(stay), **window_of(stay), **before, version=stay.version, **more,
    )  # fmt: skip
