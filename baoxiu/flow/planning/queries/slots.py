"""Real free windows for a customer, with what each would cost (RQ-APT-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from baoxiu.flow.planning.books import book_of
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.chosen import HOUR, MINUTE
from baoxiu.flow.planning.counter import comes_to_counter, free_times
from baoxiu.flow.planning.deciding import minutes_of, yuan_of
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.rules import DAY
from baoxiu.flow.planning.timing import live_plan
from baoxiu.flow.work_orders.models import WorkOrder

if TYPE_CHECKING:
    from baoxiu.flow.dispatch.planner.live import LivePlan

FIRST_HOUR, LAST_HOUR = 8, 20
"""Windows for customers begin at the full hour from here on and end by then."""


@dataclass(frozen=True, slots=True)
class FreeWindow:
    """Somebody can come in this time; ``minutes`` more on the way than without, ``yuan`` of cost.

    ``technician_id`` ``None``: the customer comes to the counter.
    """

    technician_id: int | None
    start: datetime
    end: datetime
    minutes: int
    yuan: Decimal


def free_windows(order: WorkOrder, *, at: datetime, most: int = 0) -> list[FreeWindow]:
    """The windows of the coming days in which somebody can come, in order of time; of each only the cheapest technician.

    Whoever has taken the job remains the one who comes. ``most``: only so many, the cheapest. Who brings the product is
    offered the counter's times. Empty where the order is not to be planned.
    """
    if order.outlet is None:
        return []
    if comes_to_counter(order, at):
        spans = free_times(order, at=at)[: most or None]
        return [FreeWindow(None, start, end, 0, Decimal(0)) for start, end in spans]
    book = book_of(order.outlet_id) or PlanBook(outlet=order.outlet)
    picture = asked_anew(book, order, at=at)
    if picture is None:
        return []
    place = picture.place[order.pk]
    live = live_plan(picture.problem, without(picture.routes, place), [place])
    found = _windows(picture, live, place)
    return sorted(sorted(found, key=lambda one: one.minutes)[: most or None], key=lambda one: one.start)


def asked_anew(book: PlanBook, order: WorkOrder, *, at: datetime) -> Picture | None:
    """The picture in which the order may be at any time of the horizon; ``None`` where it is not to be planned."""
    picture = kept_picture(book, at=at, freed={order.pk})
    if order.pk not in picture.place:
        return None
    horizon = (picture.ground.now, picture.ground.days * DAY - 1)
    return picture.with_order(order.pk, windows=(horizon,), due=None, published=None, locked=False)


def _windows(picture: Picture, live: LivePlan, place: int) -> list[FreeWindow]:
    """Of each window of a day the cheapest stretch in which the work can begin."""
    length = picture.ground.settings.whole("window_minutes") * MINUTE
    spans = live.spans(place)
    spans = spans[np.lexsort((spans[:, 0], spans[:, 4]))]
    found = []
    for day in range(picture.ground.days):
        people, _day, first, last, added = spans[spans[:, 1] == day].T
        midnight = day * DAY
        for start in range(midnight + FIRST_HOUR * HOUR, midnight + LAST_HOUR * HOUR - length + 1, length):
            fits = (first < start + length) & (last >= start)
            if fits.any():
                best = int(fits.argmax())
                found.append(_window(picture, int(people[best]), start, start + length, int(added[best])))
    return found


def _window(picture: Picture, technician: int, start: int, end: int, added: int) -> FreeWindow:
    return FreeWindow(
        picture.ground.people[technician].pk,
        picture.moment(start),
        picture.moment(end),
        minutes_of(added),
        yuan_of(added, picture.ground.settings),
    )
