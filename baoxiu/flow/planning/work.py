"""What an outlet still has to do at customers', as rows: orders, their visits, what ties them to people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection, models

from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.models import PlanBook, PlannedVisit, SlotHold, Staffing
from baoxiu.flow.planning.needs import NEEDS, Needs, needs_of
from baoxiu.flow.visits.actions.book import BOOKABLE
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import OPEN
from baoxiu.flow.work_orders.models import WorkOrder

TO_PLAN = ("created", "assigned", "accepted")
"""Somebody has still to come, whether a time is agreed or not; later ones are planned when a visit is booked."""

type Stand = tuple[int, int, float, int]
"""Technician, day (number of the calendar), beginning (seconds of the epoch) and turn of a visit in the plan."""


@dataclass(frozen=True, slots=True)
class Work:
    """Everything open of an outlet. The mappings go by order, ``known`` by customer, ``due`` by case.

    ``codes`` and ``stands`` say what every picture looks up for every order, where it is and where it stands in the plan: of plain
    values, since reading a row's fields costs more than all else.
    """

    orders: tuple[WorkOrder, ...]
    visits: Mapping[int, Visit]
    planned: Mapping[int, tuple[PlannedVisit, ...]]
    staffing: Mapping[int, Staffing]
    declined: Mapping[int, frozenset[int]]
    by_hand: Mapping[int, int]
    known: Mapping[int, frozenset[int]]
    due: Mapping[str, datetime]
    holds: tuple[SlotHold, ...]
    codes: Mapping[int, str]
    stands: Mapping[int, tuple[Stand, ...]]
    needs: Mapping[int, Needs] = field(default_factory=dict)

    def lead(self, order_id: int) -> PlannedVisit | None:
        """The place in the plan of whoever is in charge."""
        return next(
            (row for row in self.planned.get(order_id, ()) if row.role == PlannedVisit.Role.LEAD), None
        )

    def with_news(self, news: Work, orders: set[int], customers: set[int], cases: set[str]) -> Work:
        """The same with what was read anew about these orders, customers and cases in the place of what was known."""
        return Work(
            orders=tuple(
                sorted([*[one for one in self.orders if one.id not in orders], *news.orders], key=_ID)
            ),
            visits=_renewed(self.visits, news.visits, orders),
            planned=_renewed(self.planned, news.planned, orders),
            staffing=_renewed(self.staffing, news.staffing, orders),
            declined=_renewed(self.declined, news.declined, orders),
            by_hand=_renewed(self.by_hand, news.by_hand, orders),
            known=_renewed(self.known, news.known, customers),
            due=_renewed(self.due, news.due, cases),
            codes=_renewed(self.codes, news.codes, orders),
            stands=_renewed(self.stands, news.stands, orders),
            needs=_renewed(self.needs, news.needs, orders),
            holds=tuple(
                sorted(
                    (*(one for one in self.holds if one.order_id not in orders), *news.holds),
                    key=lambda one: one.pk,
                )
            ),
        )


_ID = attrgetter("id")


def _renewed[K, V](old: Mapping[K, V], new: Mapping[K, V], keys: set[K]) -> Mapping[K, V]:
    if not new and old.keys().isdisjoint(keys):
        return old
    found = dict(old)
    for key in keys:
        found.pop(key, None)
    found.update(new)
    return found


def work_of(book: PlanBook, *, at: datetime) -> Work:
    """What the outlet has open at customers': one statement, however many orders."""
    found = read_work(book, None)[0]
    return replace(found, holds=live_holds(found.holds, at))


def live_holds(holds: Iterable[SlotHold], at: datetime) -> tuple[SlotHold, ...]:
    """Those that have not expired."""
    return tuple(one for one in holds if one.expires_at > at)


def read_work(book: PlanBook, orders: Iterable[int] | None) -> tuple[Work, set[int], set[str]]:
    """The same, expired holds included; of these ``orders`` only where they are given. With the customers and cases of the
    orders that were asked about, open or not.
    """
    given = {
        "book": book.pk or 0, "outlet": book.outlet_id, "keys": list(orders or ()),
        "to_plan": list(TO_PLAN), "bookable": list(BOOKABLE), "open": list(OPEN),
        "live": [*Assignment.LIVE, str(Assignment.State.DECLINED)],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_WORK if orders is None else _SOME, given)
        text = cursor.fetchone()[0]
    said: dict[str, Any] = json.loads(text) if isinstance(text, str) else text
    return _work(book, said), set(said["customers"] or ()), set(said["cases"] or ())


