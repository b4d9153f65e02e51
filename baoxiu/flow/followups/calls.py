"""Locking a follow-up, and the check that its window is open (RQ-REV-01)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from baoxiu.core.actors import Actor
from baoxiu.core.policy.queries import value
from baoxiu.core.reasons import say
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.followups.models import FOLLOWUP, Followup, FollowupCall
from baoxiu.flow.followups.policies import CALL_BACKS, TRIES
from baoxiu.flow.followups.queries import window
from baoxiu.flow.followups.reasons import SENTENCES
from baoxiu.flow.followups.rules import CallWindow, is_given_up, reason_not_to_call
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


def put(order: WorkOrder, kind: str, sequence: int, window: CallWindow) -> Followup:
    """A planned call; ``until`` is the last second of the window's last day."""
    return Followup.objects.create(
        order=order,
        kind=kind,
        sequence=sequence,
        not_before=window.opens_at,
        until=window.due_at - timedelta(seconds=1),
    )


def keep_call(
    followup: Followup,
    result: str,
    note: str,
    *,
    by: Actor,
    at: datetime,
    call_back_at: datetime | None = None,
) -> FollowupCall:
    """A line of the call register (RQ-REV-13)."""
    return FollowupCall.objects.create(
        followup=followup,
        result=result,
        note=note.strip()[:300],
        call_back_at=call_back_at,
        by_name=by.name,
        at=at,
    )


def give_up_if_hopeless(followup: Followup, at: datetime) -> bool:
    """End a call that was tried or put off too often (RQ-REV-13, appendix e9)."""
    results = list(followup.calls.values_list("result", flat=True))
    hopeless = is_given_up(
        unanswered=results.count(FollowupCall.Result.NO_ANSWER),
        call_backs=results.count(FollowupCall.Result.CALL_BACK),
        tries=value(TRIES, at=at).whole,
        most_call_backs=value(CALL_BACKS, at=at).whole,
    )
    if hopeless:
        followup.stage = FOLLOWUP.after("give_up", followup.stage)
        followup.save(update_fields=["stage"])
    return hopeless


def known(followup: Followup) -> dict[str, Any]:
    """What every event about the call tells."""
    return facts.of_order(followup.order) | {
        "followup_id": followup.pk,
        "sequence": followup.sequence,
        "call": followup.kind,
        "not_before": followup.not_before,
        "until": followup.until,
    }
