"""The text that a customer signs: job, parts, lines, prices, warranty, technician, times (standards.md 5.4).

It holds stored facts only, in no language of its own, so that its hash is the same for every reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from baoxiu.core.events.chain import moment, plain
from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.repairs.models import PartUsed, Quote, WorkStep
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder

RELATED = ("request", "family", "technician")


def compose(order: WorkOrder) -> dict[str, Any]:
    """The present content of the acceptance sheet, JSON-safe (RQ-ACC-01, RQ-VIS-15)."""
    order = WorkOrder.objects.select_related(*RELATED).get(pk=order.pk)
    quote = repairs.quote_in_force(order)
    content = {
        "order": order.number,
        "product": _product(order),
        "reported": order.request.fault_text,
        "assessment": _assessment(order),
        "quote": _quote(quote) if quote else None,
        "parts": _rows(PartUsed, order, ("name", "quantity", "old_serial", "new_serial", "note")),
        "work": [row["text"] for row in _rows(WorkStep, order, ("text",))],
        "technician": order.technician.name if order.technician else "",
        "times": _times(order),
    }
    made: dict[str, Any] = plain(content)
    return made


def _product(order: WorkOrder) -> dict[str, str]:
    request = order.request
    return {
        "family": order.family.name,
        "family_en": order.family.name_en,
        "brand": request.brand,
        "model": request.model_text,
        "serial": request.serial,
    }


def _assessment(order: WorkOrder) -> dict[str, Any] | None:
    found = repairs.assessment(order)
    if found is None:
        return None
    newest = order.verdicts.order_by("-pk").first()
    return {
        "fault_nature": found.fault_nature,
        "cause_class": found.cause_class,
        "cause": found.cause_text,
        "warranty": newest.result if newest else "",
        "warranty_ends_on": newest.ends_on if newest else None,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "version": quote.version,
        "hash": quote.document_hash,
        "plan": quote.plan,
        "lines": quote.document["lines"],
        "total_customer": quote.total_customer,
        "total_company": quote.total_company,
    }


def _rows(model: type[models.Model], order: WorkOrder, fields: Iterable[str]) -> list[dict[str, Any]]:
    manager: Any = model._default_manager
    return list(manager.filter(order=order).order_by("pk").values(*fields))


def _times(order: WorkOrder) -> dict[str, str]:
    passed = Inspection.objects.filter(order=order, kind=Inspection.Kind.FINAL, passed=True)
    arrived = (
        Visit.objects.filter(order=order).exclude(stage="no_access") if order.mode == "on_site" else None
    )
    return {
        "reported": moment(order.request.submitted_at),
        "arrived": moment(arrived.aggregate(first=models.Min("arrived_at"))["first"]) if arrived else "",
        "inspected": moment(passed.aggregate(last=models.Max("at"))["last"]),
    }