_ROWS = "SELECT json_agg(row_to_json(one)) FROM {table} AS one WHERE {where}"

_ALL = """
    SELECT id, request_id, customer_id FROM work_orders_workorder
        WHERE outlet_id = %(outlet)s AND (stage = ANY(%(to_plan)s) OR stage = ANY(%(bookable)s))
    UNION SELECT job.id, job.request_id, job.customer_id FROM planning_plannedvisit AS planned
        JOIN work_orders_workorder AS job ON job.id = planned.order_id WHERE planned.book_id = %(book)s
    UNION SELECT job.id, job.request_id, job.customer_id FROM visits_visit AS visit
        JOIN work_orders_workorder AS job ON job.id = visit.order_id
        WHERE job.outlet_id = %(outlet)s AND visit.stage = ANY(%(open)s)
    UNION SELECT job.id, job.request_id, job.customer_id FROM planning_slothold AS held
        JOIN work_orders_workorder AS job ON job.id = held.order_id WHERE held.book_id = %(book)s
"""
_THESE = "SELECT id, request_id, customer_id FROM work_orders_workorder WHERE id = ANY(%(keys)s)"


def _all_of(table: str, column: str, asked: str) -> str:
    """The rows of a table that belong to what is asked about."""
    return f"{table} AS one WHERE {column} IN (SELECT {asked} FROM asked)"


def _each_of(table: str, column: str, asked: str) -> str:
    """The same for a few: by the index for each, whatever the server believes of the size of its tables."""
    return f"asked CROSS JOIN LATERAL (SELECT * FROM {table} WHERE {column} = {asked} OFFSET 0) AS one WHERE true"


def _reading(asked: str, of: Callable[[str, str, str], str]) -> str:
    return f"""
WITH asked AS MATERIALIZED (
    SELECT id, request_id, customer_id, 'case:' || request_id AS "case" FROM ({asked}) AS orders
), open AS MATERIALIZED (
    SELECT one.* FROM {of("visits_visit", "order_id", "asked.id")} AND one.stage = ANY(%(open)s)
        AND EXISTS (SELECT FROM work_orders_workorder AS job WHERE job.id = one.order_id AND job.outlet_id = %(outlet)s)
), job AS MATERIALIZED (
    SELECT * FROM work_orders_workorder WHERE id IN (SELECT id FROM asked)
), here AS MATERIALIZED (
    SELECT * FROM job WHERE outlet_id = %(outlet)s AND mode = 'on_site' AND (stage = ANY(%(to_plan)s)
        OR stage = ANY(%(bookable)s) AND id IN (SELECT order_id FROM open))
), held AS MATERIALIZED (
    SELECT one.* FROM {of("planning_slothold", "order_id", "asked.id")} AND one.book_id = %(book)s
), shown AS MATERIALIZED (
    SELECT * FROM here UNION SELECT * FROM job WHERE id IN (SELECT order_id FROM held)
)
SELECT json_build_object(
    'here', (SELECT json_agg(id) FROM here),
    'customers', (SELECT json_agg(DISTINCT customer_id) FROM asked),
    'cases', (SELECT json_agg(DISTINCT "case") FROM asked),
    'orders', ({_ROWS.format(table="shown", where="true")}),
    'requests', ({_ROWS.format(table="intake_repairrequest", where="id IN (SELECT request_id FROM shown)")}),
    'faults', ({
        _ROWS.format(
            table="products_faultkind",
            where="id IN (SELECT fault_id FROM intake_repairrequest WHERE id IN (SELECT request_id FROM shown))",
        )
    }),
    'families', ({_ROWS.format(table="products_family", where="id IN (SELECT family_id FROM shown)")}),
    'earlier', ({
        _ROWS.format(table="work_orders_workorder", where="id IN (SELECT repeat_of_id FROM shown)")
    }),
    'visits', ({_ROWS.format(table="open", where="true")}),
    'planned', (SELECT json_agg(row_to_json(one)) FROM {of("planning_plannedvisit", "order_id", "asked.id")}
        AND one.book_id = %(book)s),
    'staffing', (SELECT json_agg(row_to_json(one)) FROM {of("planning_staffing", "order_id", "asked.id")}),
    'needs', ({NEEDS}),
    'holds', ({_ROWS.format(table="held", where="true")}),
    'answers', (SELECT json_agg(json_build_array(one.order_id, one.technician_id, one.state, one.how))
        FROM {of("dispatch_assignment", "order_id", "asked.id")} AND one.state = ANY(%(live)s)),
    'known', (SELECT json_agg(DISTINCT jsonb_build_array(one.customer_id, one.technician_id))
        FROM {of("work_orders_workorder", "customer_id", "asked.customer_id")}
        AND one.stage = 'closed' AND one.technician_id IS NOT NULL),
    'due', (SELECT json_agg(json_build_array(one."case", one.due_at) ORDER BY one.id)
        FROM {of("promises_promise", '"case"', 'asked."case"')} AND one.kind = 'visit'
        AND one.state IN ('running', 'late') AND one.due_at IS NOT NULL)
)::text
"""


