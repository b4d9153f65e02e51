"""Dispatching a new or returned order without anybody asking."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.policy.queries import value
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch.actions.assign import NoCandidate, assign
from baoxiu.flow.dispatch.facts import tell
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.permissions import may_assign
from baoxiu.flow.work_orders.models import WorkOrder

BY_HAND = "manual_mode"


@transaction.atomic
def assign_by_rule(order: WorkOrder, *, by: Actor, at: datetime) -> Assignment | None:
    """What follows when an order waits for a technician: by rule, or the dispatcher is told (RQ-DSP-06).

    ``None`` when it was dispatched already, when the firm dispatches by hand (``dispatch.mode``), or when
    nobody fits; the last two record ``dispatch.not_possible``. Raises ``NotAllowed``.
    """
    fresh = lock(order)
    may_assign(fresh, by).or_refuse()
    if fresh.stage != "created":
        return None
    scope = {"family": fresh.family.code, "outlet": fresh.outlet.code if fresh.outlet else ""}
    if value("dispatch.mode", at=at, scope=scope).value == "manual":
        tell("dispatch.not_possible", fresh, by=by, at=at, why=BY_HAND)
        return None
    try:
        return assign(fresh, by=by, at=at)
    except NoCandidate:
        return None
