"""The running plan as a policy: the firm's own engine finds technicians and times, through the plan's own questions."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.core.clock import legal_date
from baoxiu.flow.planning.books import NotPlanned, book_of
from baoxiu.flow.planning.changes import without
from baoxiu.flow.planning.moving import movable
from baoxiu.flow.planning.queries.slots import FreeWindow, free_windows
from baoxiu.flow.planning.timing import PlanBroken, live_plan
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.simulation.policies import Choice, Score


class Engine(Score):
    """Next steps place the order (``planning.place_order``); the desk offers the plan's free windows, and the customer takes
    the cheapest of the first day that has one. Where the plan has none, as by points."""

    def choose(self, order: WorkOrder, *, at: datetime, earliest: datetime) -> Choice | None:
        """A window of the plan; whoever cannot come is replaced within the promised one where anybody can."""
        visit = open_visit(order)
        if visit is not None and visit.window_end > at:
            instead = _instead(order, at)
            if instead is not None:
                return Choice(instead, visit.window_start, visit.window_end)
        return self._offered(order, at, earliest) or super().choose(order, at=at, earliest=earliest)

    def _offered(self, order: WorkOrder, at: datetime, earliest: datetime) -> Choice | None:
        begin = max(earliest, at + timedelta(minutes=self.plan.work.lead_minutes))
        found = [one for one in free_windows(order, at=at) if one.start >= begin]
        found = [one for one in found if _is_wished(one, order)] or found
        if not found:
            return None
        first = [one for one in found if legal_date(one.start) == legal_date(found[0].start)]
        best = min(first, key=lambda one: (one.minutes, one.start))
        comes = best.technician_id
        return None if comes is None else Choice(comes, best.start, best.end)


def _is_wished(window: FreeWindow, order: WorkOrder) -> bool:
    begins, ends = order.request.wish_from, order.request.wish_until
    return bool(begins and ends and begins <= window.start < ends)


def _instead(order: WorkOrder, at: datetime) -> int | None:
    """Who can come in the promised window at the least cost."""
    book = book_of(order.outlet_id)
    if book is None:
        return None
    try:
        picture = movable(book, order, window_too=False, at=at)
    except (NotPlanned, PlanBroken):
        return None
    place = picture.place[order.pk]
    offers = live_plan(picture.problem, without(picture.routes, place), [place]).offers(place, most=1)
    return picture.ground.people[offers[0].technician].pk if offers else None
