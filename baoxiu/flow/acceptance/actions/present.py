"""Putting the finished work before the customer (RQ-ACC-01)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance.models import AcceptanceSheet
from baoxiu.flow.acceptance.sheets import present_version
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def present(order: WorkOrder, *, by: Actor, at: datetime) -> AcceptanceSheet:
    """Freeze job, parts, prices and warranty as the sheet to be signed; unchanged content keeps its version.

    Raises ``IllegalMove`` unless the work passed inspection (RQ-ACC-01, standards.md 5.4).
    """
    order = lock(order)
    may(by, "acceptance.sign", order).or_refuse()
    ORDER.after("accept_work", order.stage)
    return present_version(order, by=by, at=at)
