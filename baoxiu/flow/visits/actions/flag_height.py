"""The job turns out to have work at height (RQ-VIS-05)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.visits import facts, queries
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def flag_height(order: WorkOrder, *, by: Actor, at: datetime) -> Visit | None:
    """Mark the open visit, if there is one: the work waits until its safety is confirmed (RQ-VIS-05)."""
    order = lock(order)
    may(by, "visits.go", order).or_refuse()
    visit = queries.open_visit(order)
    if visit is None or visit.at_height:
        return visit
    visit.order, visit.at_height = order, True
    visit.save(update_fields=["at_height"])
    record("visits.height_flagged", visit, by=by, at=at, **facts.of_visit(visit, order))
    return visit
