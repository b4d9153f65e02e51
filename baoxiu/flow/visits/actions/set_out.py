"""On the way, prepared (RQ-EXE-06, RQ-APT-03)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.locks import lock_for
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.readiness import refuse_unready, refuse_unsafe


@transaction.atomic
def set_out(visit: Visit, *, by: Actor, at: datetime, device_at: datetime | None = None) -> Visit:
    """The technician is on the way; the customer hears of it (RQ-EXE-06).

    Raises ``NotReady`` or ``HeightUnsafe`` (RQ-APT-03, RQ-VIS-05).
    """
    visit, order = lock_for("set_out", visit, by=by)
    refuse_unready(visit, order, at)
    refuse_unsafe(visit)
    visit.set_out_at = at
    visit.save(update_fields=["stage", "set_out_at"])
    record("visits.set_out", visit, by=by, at=at, device_at=device_at, **facts.of_visit(visit, order))
    return visit
