"""Sending what is queued."""

from __future__ import annotations

import logging
from contextlib import closing
from datetime import datetime

from django.db import models, transaction

from baoxiu.basics.notifications import mail
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.notifications.rules import ATTEMPTS, wait_after

logger = logging.getLogger(__name__)
BATCH = 50
_OUTCOME = ("state", "sent_at", "next_try_at", "last_error")


def send_queued(*, at: datetime) -> int:
    """Send what is due; returns the number sent. Several senders may run at once (standards.md 4.4 I02).

    A batch is claimed with its next try before anything leaves, and nothing is locked while the mail server
    is slow: a sender that dies costs one more try, and at worst the one mail it had in hand goes twice.
    """
    server = mail.server()
    if server is None:
        return 0
    sent = 0
    while batch := _claim(at):
        sent += _send(batch, server, at)
    return sent


@transaction.atomic
def _claim(at: datetime) -> list[Notice]:
    waiting = Notice.objects.filter(state=Notice.State.QUEUED)
    due = waiting.filter(models.Q(next_try_at=None) | models.Q(next_try_at__lte=at)).order_by("pk")
    batch = list(due.select_for_update(skip_locked=True)[:BATCH])
    for notice in batch:
        notice.attempts += 1
        notice.next_try_at = at + wait_after(notice.attempts)
    Notice.objects.bulk_update(batch, ["attempts", "next_try_at"])
    return batch


def _send(batch: list[Notice], server: mail.MailServer, at: datetime) -> int:
    connection = mail.Connection(server)
    try:
        connection.open()
    except OSError as trouble:
        for notice in batch:
            _note_failure(notice, trouble)
        return 0
    with closing(connection):
        return sum(_send_one(notice, connection, at) for notice in batch)


def _send_one(notice: Notice, connection: mail.Connection, at: datetime) -> bool:
    try:
        connection.send(to=notice.address, subject=notice.subject, body=notice.body, reference=str(notice.pk))
    except (OSError, ValueError) as trouble:
        _note_failure(notice, trouble)
        return False
    notice.state, notice.sent_at, notice.next_try_at, notice.last_error = Notice.State.SENT, at, None, ""
    notice.save(update_fields=_OUTCOME)
    return True


def _note_failure(notice: Notice, trouble: Exception) -> None:
    """Keep the reason; give up after the last try or a lasting refusal."""
    logger.warning("notice %s was not sent: %s", notice.pk, trouble)
    notice.last_error = f"{type(trouble).__name__}: {trouble}"[:500]
    if notice.attempts >= ATTEMPTS or mail.is_final(trouble):
        notice.state, notice.next_try_at = Notice.State.FAILED, None
    notice.save(update_fields=_OUTCOME)
