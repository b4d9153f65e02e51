"""What screens ask about follow-up calls and ratings."""

from __future__ import annotations

from datetime import datetime

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.flow.followups.models import Followup, FollowupRows, Rating
from baoxiu.flow.followups.rules import CallWindow
from baoxiu.flow.work_orders.models import WorkOrder


def window(followup: Followup) -> CallWindow:
    """The days on which to call; ``until`` is 24:00 of the last day."""
    return CallWindow(legal_date(followup.not_before), legal_date(followup.until))


def of_order(order: WorkOrder) -> FollowupRows:
    """The order's calls, first to last."""
    return Followup.objects.filter(order=order).select_related("form__form").order_by("sequence")


def due(actor: Actor, at: datetime) -> FollowupRows:
    """Planned calls in the actor's scope whose window has opened, the most urgent first."""
    rows = Followup.objects.for_actor(actor).filter(stage="planned", not_before__lte=at)
    return rows.select_related("order__request").order_by("until")


def rating_of(order: WorkOrder) -> Rating | None:
    """What the customer said on the own page."""
    return Rating.objects.filter(order=order).first()
