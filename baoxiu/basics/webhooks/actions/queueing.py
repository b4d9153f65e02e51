"""Putting an event on its way to those who want it."""

from __future__ import annotations

from baoxiu.basics.webhooks.kinds import is_public
from baoxiu.basics.webhooks.messages import delivery_of, hears
from baoxiu.basics.webhooks.models import Delivery
from baoxiu.basics.webhooks.queries import active_webhooks
from baoxiu.core.events.models import Event


def queue(event: Event) -> None:
    """Write a delivery for every active webhook that wants the event; called again it changes nothing.

    Belongs into the transaction of the event's next steps. Without an active webhook it costs no query.
    """
    if not is_public(event.kind):
        return
    rows = [delivery_of(webhook, event) for webhook in active_webhooks() if hears(webhook, event)]
    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
