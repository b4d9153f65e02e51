"""What screens ask about questions to helpers."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from baoxiu.basics.accounts.models import Grant, Role, User
from baoxiu.core.actors import Actor
from baoxiu.flow.assistance.lifecycle import ASSISTANCE
from baoxiu.flow.assistance.models import Assistance, AssistanceRows
from baoxiu.flow.intake.models import RepairRequest

SHOWN = ("request__family", "order", "helper", "asked_by")
VIEWS = ("open", "mine", "asked", "late", "ended")


def of_case(request: RepairRequest) -> AssistanceRows:
    """The questions about a request and its orders, the open ones first, then the newest."""
    rows: AssistanceRows = Assistance.objects.filter(request_id=request.pk).select_related(*SHOWN)
    return rows.order_by(models.F("ended_at").asc(nulls_first=True), "-asked_at", "-pk")


def listed(actor: Actor, view: str, at: datetime) -> AssistanceRows:
    """A list of the desk: open, mine to answer, asked by me, late, or ended (RQ-TRI-09, RQ-INT-10)."""
    rows = Assistance.objects.for_actor(actor).select_related(*SHOWN)
    if view == "ended":
        return rows.filter(stage__in=ASSISTANCE.codes("closed")).order_by("-ended_at", "-pk")
    rows = rows.open().order_by("due_at", "pk")
    if view == "mine":
        mine = models.Q(helper_id=actor.user_id or 0) | models.Q(helper=None, role__in=actor.roles)
        return rows.filter(mine, stage="asked")
    if view == "asked":
        return rows.filter(asked_by_id=actor.user_id or 0)
    return rows.filter(stage="asked", due_at__lt=at) if view == "late" else rows


def helper_roles() -> list[Role]:
    """The roles that can be asked: those that carry the right to answer."""
    return list(Role.objects.filter(rights__contains=["assistance.answer"]).order_by("pk"))


def helpers(outlet_id: int | None) -> models.QuerySet[User]:
    """The active people who can be asked about a case of this outlet, by name."""
    return User.objects.filter(pk__in=_grants(outlet_id).values("user"), is_active=True).order_by(
        "name", "pk"
    )


def named_helper(username: str) -> User | None:
    """The active person with this user name who answers questions, at whatever outlet."""
    able = Grant.objects.filter(role__rights__contains=["assistance.answer"])
    found: User | None = User.objects.filter(
        username=username, is_active=True, pk__in=able.values("user")
    ).first()
    return found


def role_of(helper: User, outlet_id: int | None) -> str:
    """The role in which a person answers; empty for somebody who cannot be asked about this outlet."""
    codes = _grants(outlet_id).filter(user=helper, user__is_active=True).order_by("pk")
    return codes.values_list("role__code", flat=True).first() or ""


def _grants(outlet_id: int | None) -> models.QuerySet[Grant]:
    everywhere = models.Q(outlet=None, role__everywhere=True)
    here = models.Q(outlet_id=outlet_id) if outlet_id else models.Q(pk__in=[])
    return Grant.objects.filter(everywhere | here, role__rights__contains=["assistance.answer"])
