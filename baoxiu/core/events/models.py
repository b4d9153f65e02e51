"""The event: one append-only row per fact; timeline, audit trail and outbox at once."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models

from baoxiu.core.events.chain import moment

APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="no_truncate",
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
    ),
]
"""Triggers for rows that nobody changes or deletes, SQL included."""


class Event(models.Model):
    """A fact: who, when (device time and server time), what, old and new (RQ-WO-07, RQ-SEC-04).

    Events of one case form a chain: each carries the hash of the one before.
    """

    immutable: ClassVar[bool] = True
    WRITTEN_WITH: ClassVar[tuple[str, ...]] = ("events_outboxentry",)
    """Where else an event shows that is written: a trigger puts it into the outbox. The last link of a chain that this
    transaction has prolonged is not asked of the database (``locks.py``)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    chain = models.CharField(max_length=40, blank=True)
    seq = models.PositiveIntegerField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="event_chain_seq"),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_subject"),
            models.Index(fields=["kind", "at"], name="event_kind_at"),
        ]
        triggers = [
            *APPEND_ONLY,
            pgtrigger.Trigger(
                name="into_outbox",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func="""
                    INSERT INTO events_outboxentry (event_id, shard, attempts, last_error)
                    VALUES (NEW.id, abs(hashtext(COALESCE(NULLIF(NEW.chain, ''),
                        NEW.subject_kind || NEW.subject_id))) % 8, 0, '');
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind}:{self.subject_id}"

    def fingerprint(self) -> dict[str, Any]:
        """Every field that the hash covers."""
        return {
            "uuid": str(self.uuid),
            "kind": self.kind,
            "subject": f"{self.subject_kind}:{self.subject_id}",
            "chain": self.chain,
            "seq": self.seq,
            "actor": [self.actor_kind, self.actor_id, self.actor_name],
            "at": moment(self.at),
            "device_at": moment(self.device_at),
            "recorded_at": moment(self.recorded_at),
            "data": self.data,
        }


class OutboxEntry(models.Model):
    """What is still to follow from an event. The database itself writes the row (trigger ``into_outbox``)."""

    SHARDS: ClassVar[int] = 8

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="outbox")
    shard = models.SmallIntegerField()
    attempts = models.SmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["shard", "event"], name="outbox_open", condition=models.Q(handled_at=None)),
        ]

    def __str__(self) -> str:
        return f"outbox {self.event_id}"
