"""Registering webhooks, changing and ending them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.tasks.actions import close_tasks
from baoxiu.basics.texts import one_line
from baoxiu.basics.webhooks.checks import checked_kinds, checked_url
from baoxiu.basics.webhooks.models import PAUSED, Webhook
from baoxiu.basics.webhooks.permissions import may_change, may_register
from baoxiu.basics.webhooks.queries import active_webhooks
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock

SALT_BYTES = 32


class Ended(IllegalMove):
    """The webhook was removed."""

    message = _("This webhook was removed.")


@transaction.atomic
def register(
    name: str,
    *,
    url: str,
    kinds: Iterable[str] = (),
    outlet: Outlet | None = None,
    by: Actor,
    at: datetime,
) -> Webhook:
    """A new webhook; its ``secret`` is to be shown now and never again.

    Raises ``WrongUrl``, ``PrivateAddress``, ``UnknownKind`` or what the texts raise.
    """
    may_register(by, outlet and outlet.pk).or_refuse()
    webhook = Webhook.objects.create(
        name=one_line(name, field="name", most=60),
        url=checked_url(url, at=at),
        salt=_new_salt(),
        kinds=checked_kinds(kinds),
        outlet=outlet,
        created_by=by.name,
        created_at=at,
    )
    _note("webhooks.registered", webhook, by=by, at=at)
    return webhook


@transaction.atomic
def change(
    webhook: Webhook,
    *,
    name: str,
    url: str,
    kinds: Iterable[str],
    outlet: Outlet | None,
    by: Actor,
    at: datetime,
) -> Webhook:
    """Another name, address, list of kinds or outlet; what is queued goes to the new address."""
    may_register(by, outlet and outlet.pk).or_refuse()
    url = checked_url(url, at=at) if url.strip() != webhook.url else webhook.url
    webhook = _own(webhook, by)
    webhook.name = one_line(name, field="name", most=60)
    webhook.url, webhook.kinds, webhook.outlet = url, checked_kinds(kinds), outlet
    webhook.save(update_fields=["name", "url", "kinds", "outlet"])
    _note("webhooks.changed", webhook, by=by, at=at)
    return webhook


@transaction.atomic
def renew_secret(webhook: Webhook, *, by: Actor, at: datetime) -> Webhook:
    """Another secret, from the next message on; it is to be shown now and never again."""
    webhook = _own(webhook, by)
    webhook.salt = _new_salt()
    webhook.save(update_fields=["salt"])
    _note("webhooks.secret_renewed", webhook, by=by, at=at)
    return webhook


@transaction.atomic
def pause(webhook: Webhook, *, by: Actor, at: datetime) -> Webhook:
    """Send nothing and queue nothing; a paused one stays paused."""
    webhook = _own(webhook, by)
    if webhook.is_active:
        webhook.is_active = False
        webhook.save(update_fields=["is_active"])
        _note("webhooks.paused", webhook, by=by, at=at)
    return webhook


@transaction.atomic
def resume(webhook: Webhook, *, by: Actor, at: datetime) -> Webhook:
    """Send again, beginning with what was still queued. What happened in between is for ``replay_since``."""
    webhook = _own(webhook, by)
    if not webhook.is_active:
        webhook.is_active, webhook.failing_since = True, None
        webhook.save(update_fields=["is_active", "failing_since"])
        close_tasks(webhook, PAUSED, by=by, at=at)
        _note("webhooks.resumed", webhook, by=by, at=at)
    return webhook


@transaction.atomic
def remove(webhook: Webhook, *, by: Actor, at: datetime) -> Webhook:
    """The end; the row stays for the log, the secret does not."""
    webhook = _own(webhook, by)
    webhook.is_active, webhook.ended_at, webhook.salt = False, at, ""
    webhook.save(update_fields=["is_active", "ended_at", "salt"])
    close_tasks(webhook, PAUSED, by=by, at=at)
    _note("webhooks.removed", webhook, by=by, at=at)
    return webhook


def _own(webhook: Webhook, by: Actor) -> Webhook:
    webhook = lock(webhook)
    may_change(by, webhook).or_refuse()
    if webhook.ended_at is not None:
        raise Ended()
    return webhook


def _note(kind: str, webhook: Webhook, *, by: Actor, at: datetime) -> None:
    """Record it without secret and path, and let the next event see the change."""
    record(
        kind,
        webhook,
        by=by,
        at=at,
        name=webhook.name,
        host=webhook.host,
        kinds=webhook.kinds,
        outlet_id=webhook.outlet_id,
    )
    active_webhooks.forget()


def _new_salt() -> str:
    return secrets.token_urlsafe(SALT_BYTES)
