"""Webhooks and what was sent to them: the delivery is the queue as well as the log (RQ-INT-12)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.webhooks.rules import secret_of
from baoxiu.core.actors import Actor

KEY_SALT = "baoxiu.webhooks"
PAUSED = "webhook_paused"
"""The task of finding out why a receiver did not answer for days."""


class WebhookRows(models.QuerySet["Webhook"]):
    """Webhooks."""

    def for_actor(self, actor: Actor) -> WebhookRows:
        """Those of the actor's outlets; one that hears of all outlets is for who sees all."""
        rows = self.filter(ended_at=None)
        return rows if actor.outlet_ids is None else rows.filter(outlet_id__in=actor.outlet_ids)


class Webhook(models.Model):
    """An address that is told what happens. A removed one stays for the log."""

    name = models.CharField(max_length=60)
    url = models.CharField(max_length=300)
    salt = models.CharField(
        max_length=60, blank=True, help_text="the secret is derived from it; none when removed"
    )
    kinds = models.JSONField(
        default=list, help_text="kinds or beginnings such as order.*; empty: all public ones"
    )
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, related_name="webhooks")
    is_active = models.BooleanField(default=True)
    failing_since = models.DateTimeField(null=True)
    created_by = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = WebhookRows.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Webhooks have no case."""
        return ""

    @property
    def secret(self) -> str:
        """What signs the messages: derived from the installation's key and kept nowhere; empty for a removed one."""
        return secret_of(salted_hmac(KEY_SALT, self.salt, algorithm="sha256").digest()) if self.salt else ""

    @property
    def host(self) -> str:
        """The receiver without the path, which may hold a secret."""
        return urlsplit(self.url).hostname or ""


class DeliveryRows(models.QuerySet["Delivery"]):
    """Deliveries."""

    def for_actor(self, actor: Actor) -> DeliveryRows:
        """Those of the webhooks the actor may see."""
        return self.filter(webhook__in=Webhook.objects.for_actor(actor))


class Delivery(models.Model):
    """One event on its way to one webhook."""

    class State(models.TextChoices):
        """How far it got."""

        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed, will be tried again")
        GIVEN_UP = "given_up", _("given up")

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    event = models.ForeignKey("events.Event", models.PROTECT, related_name="deliveries")
    body = models.TextField(help_text="JSON, exactly as it is signed")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True, help_text="a sender has it in hand")
    last_status = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    response = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "event"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["webhook", "next_try_at"],
                name="delivery_queue",
                condition=models.Q(state__in=["queued", "failed"]),
            ),
            models.Index(fields=["webhook", "-id"], name="delivery_log"),
            BrinIndex(fields=["created_at"], name="delivery_age"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk} {self.state}"
