"""A what-if tray on the board: the days as they would be, and the verdict on one more change."""

from __future__ import annotations

from datetime import date, datetime

from baoxiu.core.refusals import Refusal
from baoxiu.flow.planning.changes import DayChange
from baoxiu.flow.planning.models import Draft
from baoxiu.flow.planning.moving import Tried, carried_out, tried_on
from baoxiu.flow.planning.queries.board import Board, drawn_board
from baoxiu.flow.planning.trays import drawn_with
from baoxiu.flow.work_orders.models import WorkOrder


def tray_board(draft: Draft, first: date, *, days: int = 1, at: datetime) -> Board:
    """The board as the tray would have it; raises ``PlanChanged`` where others have changed the same days."""
    picture = drawn_with(draft, at=at)
    return drawn_board(picture.with_routes(carried_out(picture, _changes(draft))), first, days=days)


def try_in_tray(
    draft: Draft,
    order: WorkOrder,
    *,
    technician_id: int,
    day: date,
    place: int | None = None,
    at: datetime,
) -> Tried:
    """What ``try_change`` would find: what it breaks, or what it costs on top of what the tray has already."""
    try:
        picture = drawn_with(draft, at=at, more=[order.pk])
        if order.pk not in picture.place:
            return Tried((), (), {})
        picture = picture.with_routes(carried_out(picture, _changes(draft)))
        return tried_on(picture, order, technician_id, day, place)
    except Refusal as refused:
        return Tried((), (str(refused),), {})


def _changes(draft: Draft) -> list[DayChange]:
    return [DayChange.of(one) for one in draft.changes]
