"""The technician or the team leader gives the job back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.flow.dispatch.actions.answering import answered
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.intake.inputs import sentence


@transaction.atomic
def decline(assignment: Assignment, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """The order returns to the dispatch with the reason, and this technician is not asked again (RQ-DSP-02).

    Raises ``InvalidInput``, ``NoLongerOffered``, ``IllegalMove``, ``NotAllowed``.
    """
    why = sentence(reason, "reason")
    return answered(assignment, "decline", str(Assignment.State.DECLINED), reason=why, by=by, at=at)
