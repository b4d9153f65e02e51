"""What the dispatch writes down: events, and the ranking behind a decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.dispatch.queries import Survey
from baoxiu.flow.work_orders.models import WorkOrder


def tell(
    event: str, order: WorkOrder, about: models.Model | None = None, *, by: Actor, at: datetime, **data: Any
) -> None:
    """Record a fact about an assignment, or about the order itself, with what every fact of the dispatch
    carries."""
    record(
        event,
        about or order,
        by=by,
        at=at,
        number=order.number,
        outlet_id=order.outlet_id,
        request_id=order.request_id,
        order_id=order.pk,
        technician_id=order.technician_id,
        mode=order.mode,
        **data,
    )


def plain_need(found: Survey) -> dict[str, Any]:
    """The need as a decision keeps it."""
    need = found.need
    return {
        "on": need.on,
        "skill": need.skill,
        "min_level": need.min_level,
        "certificates": sorted(need.certificates),
        "area": need.area,
        "outlet_id": need.outlet_id,
        "window": need.window,
        "minutes": need.minutes,
        "excluded": sorted(need.excluded),
        "repeat_of": need.repeat_of,
        "knows_customer": sorted(need.knows_customer),
    }


def plain_ranking(found: Survey) -> dict[str, Any]:
    """The whole ranking as a decision keeps it, with the names of that day."""
    return {
        "eligible": [
            {
                "technician_id": one.technician_id,
                "name": found.technicians[one.technician_id].name,
                "total": one.total,
                "parts": [[part.term, part.value, part.weight, part.contribution] for part in one.parts],
                "reasons": [reason.plain() for reason in one.reasons],
            }
            for one in found.ranking.eligible
        ],
        "rejected": [
            {
                "technician_id": one.technician_id,
                "name": found.technicians[one.technician_id].name,
                "reasons": [reason.plain() for reason in one.reasons],
            }
            for one in found.ranking.rejected
        ],
    }
