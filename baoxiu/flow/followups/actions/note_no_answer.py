"""Nobody picked up (RQ-REV-13)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import value
from baoxiu.flow.followups.calls import give_up_if_hopeless, keep_call, known, lock_for_call
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.followups.policies import TRIES
from baoxiu.flow.followups.queries import window
from baoxiu.flow.followups.rules import RetryPlan, next_attempt

WAITS = (timedelta(hours=4), timedelta(days=1), timedelta(days=1))


@transaction.atomic
def note_no_answer(followup: Followup, *, by: Actor, at: datetime, note: str = "") -> Followup:
    """Keep a call that nobody answered; after the set number of tries the customer counts as not reached.

    Raises ``CallTooEarly`` (RQ-REV-01, RQ-REV-13, appendix e9).
    """
    followup = lock_for_call("note_no_answer", followup, by=by, at=at)
    keep_call(followup, "no_answer", note, by=by, at=at)
    given_up = give_up_if_hopeless(followup, at)
    unanswered = followup.calls.filter(result="no_answer").order_by("at")
    calls = list(unanswered.values_list("at", flat=True))
    tries = value(TRIES, at=at).whole
    again = None if given_up else next_attempt(window(followup), calls, RetryPlan(waits=WAITS[: tries - 1]))
    told = known(followup) | {"tries": len(calls), "given_up": given_up, "next_try_at": again}
    record("followups.no_answer", followup, by=by, at=at, note=note.strip(), **told)
    return followup
