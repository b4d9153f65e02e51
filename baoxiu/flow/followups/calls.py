"""Locking a follow-up, and the check that its window is open (RQ-REV-01)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from baoxiu.core.actors import Actor
from baoxiu.core.reasons import say
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.followups.models import FOLLOWUP, Followup
from baoxiu.flow.followups.queries import window
from baoxiu.flow.followups.reasons import SENTENCES
from baoxiu.flow.followups.rules import reason_not_to_call
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class CallTooEarly(IllegalMove):
    """The window opens later; a call after its last day is late, but is still made."""

    code = "call_too_early"


def lock_for_call(verb: str, followup: Followup, *, by: Actor, at: datetime) -> Followup:
    """The locked follow-up with its order, after right, lifecycle and window were checked."""
    order = lock(WorkOrder(pk=followup.order_id))
    followup = lock(followup)
    followup.order = order
    may(by, "followups.call", order).or_refuse()
    FOLLOWUP.after(verb, followup.stage)
    reason = reason_not_to_call(window(followup), at)
    if reason and reason.code == "call_too_early":
        raise CallTooEarly(say(reason, SENTENCES))
    return followup


def known(followup: Followup) -> dict[str, Any]:
    """What every event about the call tells."""
    return facts.of_order(followup.order) | {
        "followup_id": followup.pk,
        "sequence": followup.sequence,
        "not_before": followup.not_before,
        "until": followup.until,
    }
