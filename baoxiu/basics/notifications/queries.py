"""What screens ask about notices, and who holds a role."""

from __future__ import annotations

from django.db import models

from baoxiu.basics.accounts.models import User
from baoxiu.basics.notifications.models import Channel, Notice


def inbox(user: User) -> models.QuerySet[Notice]:
    """What a person of the firm was told in the application, the newest first."""
    return Notice.objects.filter(user=user, channel=Channel.IN_APP).order_by("-created_at", "-pk")


def unread(user: User) -> int:
    """How many of them are new."""
    return inbox(user).filter(read_at=None).count()


def for_case(case: str, *, customer_only: bool = False) -> models.QuerySet[Notice]:
    """The message log of a case, the oldest first (RQ-NOT-01); for the customer's page only the own ones."""
    rows = Notice.objects.filter(case=case).order_by("created_at", "pk")
    return rows.filter(customer__isnull=False) if customer_only else rows


def holders(role: str, outlet_id: int | None) -> models.QuerySet[User]:
    """The active people with a role who work for the outlet or for all outlets."""
    everywhere = models.Q(grants__outlet=None, grants__role__everywhere=True)
    here = models.Q(grants__outlet_id=outlet_id) if outlet_id else models.Q(pk__in=[])
    mine = models.Q(grants__role__code=role) & (everywhere | here)
    return User.objects.filter(mine, is_active=True).distinct().order_by("pk")
