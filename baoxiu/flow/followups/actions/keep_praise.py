"""Praise goes to the technician it is for (RQ-REV-09)."""

from __future__ import annotations

from datetime import datetime

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.followups.calls import known
from baoxiu.flow.followups.models import Followup, Praise


def keep_praise(followup: Followup, *, text: str, by: Actor, at: datetime) -> Praise | None:
    """Keep the words for the order's technician; None where nobody repaired. Part of ``record_answer``."""
    technician_id = followup.order.technician_id
    if technician_id is None:
        return None
    praise = Praise.objects.create(
        followup=followup,
        order=followup.order,
        technician_id=technician_id,
        text=text,
        by_name=by.name,
        at=at,
    )
    record("followups.praised", followup, by=by, at=at, **known(followup), text=text, praise_id=praise.pk)
    return praise
