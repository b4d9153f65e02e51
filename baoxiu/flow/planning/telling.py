"""What customers are told when a plan is published: windows that move."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.planning.actions.book_told import book_told
from baoxiu.flow.planning.moving import Moved

type Windows = dict[int, tuple[datetime, datetime]]


def new_windows(rows: Iterable[Moved]) -> Windows:
    """The windows that have to be told, by order."""
    return {one.order.pk: one.new_window for one in rows if one.new_window}


def tell_all(rows: Iterable[Moved], *, reason: str = "", by: Actor, at: datetime) -> None:
    """One fact for every customer whose window moves: the notice follows from it, and the visit is rescheduled where
    it was booked (RQ-APT-04)."""
    for one in rows:
        if one.new_window is None:
            continue
        visit = book_told(one.order, reason=reason, by=by, at=at)
        record(
            "planning.window_moved", one.order, by=by, at=at,
            order_id=one.order.pk, number=one.order.number, request_id=one.order.request_id,
            outlet_id=one.order.outlet_id, technician_id=one.technician_id,
            old_start=one.told[0] if one.told else None, old_end=one.told[1] if one.told else None,
            window_start=one.new_window[0], window_end=one.new_window[1], reason=reason,
            booked=visit is not None,
        )  # fmt: skip
