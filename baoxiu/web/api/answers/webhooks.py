"""Webhooks and their deliveries as they are answered; the secret only where it was just made."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, Field

from baoxiu.basics.webhooks.models import Delivery, Webhook


class WebhookAnswer(BaseModel):
    """A webhook."""

    id: int
    name: str
    url: str
    kinds: list[str]
    outlet: str | None
    active: bool
    failing_since: datetime | None
    created_at: datetime
    ended_at: datetime | None


class WebhookWithSecret(WebhookAnswer):
    """A webhook with its new secret, which is never shown again: not in a repeat of the write either."""

    SHOWN_ONCE: ClassVar[frozenset[str]] = frozenset({"secret"})
    secret: str | None = Field(
        description="signs every message: see the header webhook-signature; null in a repeat"
    )


class DeliveryAnswer(BaseModel):
    """One event on its way to one webhook."""

    id: int
    event: str = Field(description="the id of the event, sent as webhook-id")
    kind: str
    case: str
    state: str
    attempts: int
    next_try_at: datetime | None
    last_status: int | None
    last_error: str
    response: str
    created_at: datetime
    sent_at: datetime | None


class Replayed(BaseModel):
    """How many events are sent again."""

    count: int


def webhook_answer(row: Webhook) -> WebhookAnswer:
    """A webhook without its secret."""
    return WebhookAnswer(
        id=row.pk,
        name=row.name,
        url=row.url,
        kinds=row.kinds,
        outlet=row.outlet.code if row.outlet else None,
        active=row.is_active,
        failing_since=row.failing_since,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )


def with_secret(row: Webhook) -> WebhookWithSecret:
    """A webhook whose secret was just made."""
    return WebhookWithSecret(**webhook_answer(row).model_dump(), secret=row.secret)


def delivery_answer(row: Delivery) -> DeliveryAnswer:
    """A line of the log."""
    return DeliveryAnswer(
        id=row.pk,
        event=str(row.event.uuid),
        kind=row.event.kind,
        case=row.event.chain,
        state=row.state,
        attempts=row.attempts,
        next_try_at=row.next_try_at,
        last_status=row.last_status,
        last_error=row.last_error,
        response=row.response,
        created_at=row.created_at,
        sent_at=row.sent_at,
    )
