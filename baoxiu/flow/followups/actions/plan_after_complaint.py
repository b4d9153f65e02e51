"""After a complaint is solved the firm calls by itself (RQ-REV-17)."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import value
from baoxiu.core.rows import lock
from baoxiu.flow.followups.calls import known, put
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.followups.policies import COMPLAINT_DAYS
from baoxiu.flow.followups.queries import calls_welcome
from baoxiu.flow.followups.rules import regular_window
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def plan_after_complaint(order: WorkOrder, *, by: Actor, at: datetime) -> Followup | None:
    """Plan the call that checks the solution; one at a time, and none where the customer wants no calls.

    What the customer is not content with then becomes a complaint of its own (RQ-REV-17).
    """
    order = lock(order)
    may(by, "followups.call", order).or_refuse()
    planned = order.followups.filter(kind="solved", stage="planned").first()
    if planned is not None or not calls_welcome(order.customer_id):
        return planned
    last = order.followups.aggregate(last=models.Max("sequence"))["last"] or 1
    window = regular_window(legal_date(at), days=value(COMPLAINT_DAYS, at=at).whole)
    followup = put(order, "solved", last + 1, window)
    record("followups.solved_planned", followup, by=by, at=at, **known(followup))
    return followup
