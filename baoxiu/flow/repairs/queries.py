"""What screens and later stages ask about assessment, quote and repair."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import models

from baoxiu.core.money import ZERO
from baoxiu.flow.repairs.models import (
    Assessment,
    ChangeRequest,
    Measurement,
    PartUsed,
    Quote,
    QuoteLine,
    WorkStep,
)
from baoxiu.flow.work_orders.models import WorkOrder

IN_FORCE = ("agreed", "free")
LIVE = ("sent", *IN_FORCE)


def assessment(order: WorkOrder) -> Assessment | None:
    """The newest assessment."""
    return Assessment.objects.filter(order=order).order_by("-at", "-pk").first()


def newest_quote(order: WorkOrder) -> Quote | None:
    """The newest version, whatever became of it."""
    return Quote.objects.filter(order=order).order_by("-version").first()


def open_quote(order: WorkOrder) -> Quote | None:
    """The version that waits for the customer's answer."""
    return Quote.objects.filter(order=order, stage="sent").first()


def quote_in_force(order: WorkOrder) -> Quote | None:
    """The version by which the work is done: agreed, or nothing in it to agree."""
    return Quote.objects.filter(order=order, stage__in=IN_FORCE).order_by("-version").first()


def overdue_quotes(at: datetime) -> models.QuerySet[Quote]:
    """Open quotes whose last day is over; nobody waits for an answer where the order ended."""
    return Quote.objects.filter(stage="sent", valid_until__lt=at, order__in=WorkOrder.objects.open())


def built_in(line: QuoteLine) -> Decimal:
    """How much of a quoted part has been built in."""
    return PartUsed.objects.filter(quote_line=line).aggregate(sum=models.Sum("quantity"))["sum"] or ZERO


def version_of(order: WorkOrder, version: int) -> Quote | None:
    """One version with the customer's answer, if there is one."""
    rows = Quote.objects.filter(order=order, version=version).select_related("order__request", "consent")
    return rows.first()


def open_changes(order: WorkOrder) -> models.QuerySet[ChangeRequest]:
    """What was asked and nobody has decided."""
    return ChangeRequest.objects.filter(order=order, state=ChangeRequest.State.OPEN)


def items_without_consent(order: WorkOrder) -> list[ChangeRequest]:
    """Added items that change parts or price, without a quote of later date in force (RQ-ADD-02)."""
    added = ChangeRequest.objects.filter(
        order=order, kind=ChangeRequest.Kind.ITEM, state=ChangeRequest.State.GRANTED, changes_price=True
    )
    rows = list(added)
    quote = quote_in_force(order) if rows else None
    return [row for row in rows if quote is None or quote.sent_at < row.decided_at]


def last_step(order: WorkOrder) -> WorkStep | None:
    """The newest step of the repair record with its check, if there is one."""
    return WorkStep.objects.filter(order=order).select_related("check_made").order_by("-at", "-pk").first()


def worn_parts(order: WorkOrder) -> list[Measurement]:
    """What was beyond its limit when it was measured last (RQ-EXE-04)."""
    rows = Measurement.objects.filter(order=order).select_related("filled__form").order_by("at", "pk")
    newest = {row.key: row for row in rows}
    return [row for row in newest.values() if not row.passed]
