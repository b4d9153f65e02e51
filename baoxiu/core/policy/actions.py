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
from baoxiu.core.policy.queries import all_versions, before, latest_id, standing
from baoxiu.core.refusals import InvalidInput, Refusal, not_overtaken
from baoxiu.core.rows import one_at_a_time


class UnknownPolicy(InvalidInput):
    """No such policy, or no such scope."""

    message = _("There is no such setting.")


class NothingBefore(Refusal):
    """There is no former value to go back to."""

    code = "nothing_before"
    message = _("No value held before this one. Please choose another value instead.")


class NoLongerHolds(Refusal):
    """A later value has replaced it already."""

    code = "no_longer_holds"
    message = _("This value no longer holds. Only what is in force or still to come can be taken back.")


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
    seen: int | None = None,
) -> PolicyVersion:
    """Set a value from a moment on, for everything or for a scope. Earlier decisions keep their version.

    ``seen`` is the latest version the person knows (0 for none): raises ``Overtaken`` when there is a newer one.
    """
    needs(by, "settings.change").or_refuse()
    policy = POLICIES.get(key)
    if policy is None or not set(scope or {}) <= set(SCOPES):
        raise UnknownPolicy(field="key")
    if valid_from < at:
        raise InvalidInput(_("A new value cannot hold for the past."), field="valid_from")
    one_at_a_time(f"policy:{key}")
    not_overtaken(seen, latest_id(key))
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


@transaction.atomic
def take_back(
    version: PolicyVersion, *, by: Actor, at: datetime, reason: str = "", seen: int | None = None
) -> PolicyVersion:
    """Choose anew what held before a version, from its first moment on, or from now where it holds already.

    The version itself stays in the history (RQ-SEC-04). Raises ``NoLongerHolds``, ``NothingBefore``, ``Overtaken``.
    """
    needs(by, "settings.change").or_refuse()
    if version not in standing(version.key, at=at):
        raise NoLongerHolds()
    former = before(version)
    if former is None:
        raise NothingBefore()
    return choose(
        version.key,
        value=former.value,
        valid_from=max(version.valid_from, at),
        scope=version.scope,
        reason=reason,
        seen=seen,
        by=by,
        at=at,
    )
