"""A question that turns out to be a fault."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.rows import lock
from baoxiu.flow.intake.actions.merge import tell_merged
from baoxiu.flow.intake.actions.spin_off import Part, spin_off
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.moves import move
from baoxiu.flow.intake.services import REPAIR


@transaction.atomic
def turn_into_repair(
    request: RepairRequest, part: Part, *, reason: str, by: Actor, at: datetime
) -> RepairRequest:
    """The consultation ends and goes on in a repair request, where its words stay readable (RQ-INT-10).

    Returns the repair request. Raises ``NotOfThisService``, ``InvalidInput``, ``NotAllowed``, ``IllegalMove``.
    """
    why = sentence(reason, "reason")
    fresh = lock(request)
    before = move(fresh, "turn_into_repair", by=by)
    made = spin_off(fresh, part, REPAIR, by=by, at=at)
    fresh.merged_into = made
    fresh.save(update_fields=["merged_into"])
    tell_merged(fresh, made, why, before, by=by, at=at)
    return made
