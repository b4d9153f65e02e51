"""The picture after a change of our own: next steps place order after order, and nobody has to tell them what they have just stored."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from operator import attrgetter

from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.planner.problem import Route
from baoxiu.flow.planning.changes import days_of, difference, with_days
from baoxiu.flow.planning.drawing import draw, turn_of
from baoxiu.flow.planning.kept import Known
from baoxiu.flow.planning.models import PlannedVisit
from baoxiu.flow.planning.picture import weights_of
from baoxiu.flow.planning.work import Work, in_turn, stands_of
from baoxiu.flow.work_orders.models import WorkOrder

type Visits = Mapping[int, Sequence[PlannedVisit]]


def gone_on(
    known: Known, routes: Sequence[Route], visits: Visits, given: Mapping[int, Assignment]
) -> Known | None:
    """What is known once these routes are stored: the visits of orders whose times are others, and who got an order.

    ``None`` where more may be different than the places of these orders: something is held, parts go from van to van.
    """
    picture, changed = known.picture, visits.keys() | given.keys()
    if picture.holds or not picture.place.keys() >= changed:
        return None
    rows = _rows(known.rows, visits, given)
    ground = picture.ground.with_work(replace(rows, holds=picture.ground.work.holds))
    drawn, orders, jobs = dict(known.drawn), list(picture.problem.orders), list(picture.orders)
    for row in (_row(rows.orders, key) for key in changed):
        one, place = draw(row, ground), picture.place[row.pk]
        if one.order is None or one.order.parts or orders[place].parts:
            return None
        drawn[row.pk], orders[place], jobs[place] = one, one.order, row
    turn = turn_of([drawn[key] for key in changed])
    return replace(
        known,
        rows=rows,
        drawn=drawn,
        turn=(max(known.turn[0], turn[0]), min(known.turn[1], turn[1])),
        picture=replace(
            picture,
            ground=ground,
            problem=replace(picture.problem, orders=tuple(orders), weights=weights_of(ground, orders)),
            orders=tuple(jobs),
            standing=_standing(picture.standing, routes),
        ),
    )


def _row(orders: Sequence[WorkOrder], key: int) -> WorkOrder:
    return orders[bisect_left(orders, key, key=_ID)]


def _rows(rows: Work, visits: Visits, given: Mapping[int, Assignment]) -> Work:
    orders = list(rows.orders)
    for key, assignment in given.items():
        place = bisect_left(orders, key, key=_ID)
        orders[place] = _as_given(orders[place], assignment.order)
    planned, stands = dict(rows.planned), dict(rows.stands)
    for key, several in visits.items():
        planned[key] = in_turn(several)
        stands[key] = stands_of(planned[key])
        if not several:
            del planned[key], stands[key]
    by_hand = {key: one for key, one in rows.by_hand.items() if key not in given}
    return replace(rows, orders=tuple(orders), planned=planned, stands=stands, by_hand=by_hand)


_ID = attrgetter("id")


def _as_given(row: WorkOrder, order: WorkOrder) -> WorkOrder:
    """The row with what was stored of the order; other threads may be looking at the row that was."""
    new = copy(row)
    for one in WorkOrder._meta.concrete_fields:
        setattr(new, one.attname, getattr(order, one.attname))
    return new


def _standing(before: Sequence[Route], routes: Sequence[Route]) -> tuple[Route, ...]:
    days = days_of(routes)
    return with_days(before, {day: days.get(day, ()) for day in difference(before, routes)})
