"""Throwing away what map services told long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from baoxiu.basics.travel.models import KnownPlace, KnownWay
from baoxiu.basics.travel.policies import KEEP_DAYS
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value


@transaction.atomic
def forget_old(*, by: Actor, at: datetime) -> int:
    """Delete answers that are too old to be used; returns how many. Raises ``NotAllowed``."""
    needs(by, "settings.change").or_refuse()
    before = at - timedelta(days=value(KEEP_DAYS, at=at).whole)
    ways, _by_model = KnownWay.objects.filter(at__lt=before).delete()
    places, _by_model = KnownPlace.objects.filter(at__lt=before).delete()
    return ways + places
