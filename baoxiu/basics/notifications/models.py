"""Notices: template × person × channel (RQ-NOT-01, RQ-NOT-02)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a notice travels."""

    IN_APP = "in_app", _("In the application")
    MAIL = "mail", _("E-mail")


class Template(models.Model):
    """The text of a notice, editable; variables are ``{name}`` from an allow-list."""

    code = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "channel", "language"], name="template_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.channel} {self.language}"


class Notice(models.Model):
    """One message to one person: the log as well as the queue."""

    class State(models.TextChoices):
        """How far it got."""

        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        NO_CHANNEL = "no_channel", _("no channel set up")

    code = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    user = models.ForeignKey("accounts.User", models.CASCADE, null=True, related_name="notices")
    customer = models.ForeignKey("customers.Customer", models.CASCADE, null=True, related_name="notices")
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    case = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=160, unique=True, help_text="queueing it twice changes nothing")

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "next_try_at"], name="notice_queue", condition=models.Q(state="queued")
            ),
            models.Index(fields=["user", "-created_at"], name="notice_user"),
            models.Index(
                fields=["user"], name="notice_unread", condition=models.Q(channel="in_app", read_at=None)
            ),
            models.Index(fields=["case"], name="notice_case"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"
