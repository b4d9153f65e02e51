"""What screens and later stages ask about work orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import models
from django.db.models.functions import TruncDate

from baoxiu.basics.products.rules import serial_key
from baoxiu.core.actors import Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.lifecycle import Move
from baoxiu.flow.intake.queries import matching
from baoxiu.flow.intake.rules import as_number, tidy
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import DispatchItem, OrderRows, WorkOrder
from baoxiu.flow.work_orders.permissions import may

SHOWN = ("request", "customer", "family", "outlet", "technician")
SERIES = "WX"
"""What order numbers begin with."""


def search(actor: Actor, text: str) -> OrderRows:
    """Orders by number, phone (its last four digits or more), serial number, name or pinyin, newest first.

    Closed ones too (RQ-WO-06). Every way uses its own index.
    """
    return _found(actor, text).order_by("-created_at", "-pk")


def _found(actor: Actor, text: str) -> OrderRows:
    """What else is shown is read afterwards: joined, it would be read for every order before the search is narrowed."""
    return WorkOrder.objects.for_actor(actor).filter(pk__in=_matching(text)).prefetch_related(*SHOWN)


def _matching(text: str) -> models.QuerySet[WorkOrder]:
    wanted = tidy(text)
    ids = WorkOrder.objects.order_by().values("pk")
    if not wanted:
        return ids.none()
    return ids.filter(number__startswith=as_number(wanted, SERIES)).union(
        ids.filter(request_id__in=matching(wanted)),
        ids.filter(unit__serial_key=serial_key(wanted) or "-"),
    )


def queue(
    actor: Actor,
    *,
    stages: Iterable[str] = (),
    technician_id: int | None = None,
    outlet_id: int | None = None,
    text: str = "",
) -> OrderRows:
    """The orders an actor works on, urgent ones first, then the oldest; without ``stages`` the open ones."""
    rows = _found(actor, text) if text else WorkOrder.objects.for_actor(actor).select_related(*SHOWN)
    chosen = tuple(stages) or (() if text else ORDER.codes("open", "waiting"))
    if chosen:
        rows = rows.filter(stage__in=chosen)
    if technician_id:
        rows = rows.filter(technician_id=technician_id)
    if outlet_id:
        rows = rows.filter(outlet_id=outlet_id)
    return rows.order_by("priority", "created_at", "pk")


def next_moves(order: WorkOrder, actor: Actor) -> list[Move]:
    """The buttons: what this actor may do with the order now."""
    on_the_path = (move for move in ORDER.verbs(order.stage) if move.verb not in order.path.skips)
    return [move for move in on_the_path if may(order, move.verb, actor)]


def of_request(request_id: int) -> OrderRows:
    """The orders of a case by line."""
    return WorkOrder.objects.filter(request_id=request_id).select_related(*SHOWN).order_by("line")


def open_items(order: WorkOrder) -> models.QuerySet[DispatchItem]:
    """What of the dispatch sheet is still to be done (RQ-WO-03)."""
    return DispatchItem.objects.filter(order=order, done_at=None).order_by("pk")


def history_of_unit(order: WorkOrder) -> OrderRows:
    """Earlier orders on the same product, newest first (RQ-WO-10)."""
    if order.unit_id is None:
        return WorkOrder.objects.none()
    return WorkOrder.objects.filter(unit_id=order.unit_id).exclude(pk=order.pk).order_by("-created_at")


def by_number_and_phone(number: str, phone: str) -> WorkOrder | None:
    """The order with exactly this number whose request has this phone number (E.164) (RQ-SEC-01)."""
    found = WorkOrder.objects.filter(number=as_number(tidy(number), SERIES), request__phone=phone)
    return found.select_related("request").first() if phone else None


def closed_by_day(actor: Actor, *, since: datetime) -> dict[date, int]:
    """Orders by the day in China on which they ended, repaired or not."""
    rows = WorkOrder.objects.for_actor(actor).filter(closed_at__gte=since).order_by()
    return dict(rows.values_list(TruncDate("closed_at", tzinfo=SHANGHAI)).annotate(models.Count("pk")))


def open_in(scope: Mapping[str, str], actor: Actor) -> OrderRows:
    """The open orders that a policy's scope concerns (RQ-INT-17)."""
    fields = {"family": "family__code", "outlet": "outlet__code", "channel": "request__channel"}
    wanted = {fields[name]: code for name, code in scope.items() if name in fields}
    rows: OrderRows = WorkOrder.objects.for_actor(actor).open().filter(**wanted)
    return rows
