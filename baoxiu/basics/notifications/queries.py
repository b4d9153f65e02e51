"""What screens ask about notices, and who holds a role."""

from __future__ import annotations

from collections import defaultdict

from django.db import models

from baoxiu.basics.accounts.models import User
from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.models import Channel, Notice, Template
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import of_subject
from baoxiu.core.kept import Kept


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


def template_of(code: str, channel: str, language: str) -> Template | None:
    """The stored text of a notice in a language."""
    return Template.objects.filter(code=code, channel=channel, language=language).first()


def text_changes(code: str, channel: str, language: str) -> list[Event]:
    """Every version of a text that somebody kept, the latest first; the words are in ``data["text"]``."""
    row = template_of(code, channel, language)
    return list(of_subject(row).filter(kind="template.changed").reverse()) if row else []


def _read_texts() -> dict[tuple[str, str], dict[str, Template]]:
    found: dict[tuple[str, str], dict[str, Template]] = defaultdict(dict)
    for row in Template.objects.all():
        found[row.code, row.language][row.channel] = row
    return dict(found)


texts_by_notice = Kept(_read_texts)
"""The stored texts by channel, for a notice and a language."""


def templates() -> dict[tuple[str, str], Template]:
    """All stored texts by code and language, each in the channel of its kind."""
    rows = Template.objects.all()
    return {
        (row.code, row.language): row
        for row in rows
        if row.code in KINDS and KINDS[row.code].channel == row.channel
    }


def log(actor: Actor, *, state: str = "", code: str = "") -> models.QuerySet[Notice]:
    """What was told to whom, newest first, without the words: they may hold a customer's link (RQ-SEC-01)."""
    rows = (
        Notice.objects.defer("body", "link").select_related("user", "customer").order_by("-created_at", "-pk")
    )
    if actor.outlet_ids is not None:
        ours = models.Q(user__grants__outlet_id__in=actor.outlet_ids)
        served = models.Q(customer__served_by__outlet_id__in=actor.outlet_ids)
        rows = rows.filter(pk__in=Notice.objects.filter(ours | served).values("pk"))
    if state:
        rows = rows.filter(state=state)
    return rows.filter(code=code) if code else rows


def inbox_of(actor: Actor) -> models.QuerySet[Notice]:
    """What the actor was told in the application, the newest first."""
    return Notice.objects.filter(user_id=actor.user_id or 0, channel=Channel.IN_APP).order_by(
        "-created_at", "-pk"
    )
