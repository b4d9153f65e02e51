"""Keeping who takes a document out of the house (RQ-SEC-03)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder

INSIDE = frozenset({"staff", "api"})


@transaction.atomic
def note_fetch(order: WorkOrder, code: str, *, by: Actor, at: datetime) -> None:
    """A colleague fetched a printed document of the order; customers fetch their own without a note."""
    if by.kind in INSIDE:
        record("documents.fetched", order, by=by, at=at, document=code, **facts.of_order(order))
