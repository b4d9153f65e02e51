"""Why a deadline was not kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import LateReason, Promise
from baoxiu.basics.promises.permissions import may_explain
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock

LEADER = "service_manager"
"""Who hears of a delay that goes up to nobody in particular."""


class NotLate(IllegalMove):
    """Only a delay has a reason."""

    message = _("This deadline has not passed.")


class WhyMissing(InvalidInput):
    """The reason is written down."""

    message = _("Please say why it is late.")


@transaction.atomic
def explain(promise: Promise, *, reason: str, by: Actor, at: datetime) -> LateReason:
    """Late handling is reported upwards with its reason (RQ-EXE-09, RQ-NOT-04).

    The event names the role of the leader who is told. Raises ``NotAllowed``, ``NotLate``, ``WhyMissing``.
    """
    promise = lock(promise)
    may_explain(promise, by).or_refuse()
    if promise.due_at is None or at < promise.due_at or promise.state == Promise.State.CANCELLED:
        raise NotLate()
    said = reason.strip()[:1000]
    if not said:
        raise WhyMissing(field="reason")
    kept = LateReason.objects.create(promise=promise, text=said, by_name=by.name, at=at)
    steps = PROMISES[promise.kind].escalation if promise.kind in PROMISES else ()
    record(
        "promise.explained",
        promise,
        by=by,
        at=at,
        promise=promise.kind,
        number=promise.label,
        outlet_id=promise.outlet_id,
        role=steps[0].role if steps else LEADER,
        due_at=promise.due_at,
        text=said,
    )
    return kept
