"""Planning the second call, a week after the first, with other content (RQ-REV-02, T21)."""

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
from baoxiu.flow.followups.policies import SECOND_FIRST_DAY, SECOND_LAST_DAY
from baoxiu.flow.followups.queries import calls_welcome
from baoxiu.flow.followups.rules import CallWindow, second_window
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class NoFirstAnswer(IllegalMove):
    """There is nothing to build the second talk on."""

    message = _("A second call is planned once the first one was answered.")


@transaction.atomic
def plan_second(first: Followup, *, by: Actor, at: datetime) -> Followup | None:
    """Plan the call of day 8 to 14 after the first, once per order; None where the customer wants no more calls.

    Days are Chinese calendar days, counted from the day of the first talk. Raises ``NoFirstAnswer``
    (RQ-REV-02, T21).
    """
    order = lock(WorkOrder(pk=first.order_id))
    may(by, "followups.call", order).or_refuse()
    first = lock(first)
    if first.kind != "first" or first.answered_at is None:
        raise NoFirstAnswer()
    planned = Followup.objects.filter(order=order, kind="second").first()
    if planned is not None:
        return planned
    if not calls_welcome(order.customer_id):
        return None
    second = put(order, "second", first.sequence + 1, _window(first.answered_at, at))
    record("followups.second_planned", second, by=by, at=at, **known(second))
    return second


def _window(answered: datetime, at: datetime) -> CallWindow:
    first, last = value(SECOND_FIRST_DAY, at=at).whole, value(SECOND_LAST_DAY, at=at).whole
    return second_window(legal_date(answered), first_day=first, last_day=max(first, last))
