"""What screens and programs ask about webhooks."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.core.actors import Actor
from baoxiu.core.kept import Kept

WAITING = (Delivery.State.QUEUED, Delivery.State.FAILED)


def _read() -> list[Webhook]:
    return list(Webhook.objects.filter(is_active=True, ended_at=None))


active_webhooks = Kept(_read)
"""Those that are told what happens; asked at every event."""


def webhooks(actor: Actor) -> models.QuerySet[Webhook]:
    """Those in the actor's scope, by name, with what is waiting and what was given up."""
    waiting = models.Count("deliveries", filter=models.Q(deliveries__state__in=WAITING))
    given_up = models.Count("deliveries", filter=models.Q(deliveries__state=Delivery.State.GIVEN_UP))
    rows = Webhook.objects.for_actor(actor).select_related("outlet")
    return rows.annotate(waiting=waiting, given_up=given_up).order_by("name", "pk")


def log(webhook: Webhook, *, state: str = "") -> models.QuerySet[Delivery]:
    """What was sent to one, the newest first."""
    rows = webhook.deliveries.select_related("event").order_by("-pk")
    return rows.filter(state=state) if state else rows


def due(at: datetime) -> models.QuerySet[Delivery]:
    """What is to be sent now."""
    living = models.Q(webhook__is_active=True, webhook__ended_at=None)
    free = models.Q(leased_until=None) | models.Q(leased_until__lte=at)
    return Delivery.objects.filter(living & free, state__in=WAITING, next_try_at__lte=at)


def anything_due(at: datetime) -> bool:
    """Whether a sender has something to do; costs nothing where there is no webhook."""
    return bool(active_webhooks()) and due(at).exists()
