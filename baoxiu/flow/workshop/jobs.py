"""Time makes bays free as well: a new day begins, work ends as planned."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.outlets.models import Outlet
from baoxiu.flow.workshop.giving import fill
from baoxiu.flow.workshop.models import Stay
from baoxiu.flow.workshop.yard import locked_yard


def give_bays(*, at: datetime) -> int:
    """Look for bays for all who wait; how many got one (RQ-APT-09)."""
    waiting = Stay.objects.filter(ended_at=None, bay=None, by_hand=False)
    outlets = Outlet.objects.filter(pk__in=waiting.values("outlet_id")).order_by("pk")
    return sum(_give(outlet, at) for outlet in outlets)


@transaction.atomic
def _give(outlet: Outlet, at: datetime) -> int:
    return len(fill(locked_yard(outlet), at=at))
