"""Exports: lists that the worker writes to a file for the person who asked."""

from __future__ import annotations

from django.db import models

from baoxiu.core.actors import Actor


class ExportRows(models.QuerySet["Export"]):
    """Exports."""

    def for_actor(self, actor: Actor) -> ExportRows:
        """Only one's own: another person may see other rows of the same list."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()


class Export(models.Model):
    """One list, as somebody asked for it: ``query`` is the address' query of the list's page."""

    class State(models.TextChoices):
        """How far it is. While it is written its row is locked, so a killed worker leaves it waiting."""

        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="exports")
    sheet = models.CharField(max_length=40)
    query = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    wish = models.CharField(max_length=64, help_text="who, list, query and language as one hash")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    rows = models.PositiveIntegerField(help_text="when it was asked for; when ready, what the file holds")
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(default=0)

    objects = ExportRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-asked_at"], name="export_of_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["wish"], condition=models.Q(state="waiting"), name="export_waits_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.asked_at:%Y-%m-%d}"

    @property
    def chain(self) -> str:
        """Lists have no case."""
        return ""
