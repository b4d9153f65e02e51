"""Planning the call in its window (RQ-REV-01, T20)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.followups.calls import known, put
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.followups.policies import FIRST_DAY, LAST_DAY
from baoxiu.flow.followups.rules import CallWindow, first_window
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class NotHandedOver(IllegalMove):
    """The product is not back with the customer yet."""

    message = _("A follow-up call is planned once the customer has the product back.")


@transaction.atomic
def plan(order: WorkOrder, *, by: Actor, at: datetime) -> Followup:
    """Plan the first call after handover, once per order: not before its first day, due by its last.

    Days are Chinese calendar days, the handover's own not counted. Raises ``NotHandedOver`` (RQ-REV-01, T20).
    """
    order = lock(order)
    may(by, "followups.call", order).or_refuse()
    planned = Followup.objects.filter(order=order, sequence=1).first()
    if planned is not None:
        return planned
    handed_over = order.handed_over_at or order.closed_at
    if handed_over is None:
        raise NotHandedOver()
    window = _window(handed_over, at)
    followup = put(order, "first", 1, window)
    record("followups.planned", followup, by=by, at=at, **known(followup))
    return followup


def _window(handed_over: datetime, at: datetime) -> CallWindow:
    first, last = value(FIRST_DAY, at=at).whole, value(LAST_DAY, at=at).whole
    return first_window(legal_date(handed_over), first_day=first, last_day=max(first, last))
