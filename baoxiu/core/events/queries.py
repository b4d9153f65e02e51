"""Reading the events of a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

from baoxiu.core.events.chain import link
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import GIVE_UP_AFTER


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place where a chain does not hold."""

    chain: str
    seq: int
    event_id: int


def timeline(*chains: str) -> models.QuerySet[Event]:
    """The events of the chains in the order in which they were written, whatever the clock said (J01)."""
    return Event.objects.filter(chain__in=chains).order_by("id")


def of_subject(subject: models.Model) -> models.QuerySet[Event]:
    """The events about one row, oldest first."""
    return Event.objects.filter(subject_kind=subject._meta.model_name, subject_id=subject.pk).order_by("id")


def broken_links(chain: str) -> Iterator[BrokenLink]:
    """Check a chain; yields each event whose hash, predecessor or position is wrong (O04)."""
    prev_hash, expected = "", 1
    for event in Event.objects.filter(chain=chain).order_by("seq").iterator():
        sound = event.seq == expected and event.prev_hash == prev_hash
        if not sound or event.hash != link(event.fingerprint(), prev_hash):
            yield BrokenLink(chain, event.seq, event.pk)
        prev_hash, expected = event.hash, event.seq + 1


def stuck(now: datetime, *, older_than: timedelta = timedelta(minutes=5)) -> models.QuerySet[OutboxEntry]:
    """Outbox entries that nobody handled in time, or that were given up."""
    late = models.Q(event__recorded_at__lt=now - older_than) | models.Q(attempts__gte=GIVE_UP_AFTER)
    return OutboxEntry.objects.filter(late, handled_at=None)


SETTLED = timedelta(seconds=5)
"""Ids are given before the commit: within this span a lower one may still appear behind a higher one."""


def settled_id(now: datetime) -> int:
    """The newest event behind which none appears any more; 0 where there is none. Reads the end of the key only."""
    rows = Event.objects.filter(recorded_at__lte=now - SETTLED).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def chains_since(event_id: int, *, most: int) -> set[str]:
    """The cases in which something happened after an event, of the ``most`` newest facts."""
    rows = Event.objects.filter(pk__gt=event_id).exclude(chain="").order_by("-pk")
    return set(rows.values_list("chain", flat=True)[:most])
