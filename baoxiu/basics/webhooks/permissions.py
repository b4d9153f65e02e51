"""Who may keep webhooks (RQ-SEC-06)."""

from __future__ import annotations

from baoxiu.basics.webhooks.models import Webhook
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, in_scope, needs


def may_see(actor: Actor) -> Verdict:
    """Reading the list and the log."""
    return needs(actor, "webhooks.see")


def may_register(actor: Actor, outlet_id: int | None) -> Verdict:
    """A new one: for an outlet of the own scope; for all outlets only who sees all."""
    return needs(actor, "webhooks.change") & in_scope(actor, outlet_id)


def may_change(actor: Actor, webhook: Webhook) -> Verdict:
    """Everything that is done to one."""
    return may_register(actor, webhook.outlet_id)