_WORK, _SOME = _reading(_ALL, _all_of), _reading(_THESE, _each_of)


def _work(book: PlanBook, said: Mapping[str, Any]) -> Work:
    orders = _orders(book, said)
    declined, by_hand = _answers(said["answers"] or ())
    here, planned = set(said["here"] or ()), _planned(said)
    return Work(
        orders=tuple(one for key, one in sorted(orders.items()) if key in here),
        visits={row.order_id: row for row in _rows(Visit, said["visits"])},
        planned=planned,
        codes={key: one.request.division_code for key, one in orders.items() if key in here},
        stands={key: stands_of(rows) for key, rows in planned.items()},
        staffing={row.order_id: row for row in _rows(Staffing, said["staffing"])},
        declined=declined,
        by_hand=by_hand,
        known=_grouped(said["known"] or ()),
        due={case: datetime.fromisoformat(due) for case, due in said["due"] or ()},
        holds=_holds(orders, said),
        needs=needs_of(said["needs"] or ()),
    )


def _orders(book: PlanBook, said: Mapping[str, Any]) -> dict[int, WorkOrder]:
    """With request, fault, family, outlet and what they repeat at hand."""
    requests = {one.pk: one for one in _rows(RepairRequest, said["requests"])}
    faults = {one.pk: one for one in _rows(FaultKind, said["faults"])}
    families = {one.pk: one for one in _rows(Family, said["families"])}
    earlier = {one.pk: one for one in _rows(WorkOrder, said["earlier"])}
    for request in requests.values():
        request.fault = faults.get(request.fault_id)
    found = _rows(WorkOrder, said["orders"])
    for order in found:
        order.request, order.family = requests[order.request_id], families[order.family_id]
        order.repeat_of = earlier.get(order.repeat_of_id or 0)
        if order.outlet_id == book.outlet_id:
            order.outlet = book.outlet
    return {order.pk: order for order in found}


def _planned(said: Mapping[str, Any]) -> dict[int, tuple[PlannedVisit, ...]]:
    found: defaultdict[int, list[PlannedVisit]] = defaultdict(list)
    for row in _rows(PlannedVisit, said["planned"]):
        found[row.order_id].append(row)
    return {order: in_turn(rows) for order, rows in found.items()}


def in_turn(rows: Iterable[PlannedVisit]) -> tuple[PlannedVisit, ...]:
    """The visits of an order as they come."""
    return tuple(sorted(rows, key=lambda one: (one.start, one.place, one.pk)))


def stands_of(rows: Iterable[PlannedVisit]) -> tuple[Stand, ...]:
    """Where they stand."""
    return tuple((row.technician_id, row.day.toordinal(), row.start.timestamp(), row.place) for row in rows)


def _holds(orders: Mapping[int, WorkOrder], said: Mapping[str, Any]) -> tuple[SlotHold, ...]:
    found = sorted(_rows(SlotHold, said["holds"]), key=lambda one: one.pk)
    for hold in found:
        hold.order = orders[hold.order_id]
    return tuple(found)


def _answers(rows: Iterable[tuple[int, int, str, str]]) -> tuple[dict[int, frozenset[int]], dict[int, int]]:
    """Who gave an order back, and to whom somebody gave it by hand."""
    by_hand = {
        order: technician
        for order, technician, state, how in rows
        if state != str(Assignment.State.DECLINED) and how == str(Assignment.How.MANUAL)
    }
    declined = (
        (order, technician)
        for order, technician, state, _how in rows
        if state == str(Assignment.State.DECLINED)
    )
    return _grouped(declined), by_hand


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def _rows[M: models.Model](model: type[M], said: Iterable[Mapping[str, Any]] | None) -> list[M]:
    """The objects of rows that came as JSON."""
    columns, names = _columns(model)  # type: ignore[arg-type]
    return [
        model.from_db(connection.alias, names, [read(row[column]) for column, read in columns])
        for row in said or ()
    ]


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[tuple[str, Any], ...], tuple[str, ...]]:
    fields = model._meta.concrete_fields
    return tuple((one.column, one.to_python) for one in fields), tuple(one.attname for one in fields)
