"""Calls to the customer before a visit (RQ-APT-02, RQ-APT-05)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.models import ContactAttempt
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def note_contact(
    order: WorkOrder, *, reached: bool, by: Actor, at: datetime, note: str = ""
) -> ContactAttempt:
    """Keep a call, answered or not. Out of reach cancels nothing: go at the agreed time (RQ-APT-05)."""
    order = lock(order)
    may(by, "visits.book", order).or_refuse()
    attempt = ContactAttempt.objects.create(
        order=order, reached=reached, note=note.strip()[:300], by_name=by.name, at=at
    )
    kind = "visits.contacted" if reached else "visits.not_reached"
    record(kind, order, by=by, at=at, reached=reached, note=attempt.note, **facts.of_order(order))
    return attempt
