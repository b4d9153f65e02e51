"""What an event looks like outside, and whom it is for."""

from __future__ import annotations

import json

from baoxiu.basics.webhooks.kinds import is_public, told
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.basics.webhooks.rules import wants
from baoxiu.core.events.models import Event


def hears(webhook: Webhook, event: Event) -> bool:
    """Whether an event is for this webhook: public, of a kind on its list, and of its outlet."""
    if not is_public(event.kind) or not wants(webhook.kinds, event.kind):
        return False
    return webhook.outlet_id is None or event.data.get("outlet_id") == webhook.outlet_id


def delivery_of(webhook: Webhook, event: Event) -> Delivery:
    """What is to be sent, at once."""
    return Delivery(
        webhook=webhook,
        event=event,
        body=body_of(event),
        created_at=event.recorded_at,
        next_try_at=event.recorded_at,
    )


def body_of(event: Event) -> str:
    """The JSON text, always the same for one event."""
    told_of = {
        "id": str(event.uuid),
        "kind": event.kind,
        "at": event.at.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "subject": {"kind": event.subject_kind, "id": event.subject_id},
        "case": event.chain,
        "data": told(event.kind, event.data),
    }
    return json.dumps(told_of, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
