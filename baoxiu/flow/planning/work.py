"""What an outlet still has to do at customers', as rows: orders, their visits, what ties them to people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.promises.models import Promise
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.planning.models import PlanBook, PlannedVisit, SlotHold, Staffing
from baoxiu.flow.planning.needs import Needs, needs_of
from baoxiu.flow.visits.actions.book import BOOKABLE
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import OPEN
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder

TO_PLAN = ("created", "assigned", "accepted")
"""Somebody has still to come, whether a time is agreed or not; later ones are planned when a visit is booked."""

LOADED = ("request__fault", "family", "outlet", "repeat_of")


@dataclass(frozen=True, slots=True)
class Work:
    """Everything open of an outlet. The mappings go by order."""

    orders: tuple[WorkOrder, ...]
    visits: Mapping[int, Visit]
    planned: Mapping[int, tuple[PlannedVisit, ...]]
    staffing: Mapping[int, Staffing]
    declined: Mapping[int, frozenset[int]]
    by_hand: Mapping[int, int]
    known: Mapping[int, frozenset[int]]
    due: Mapping[str, datetime]
    holds: tuple[SlotHold, ...]
    needs: Mapping[int, Needs] = field(default_factory=dict)

    def lead(self, order_id: int) -> PlannedVisit | None:
        """The place in the plan of whoever is in charge."""
        return next(
            (row for row in self.planned.get(order_id, ()) if row.role == PlannedVisit.Role.LEAD), None
        )


def work_of(
    book: PlanBook, outlet: Outlet, *, at: datetime, until: date | None = None, order: int | None = None
) -> Work:
    """What the outlet has open at customers': nine statements, however many orders.

    ``until``: only what stands in the plan before that day, and ``order``: enough to find it a place until then.
    """
    visits = {row.order_id: row for row in Visit.objects.filter(order__outlet=outlet, stage__in=OPEN)}
    planned = _planned(book)
    rows = _orders(outlet, visits)
    if until is not None:
        near = {key for key, rows in planned.items() if any(row.day < until for row in rows)}
        rows = rows.filter(pk__in=[*near, *visits, order])
    orders = tuple(rows)
    keys = [order.pk for order in orders]
    declined, by_hand = _answers(keys)
    return Work(
        orders=orders,
        visits=visits,
        planned=planned,
        staffing={row.order_id: row for row in Staffing.objects.filter(order__in=keys)},
        declined=declined,
        by_hand=by_hand,
        known=_known(order.customer_id for order in orders),
        due=_due(order.chain for order in orders),
        holds=tuple(
            SlotHold.objects.filter(book_id=book.pk, expires_at__gt=at)
            .select_related(*(f"order__{name}" for name in LOADED))
            .order_by("pk")
        ),
        needs=needs_of(keys),
    )


def _orders(outlet: Outlet, visits: Iterable[int]) -> OrderRows:
    booked = models.Q(pk__in=list(visits), stage__in=BOOKABLE)
    rows = WorkOrder.objects.filter(booked | models.Q(stage__in=TO_PLAN), outlet=outlet, mode="on_site")
    return rows.select_related(*LOADED).order_by("pk")


def _planned(book: PlanBook) -> dict[int, tuple[PlannedVisit, ...]]:
    found: defaultdict[int, list[PlannedVisit]] = defaultdict(list)
    for row in PlannedVisit.objects.filter(book_id=book.pk).order_by("start", "place", "pk"):
        found[row.order_id].append(row)
    return {order: tuple(rows) for order, rows in found.items()}


def _answers(orders: list[int]) -> tuple[dict[int, frozenset[int]], dict[int, int]]:
    """Who gave an order back, and to whom somebody gave it by hand."""
    declined: defaultdict[int, set[int]] = defaultdict(set)
    by_hand = {}
    rows = Assignment.objects.filter(
        order__in=orders, state__in=(*Assignment.LIVE, Assignment.State.DECLINED)
    )
    for order, technician, state, how in rows.values_list("order", "technician", "state", "how"):
        if state == Assignment.State.DECLINED:
            declined[order].add(technician)
        elif how == Assignment.How.MANUAL:
            by_hand[order] = technician
    return {order: frozenset(people) for order, people in declined.items()}, by_hand


def _known(customers: Iterable[int]) -> dict[int, frozenset[int]]:
    """Who has served these customers before, by customer."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = WorkOrder.objects.filter(customer__in=set(customers), stage="closed", technician__isnull=False)
    for customer, technician in rows.values_list("customer", "technician").distinct().order_by():
        found[customer].add(technician)
    return {customer: frozenset(people) for customer, people in found.items()}


def _due(cases: Iterable[str]) -> dict[str, datetime]:
    """Until when the visit was promised, by case (T08)."""
    rows = Promise.objects.filter(case__in=set(cases), kind="visit", state__in=["running", "late"])
    return dict(rows.filter(due_at__isnull=False).values_list("case", "due_at"))
