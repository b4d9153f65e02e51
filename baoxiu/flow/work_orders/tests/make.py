"""Orders as the tests of the flow need them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.intake.actions import accept
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.work_orders.actions import create
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast
from tests.stages import kept


@kept
def created(cast: Cast, *, severity: int = 2, at: datetime | None = None, **fields: Any) -> WorkOrder:
    """The order of Alice's accepted request."""
    when = at or cast.at
    request = accept(submitted(cast, at=when, **fields), severity=severity, by=cast.actor("ava"), at=when)
    return create(request, by=SYSTEM, at=when)


def put_at(order: WorkOrder, stage: str, **fields: Any) -> WorkOrder:
    """The order at a stage that later rooms lead to."""
    WorkOrder.objects.filter(pk=order.pk).update(stage=stage, **fields)
    order.refresh_from_db()
    return order
