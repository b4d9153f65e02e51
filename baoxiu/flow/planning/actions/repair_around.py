"""After a new order or one that is gone: improve the plan around it, in the background."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.changes import DayChange
from baoxiu.flow.planning.keeping import Reason, keep
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.planning.timing import improved, live_plan

SECONDS = 0.05


@transaction.atomic
def repair_around(
    outlet: Outlet, orders: list[int], *, seconds: float = SECONDS, by: Actor, at: datetime
) -> tuple[DayChange, ...]:
    """Take out what stands around these orders and put it back better; nothing changes unless it is cheaper, with the
    price of every visit that goes to another technician or day (RQ-DSP-01)."""
    may_plan(outlet.pk, by).or_refuse()
    picture = kept_picture(locked_book(outlet), at=at)
    around = [place for order in orders if (place := picture.place.get(order)) is not None]
    if not around:
        return ()
    live = live_plan(picture.problem, picture.routes, ())
    routes = improved(picture.problem, live.routes(), around, seconds)
    if routes == picture.routes:
        return ()
    return keep(picture, routes, Reason("repaired"), by=by, at=at).changes
