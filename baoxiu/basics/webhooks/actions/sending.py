"""Sending what is queued: at least once, under one id, and no receiver holds up another."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction

from baoxiu.basics.tasks.actions import open_task
from baoxiu.basics.webhooks.checks import allows_private
from baoxiu.basics.webhooks.models import PAUSED, Delivery, Webhook
from baoxiu.basics.webhooks.queries import WAITING, active_webhooks, anything_due, due
from baoxiu.basics.webhooks.receiver import Outcome, post
from baoxiu.basics.webhooks.rules import PAUSED_AFTER, headers, wait_after
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock_row

logger = logging.getLogger(__name__)
RECEIVERS = 8
EACH = 5
LEASE = timedelta(minutes=5)
"""Longer than ``EACH`` exchanges with one receiver can last. A sender that dies costs this wait and one try."""

PUT_OFF = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class _Job:
    """One claimed delivery with all that the thread that sends it needs."""

    delivery: Delivery
    url: str
    headers: dict[str, str]


def send_queued(*, at: datetime) -> int:
    """Send one round of what is due; returns how many deliveries were worked on, 0 when nothing is left.

    Up to ``RECEIVERS`` webhooks at once, the longest waiting first, and up to ``EACH`` messages to each in
    their order. A batch is claimed with a lease before anything leaves, and nothing is locked on the way.
    """
    if not anything_due(at):
        return 0
    batches, private = _claim(at), allows_private(at)
    with ThreadPoolExecutor(RECEIVERS) as threads:
        for jobs, outcomes in zip(
            batches, threads.map(lambda one: _send(one, private), batches), strict=True
        ):
            _note(jobs, outcomes, at)
    return sum(len(jobs) for jobs in batches)


@transaction.atomic
def _claim(at: datetime) -> list[list[_Job]]:
    """The next deliveries of the webhooks that wait longest, leased until ``LEASE`` has passed."""
    waiting = due(at).values("webhook").annotate(since=models.Min("next_try_at")).order_by("since")
    chosen = [row["webhook"] for row in waiting[:RECEIVERS]]
    webhooks = Webhook.objects.in_bulk(chosen)
    batches = [_claim_of(webhooks[key], at) for key in chosen]
    return [jobs for jobs in batches if jobs]


def _claim_of(webhook: Webhook, at: datetime) -> list[_Job]:
    rows = due(at).filter(webhook=webhook).select_related("event").order_by("next_try_at", "pk")
    batch = list(rows.select_for_update(of=("self",), skip_locked=True)[:EACH])
    for delivery in batch:
        delivery.attempts += 1
        delivery.leased_until = at + LEASE
    Delivery.objects.bulk_update(batch, ["attempts", "leased_until"])
    moment = int(at.timestamp())
    return [
        _Job(one, webhook.url, headers(webhook.secret, str(one.event.uuid), moment, one.body))
        for one in batch
    ]


def _send(jobs: Sequence[_Job], allow_private: bool) -> list[Outcome]:
    """Send to one receiver, in a thread without database; whoever does not answer is not asked again now."""
    outcomes: list[Outcome] = []
    for job in jobs:
        outcomes.append(post(job.url, job.delivery.body, job.headers, allow_private=allow_private))
        if not outcomes[-1].reached:
            break
    return outcomes


@transaction.atomic
def _note(jobs: Sequence[_Job], outcomes: Sequence[Outcome], at: datetime) -> None:
    for job, outcome in zip(jobs, outcomes, strict=False):
        _keep(job.delivery, outcome, at)
    for job in jobs[len(outcomes) :]:
        _put_off(job.delivery, at)
    _judge(jobs[0].delivery.webhook_id, outcomes[-1], at)


def _keep(delivery: Delivery, outcome: Outcome, at: datetime) -> None:
    """Write the outcome, unless the lease has run out and somebody else sends by now."""
    wait = wait_after(delivery.attempts)
    found: dict[str, object] = {
        "last_status": outcome.status,
        "last_error": outcome.error,
        "response": outcome.response,
    }
    if not outcome.error:
        found |= {"state": Delivery.State.SENT, "sent_at": at, "next_try_at": None}
    elif wait is None:
        found |= {"state": Delivery.State.GIVEN_UP, "next_try_at": None}
    else:
        found |= {"state": Delivery.State.FAILED, "next_try_at": at + wait}
    if outcome.error:
        logger.warning("delivery %s was not taken: %s", delivery.pk, outcome.error)
    _in_hand(delivery).update(leased_until=None, **found)


def _put_off(delivery: Delivery, at: datetime) -> None:
    """Not tried: the receiver did not answer the one before."""
    _in_hand(delivery).update(attempts=delivery.attempts - 1, leased_until=None, next_try_at=at + PUT_OFF)


def _in_hand(delivery: Delivery) -> models.QuerySet[Delivery]:
    """The row while this sender still has it: not when its lease ran out, nor when it is to be sent anew."""
    return Delivery.objects.filter(
        pk=delivery.pk, attempts=delivery.attempts, leased_until=delivery.leased_until, state__in=WAITING
    )


def _judge(webhook_id: int, last: Outcome, at: datetime) -> None:
    """Remember since when a receiver fails; one that has failed for days is paused, and the administrator is told."""
    webhook = lock_row(Webhook, webhook_id)
    failing_since = (webhook.failing_since or at) if last.error else None
    if failing_since == webhook.failing_since and not last.error:
        return
    webhook.failing_since = failing_since
    pausing = webhook.is_active and failing_since is not None and at - failing_since >= PAUSED_AFTER
    webhook.is_active = webhook.is_active and not pausing
    webhook.save(update_fields=["failing_since", "is_active"])
    if pausing:
        active_webhooks.forget()
        record("webhooks.gave_up", webhook, by=SYSTEM, at=at, name=webhook.name, host=webhook.host)
        open_task(
            PAUSED, webhook, role="admin", key=f"{PAUSED}:{webhook.pk}:{at.isoformat()}", label=webhook.name,
            note=last.error, at=at,
        )  # fmt: skip
