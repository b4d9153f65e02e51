"""What is locked while a write compares ``If-Match``: every row whose change would change the answer's tag.

Locked are the thing itself, which keeps out everything that belongs to it (a new row of its own needs the thing's key),
and then what the answer only names. The order is that of the actions: order, request, visit and call, technician.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, models

from baoxiu.basics.customers.models import Customer, KeyList
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family, FaultKind, Model, Unit
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock, lock_row
from baoxiu.flow.campaigns.models import Campaign
from baoxiu.flow.intake.models import Opinion, RepairRequest
from baoxiu.flow.satisfaction.models import Measure, Remark, SurveyAsk, SurveyRound
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.api.found import (
    assistance_of,
    complaint_of,
    customer_of,
    followup_of,
    incoming_letter_of,
    one_of,
    opinion_of,
    order_of,
    planned_contact_of,
    request_of,
    review_route_of,
    team_of,
    unit_of,
    visit_of,
    webhook_of,
)

type Hold = Callable[[Actor, Any], object]

OURS, SHARED = "FOR NO KEY UPDATE", "FOR SHARE"
"""``OURS`` for what a verb may go on to change; of the shared ones many writes may hold the same."""


def _hold(model: type[models.Model], keys: Iterable[int | None], how: str) -> None:
    wanted = sorted({key for key in keys if key is not None})
    if not wanted:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE id = ANY(%s) ORDER BY id {how}", [wanted])


def _hold_request(actor: Actor, number: str) -> None:
    found = lock(request_of(actor, number))
    _hold(Family, [found.family_id], SHARED)
    _hold(FaultKind, [found.fault_id], SHARED)
    _hold(Outlet, [found.outlet_id], SHARED)


def _hold_opinion(actor: Actor, opinion_id: int) -> None:
    request = lock_row(RepairRequest, opinion_of(actor, opinion_id).request_id)
    _hold(Opinion, request.opinions.values_list("pk", flat=True), OURS)
    _hold(Family, [request.family_id], SHARED)


def _hold_route(actor: Actor, route_id: int) -> None:
    found = lock(review_route_of(actor, route_id))
    _hold(Family, [found.family_id], SHARED)


def _hold_complaint(actor: Actor, number: str) -> None:
    entry = complaint_of(actor, number)
    lock_row(WorkOrder, entry.order_id)
    lock(entry)


def _hold_order(actor: Actor, number: str) -> None:
    order = lock(order_of(actor, number))
    _hold(RepairRequest, [order.request_id], OURS)
    _hold(Technician, [order.technician_id, *_visitors(order), *_assigned(order)], OURS)
    _hold(Unit, [order.unit_id], OURS)
    _hold(Family, [order.family_id], SHARED)
    _hold(Outlet, [order.outlet_id], SHARED)


def _visitors(order: WorkOrder) -> list[int]:
    return list(order.visits.values_list("technician_id", flat=True))


def _assigned(order: WorkOrder) -> list[int]:
    return list(order.assignments.values_list("technician_id", flat=True))


def _hold_visit(actor: Actor, visit_id: int) -> None:
    visit = visit_of(actor, visit_id)
    lock_row(WorkOrder, visit.order_id)
    _hold(Technician, [visit.technician_id], OURS)


def _hold_followup(actor: Actor, followup_id: int) -> None:
    order = lock_row(WorkOrder, followup_of(actor, followup_id).order_id)
    _hold(RepairRequest, [order.request_id], OURS)


def _hold_customer(actor: Actor, number: str) -> None:
    customer = lock(customer_of(actor, number))
    _hold(Unit, customer.units.values_list("pk", flat=True), OURS)


def _hold_unit(actor: Actor, serial: str) -> None:
    found = lock(unit_of(actor, serial))
    _hold(Family, [found.family_id], SHARED)
    _hold(Model, [found.model_id], SHARED)


def _hold_round(actor: Actor, number: str) -> None:
    found = lock(one_of(SurveyRound.objects.for_actor(actor), number=number))
    _hold(SurveyAsk, found.asks.values_list("pk", flat=True), OURS)
    _hold(Measure, found.measures.values_list("pk", flat=True), OURS)


def _hold_ask(actor: Actor, ask_id: int) -> None:
    ask = one_of(SurveyAsk.objects.for_actor(actor), pk=ask_id)
    order = lock_row(WorkOrder, ask.order_id)
    _hold(RepairRequest, [order.request_id], OURS)
    _hold(SurveyAsk, [ask.pk], OURS)
    _hold(SurveyRound, [ask.round_id], SHARED)


def _hold_campaign(actor: Actor, number: str) -> None:
    found = lock(one_of(Campaign.objects.for_actor(actor), number=number))
    _hold(Family, [found.family_id], SHARED)


def _hold_key_list(actor: Actor, list_id: int) -> None:
    found = lock(one_of(KeyList.objects.for_actor(actor), pk=list_id))
    _hold(Customer, found.entries.values_list("customer_id", flat=True), OURS)


HELD: dict[str, Hold] = {
    "/requests/{number}": _hold_request,
    "/opinions/{opinion_id}": _hold_opinion,
    "/teams/{team_id}": lambda actor, key: lock(team_of(actor, key)),
    "/review-routes/{route_id}": _hold_route,
    "/orders/{number}": _hold_order,
    "/visits/{visit_id}": _hold_visit,
    "/followups/{followup_id}": _hold_followup,
    "/complaints/{number}": _hold_complaint,
    "/incoming-letters/{number}": lambda actor, key: lock(incoming_letter_of(actor, key)),
    "/planned-contacts/{planned_id}": lambda actor, key: lock(planned_contact_of(actor, key)),
    "/customers/{number}": _hold_customer,
    "/units/{serial}": _hold_unit,
    "/satisfaction-rounds/{number}": _hold_round,
    "/satisfaction-asks/{ask_id}": _hold_ask,
    "/campaigns/{number}": _hold_campaign,
    "/key-lists/{list_id}": _hold_key_list,
    "/remarks/{number}": lambda actor, key: lock(one_of(Remark.objects.for_actor(actor), number=key)),
    "/deadlines/{deadline_id}": lambda actor, key: lock(one_of(Promise.objects.for_actor(actor), pk=key)),
    "/assistance/{assistance_id}": lambda actor, key: lock(assistance_of(actor, key)),
    "/webhooks/{webhook_id}": lambda actor, key: lock(webhook_of(actor, key)),
}
"""What has a state that a write may name."""
