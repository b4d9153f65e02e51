"""Choosing a policy value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.policy.declarations import POLICIES, SCOPES, read_value
from baoxiu.core.policy.models import PolicyVersion
from baoxiu.core.policy.queries import all_versions
from baoxiu.core.refusals import InvalidInput


class UnknownPolicy(InvalidInput):
    """No such policy, or no such scope."""

    message = _("There is no such setting.")


@transaction.atomic
def choose(
    key: str,
    *,
    value: Any,
    valid_from: datetime,
    by: Actor,
    at: datetime,
    scope: Mapping[str, str] | None = None,
    reason: str = "",
) -> PolicyVersion:
    """Set a value from a moment on, for everything or for a scope. Earlier decisions keep their version."""
    needs(by, "settings.change").or_refuse()
    policy = POLICIES.get(key)
    if policy is None or not set(scope or {}) <= set(SCOPES):
        raise UnknownPolicy(field="key")
    if valid_from < at:
        raise InvalidInput(_("A new value cannot hold for the past."), field="valid_from")
    version = PolicyVersion.objects.create(
        key=key,
        value=read_value(policy, value),
        scope=dict(scope or {}),
        valid_from=valid_from,
        set_by=by.name,
        set_at=at,
        reason=reason,
    )
    all_versions.forget()
    record("policy.chosen", version, by=by, at=at, key=key, value=version.value, scope=version.scope)
    return version
