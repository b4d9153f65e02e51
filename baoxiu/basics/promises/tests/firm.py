"""What the tests of promises share: events of a case, at moments of a week in March 2026."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from baoxiu.basics.promises.actions import follow
from baoxiu.basics.promises.models import Promise
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.approvals.models import Approval
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.events.actions import record
from baoxiu.core.events.models import Event

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
ROOT = Actor(kind="staff", id="1", name="Root", rights=frozenset({"settings.change"}), outlet_ids=None)


def at(**later: float) -> datetime:
    """So long after Monday morning: ``at(hours=3)``."""
    return MONDAY + timedelta(**later)


def happen(kind: str, when: datetime, *, case: int = 1, **data: Any) -> Event:
    """Record a fact of a case and let the promises follow it."""
    with transaction.atomic():
        event = record(kind, Approval(pk=case, case=f"case:{case}"), by=SYSTEM, at=when, **data)
        follow(event)
    return event


def promise(kind: str, *, case: int = 1) -> Promise:
    """The newest promise of a kind in a case."""
    return Promise.objects.filter(kind=kind, case=f"case:{case}").latest("pk")
