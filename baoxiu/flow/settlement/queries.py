"""What screens and later stages ask about money."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import models

from baoxiu.core.actors import Actor
from baoxiu.core.clock import start_of_day
from baoxiu.core.money import ZERO
from baoxiu.flow.settlement.models import Payment, Settlement
from baoxiu.flow.work_orders.models import WorkOrder


def of_order(order: WorkOrder) -> Settlement | None:
    """The order's settlement sheet."""
    return Settlement.objects.filter(order=order).select_related("order").first()


def open_sum(settlement: Settlement) -> Decimal:
    """What the customer still owes, in yuan."""
    return settlement.total_customer - settlement.paid


def payments(settlement: Settlement) -> models.QuerySet[Payment]:
    """What was paid, oldest first."""
    return Payment.objects.filter(settlement=settlement).order_by("at", "pk")


def unsettled(actor: Actor) -> models.QuerySet[Settlement]:
    """Sheets in the actor's scope that wait for money or for the last click, oldest first."""
    orders = WorkOrder.objects.for_actor(actor).filter(stage="settling")
    rows = Settlement.objects.filter(settled_at=None, order__in=orders)
    return rows.select_related("order").order_by("created_at")


def received(orders: models.QuerySet[WorkOrder], on: date) -> dict[str, Decimal]:
    """What came in on a Chinese day for these orders, in yuan by method (RQ-FEE-07)."""
    begin = start_of_day(on)
    rows = Payment.objects.filter(
        settlement__order__in=orders, at__gte=begin, at__lt=begin + timedelta(days=1)
    )
    sums = dict(rows.order_by().values_list("method").annotate(models.Sum("amount")))
    return {method: sums.get(method, ZERO) for method in Payment.Method.values}
