"""What an outside program has written, so that a repeat changes nothing, and how often it may ask."""

from __future__ import annotations

from django.db import models

from baoxiu.core.actors import Actor


class WriteRows(models.QuerySet["IdempotentWrite"]):
    """Writes that were answered."""

    def for_actor(self, actor: Actor) -> WriteRows:
        """Those of the actor's own account."""
        return self.filter(token__user_id=actor.user_id or 0)


class IdempotentWrite(models.Model):
    """A write with its answer, stored in the transaction of its effect. One per token and key."""

    token = models.ForeignKey(
        "accounts.ApiToken", models.CASCADE, to_field="token_hash", related_name="+", db_index=False
    )
    key = models.CharField(max_length=80)
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body")
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField(db_index=True)

    objects = WriteRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="idempotent_write_once")]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.key}"


class Bucket(models.Model):
    """What is left of a token's share of requests; taken from by one statement (see ``allowance.py``)."""

    token = models.OneToOneField(
        "accounts.ApiToken", models.CASCADE, to_field="token_hash", related_name="+", primary_key=True
    )
    rest = models.FloatField(help_text="requests")
    taken = models.IntegerField(help_text="by the last process that came")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rest:.0f}"
