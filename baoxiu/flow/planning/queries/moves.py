"""The verdict on a drag before it is dropped."""

from __future__ import annotations

from datetime import date, datetime

from baoxiu.core.refusals import Refusal
from baoxiu.flow.planning.books import book_of, outlet_of
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.moving import Tried, movable, tried_on
from baoxiu.flow.work_orders.models import WorkOrder


def try_move(
    order: WorkOrder,
    *,
    technician_id: int,
    day: date,
    place: int | None = None,
    window_too: bool = False,
    at: datetime,
) -> Tried:
    """What ``move_visit`` would do: the sentences of the hard rules against it, or what it costs."""
    outlet = outlet_of(order)
    book = book_of(outlet.pk) or PlanBook(outlet=outlet)
    try:
        picture = movable(book, order, window_too=window_too, at=at)
        return tried_on(picture, order, technician_id, day, place)
    except Refusal as refused:
        return Tried((), (str(refused),), {})
