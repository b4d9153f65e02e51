"""What taking and giving back a job have in common."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch.facts import tell
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.permissions import may_answer
from baoxiu.flow.work_orders.moves import move
from baoxiu.flow.work_orders.permissions import may

EVENTS = {"accept": "dispatch.accepted", "decline": "dispatch.declined"}


class NoLongerOffered(IllegalMove):
    """The offer was answered or given to somebody else meanwhile."""

    code = "no_longer_offered"
    message = _("This job is no longer offered to you.")


def answered(
    assignment: Assignment, verb: str, state: str, *, reason: str = "", by: Actor, at: datetime
) -> Assignment:
    """Lock the order, then its assignment; move both and record it, inside the transaction of the verb."""
    order = lock(assignment.order)
    may_answer(order, verb, by).or_refuse()
    fresh = lock(assignment)
    fresh.order = order
    if fresh.state != Assignment.State.OFFERED:
        raise NoLongerOffered()
    fresh.state, fresh.answered_at, fresh.reason = state, at, reason[:300] or fresh.reason
    fresh.save(update_fields=["state", "answered_at", "reason"])
    technician_id = order.technician_id
    before = move(order, verb, by=by if may(order, verb, by) else SYSTEM)
    if verb == "decline":
        order.technician = None
        order.save(update_fields=["technician"])
    tell(
        EVENTS[verb],
        order,
        fresh,
        by=by,
        at=at,
        assignment_id=fresh.pk,
        old_technician_id=technician_id,
        reason=reason,
        repeat_of=order.repeat_of_id,
        old=before,
        new=order.stage,
    )
    return fresh
