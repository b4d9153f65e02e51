"""The teams of the customer service and their queues (RQ-INT-15)."""

from __future__ import annotations

from django.db import models

from baoxiu.basics.accounts.models import User
from baoxiu.core.actors import Actor
from baoxiu.core.kept import Kept
from baoxiu.flow.intake.models import RequestRows, ServiceTeam


def _read() -> dict[str, int]:
    found: dict[str, int] = {}
    for team in ServiceTeam.objects.filter(is_active=True).order_by("pk"):
        found |= {service: team.pk for service in team.services if service not in found}
    return found


teams_by_service = Kept(_read)
"""Which team a kind of request comes to by itself; kept for a moment, as it is asked with every request."""

QUEUES = ("mine", "team", "free")


def teams() -> models.QuerySet[ServiceTeam]:
    """Every team, those in use first."""
    return ServiceTeam.objects.prefetch_related("members").order_by("-is_active", "name")


def active_teams() -> models.QuerySet[ServiceTeam]:
    """Those in use."""
    return ServiceTeam.objects.filter(is_active=True).order_by("name")


def agents() -> models.QuerySet[User]:
    """The people who review requests, by name: those who can be in a team and take requests."""
    able = models.Q(grants__role__rights__contains=["intake.review"])
    return User.objects.filter(able, is_active=True).distinct().order_by("name", "pk")


def of_queue(rows: RequestRows, actor: Actor, code: str) -> RequestRows:
    """What I have taken, what waits for my teams, or what nobody has taken yet (RQ-INT-15)."""
    user = actor.user_id or 0
    if code == "mine":
        return rows.filter(taken_by_id=user)
    if code == "team":
        return rows.filter(team__in=ServiceTeam.objects.filter(members=user).values("pk"))
    found: RequestRows = rows.filter(taken_by=None) if code == "free" else rows
    return found
