"""Sending again: one delivery, or everything since a moment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.webhooks.actions.keeping import Ended
from baoxiu.basics.webhooks.kinds import PUBLIC
from baoxiu.basics.webhooks.messages import delivery_of, hears
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.basics.webhooks.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock

MOST = 10_000
_AGAIN = {"state": Delivery.State.QUEUED, "attempts": 0, "sent_at": None}


class Paused(IllegalMove):
    """Nothing is sent to a paused webhook."""

    message = _("This webhook is paused. Please resume it first.")


class TooMuch(InvalidInput):
    """More events than are sent again at once."""

    message = _("These are more than 10,000 events. Please choose a later moment.")


@transaction.atomic
def replay(delivery: Delivery, *, by: Actor, at: datetime) -> Delivery:
    """Send a delivery once more, under the same id and with the same body; raises ``Paused`` or ``Ended``."""
    webhook = _living(delivery.webhook, by)
    delivery = lock(delivery)
    Delivery.objects.filter(pk=delivery.pk).update(**_AGAIN, next_try_at=at)
    record("webhooks.replayed", webhook, by=by, at=at, name=webhook.name, count=1)
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def replay_since(webhook: Webhook, since: datetime, *, by: Actor, at: datetime) -> int:
    """Send again everything that was recorded since, also what was never queued; how many that are.

    Raises ``TooMuch`` above 10,000 events, ``Paused`` or ``Ended``.
    """
    webhook = _living(webhook, by)
    recorded = Event.objects.filter(recorded_at__gte=since, recorded_at__lte=at, kind__in=PUBLIC)
    found = list(recorded.exclude(actor_kind="import").order_by("pk")[: MOST + 1])
    if len(found) > MOST:
        raise TooMuch(field="since")
    wanted = [event for event in found if hears(webhook, event)]
    known = Delivery.objects.filter(webhook=webhook, event__in=[event.pk for event in wanted])
    known.update(**_AGAIN, next_try_at=at)
    Delivery.objects.bulk_create([delivery_of(webhook, event) for event in wanted], ignore_conflicts=True)
    record("webhooks.replayed", webhook, by=by, at=at, name=webhook.name, count=len(wanted), since=since)
    return len(wanted)


def _living(webhook: Webhook, by: Actor) -> Webhook:
    webhook = lock(webhook)
    may_change(by, webhook).or_refuse()
    if webhook.ended_at is not None:
        raise Ended()
    if not webhook.is_active:
        raise Paused()
    return webhook
