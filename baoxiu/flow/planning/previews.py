"""The picture behind verdicts, kept as long as nothing happens: while somebody drags, the same days are asked about again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Max

from baoxiu.core.events.models import Event
from baoxiu.core.reasons import because, say
from baoxiu.flow.planning import demand
from baoxiu.flow.planning.books import NotPlanned
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.picture import Picture, picture_of
from baoxiu.flow.planning.reasons import SENTENCES
from baoxiu.flow.planning.timing import PlanBroken
from baoxiu.flow.work_orders.models import WorkOrder

LASTS = timedelta(seconds=30)
MOST = 4
"""Pictures that a process keeps."""


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    newest: int
    at: datetime
    picture: Picture


_kept: dict[int, _Kept] = {}


def previewed(book: PlanBook, order: WorkOrder, *, window_too: bool, at: datetime) -> Picture:
    """What ``moving.movable`` gives, for looking only; raises ``NotPlanned``, ``PlanBroken`` where it is locked."""
    seen = _seen(book, at)
    if order.pk not in seen.place:
        raise NotPlanned()
    lead = seen.ground.work.lead(order.pk)
    if lead is not None and lead.locked:
        raise PlanBroken(say(because("locked", order=order.number), SENTENCES))
    freed = {order.pk} if window_too else set[int]()
    ground = replace(seen.ground, freed=frozenset(freed), unbound=frozenset({order.pk}))
    place, orders = seen.place[order.pk], list(seen.problem.orders)
    bound = demand.order(seen.orders[place], ground)
    if bound is None:
        raise NotPlanned()
    orders[place] = bound
    problem = replace(seen.problem, orders=tuple(orders))
    return replace(seen, ground=ground, problem=problem, instead=seen.routes)


def _seen(book: PlanBook, at: datetime) -> Picture:
    """As it was, unless the plan has changed or anything at all has happened in the house since."""
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    known = _kept.get(book.pk or 0)
    if (
        known
        and (known.version, known.newest) == (book.version, newest)
        and known.at <= at <= known.at + LASTS
    ):
        return known.picture
    picture = picture_of(book, at=at)
    if book.pk:
        _kept.pop(book.pk, None)
        while len(_kept) >= MOST:
            _kept.pop(next(iter(_kept)), None)
        _kept[book.pk] = _Kept(book.version, newest, at, picture)
    return picture
