"""Recording a fact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, models

from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.events import chain as chains
from baoxiu.core.events.locks import note_head, own_head
from baoxiu.core.events.models import Event
from baoxiu.core.events.wake import wake_worker
from baoxiu.core.gathering import add


def record(
    kind: str,
    subject: models.Model,
    /,
    *,
    by: Actor,
    at: datetime,
    device_at: datetime | None = None,
    **data: Any,
) -> Event:
    """Append a fact about ``subject`` in the transaction of the change it describes.

    ``at`` is the business time, ``device_at`` the time a phone claims; the server's own time is stamped here.
    The chain of a case (a request and the orders that come of it) grows one link at a time.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs into the transaction of the change")
    event = Event(
        kind=kind,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        chain=getattr(subject, "chain", ""),
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name,
        at=at,
        device_at=device_at,
        recorded_at=clock.now(),
        data=chains.plain(data),
    )
    _append(event)
    if by.kind != "import":  # an archive's past has no next steps; the sweep ticks its events off
        wake_worker()
    return event


def _append(event: Event) -> None:
    if event.chain:
        last_seq, event.prev_hash = own_head(event.chain)
        event.seq = last_seq + 1
    event.hash = chains.link(event.fingerprint(), event.prev_hash)
    add(event)
    if event.chain:
        note_head(event.chain, event.seq, event.hash)
