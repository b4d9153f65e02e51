"""Agreeing on another time, beforehand (RQ-APT-04)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.actions.cancel import ReasonMissing
from baoxiu.flow.visits.locks import lock_for
from baoxiu.flow.visits.models import Rescheduling, Visit
from baoxiu.flow.visits.rules import may_reschedule
from baoxiu.flow.visits.windows import check_window
from baoxiu.flow.work_orders.models import WorkOrder


class TooLateToReschedule(IllegalMove):
    """The agreed window has begun (RQ-APT-04)."""

    message = _(
        "The agreed time has begun. Tell the customer about the delay, cancel this visit with the reason "
        "and agree on a new one."
    )


@transaction.atomic
def reschedule(
    visit: Visit,
    *,
    start: datetime,
    end: datetime,
    reason: str,
    agreed_with: str,
    planned: bool = False,
    by: Actor,
    at: datetime,
) -> Visit:
    """Move a visit that has not begun; keeps old and new time, the reason and who agreed (RQ-APT-04).
    ``planned``: the plan vouches for the technician's time.

    Raises ``TooLateToReschedule``, ``ReasonMissing`` and what ``book`` raises about the window.
    """
    visit, order = lock_for("reschedule", visit, by=by)
    if not may_reschedule(visit.window_start, at):
        raise TooLateToReschedule()
    if not reason.strip():
        raise ReasonMissing(field="reason")
    visit.technician_id = check_window(order, start, end, agreed_with, at, besides=visit, planned=planned)
    change = _keep(visit, start, end, reason.strip(), agreed_with.strip(), by, at)
    _announce(change, visit, order, by, at)
    return visit


def _keep(
    visit: Visit, start: datetime, end: datetime, reason: str, agreed_with: str, by: Actor, at: datetime
) -> Rescheduling:
    change = Rescheduling.objects.create(
        visit=visit,
        old_start=visit.window_start,
        old_end=visit.window_end,
        new_start=start,
        new_end=end,
        reason=reason,
        agreed_with=agreed_with,
        by_name=by.name,
        at=at,
    )
    visit.window_start, visit.window_end, visit.agreed_with = start, end, agreed_with
    visit.save(update_fields=["technician", "window_start", "window_end", "agreed_with"])
    return change


def _announce(change: Rescheduling, visit: Visit, order: WorkOrder, by: Actor, at: datetime) -> None:
    record(
        "visits.rescheduled",
        visit,
        by=by,
        at=at,
        old_start=change.old_start,
        old_end=change.old_end,
        reason=change.reason,
        agreed_with=change.agreed_with,
        **facts.of_visit(visit, order),
    )
