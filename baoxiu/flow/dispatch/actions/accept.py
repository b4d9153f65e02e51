"""The technician takes the job."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.flow.dispatch.actions.answering import answered
from baoxiu.flow.dispatch.models import Assignment


@transaction.atomic
def accept(assignment: Assignment, *, by: Actor, at: datetime) -> Assignment:
    """Shown as "accepted"; from here contact with the customer is due (RQ-DSP-07, T10).

    Raises ``NoLongerOffered``, ``IllegalMove``, ``NotAllowed``.
    """
    return answered(assignment, "accept", str(Assignment.State.ACCEPTED), by=by, at=at)
