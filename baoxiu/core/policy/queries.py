"""Reading the policy value that holds at a moment, for a scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.kept import Kept
from baoxiu.core.policy.declarations import POLICIES, SCOPES
from baoxiu.core.policy.models import PolicyVersion
from baoxiu.core.refusals import Refusal


class NotChosen(Refusal):
    """The regulation leaves a blank and the firm has not chosen yet."""

    code = "policy_not_chosen"


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A value and the version it came from (``None``: the declared default)."""

    key: str
    value: Any
    version_id: int | None = None

    @property
    def whole(self) -> int:
        """The value as a whole number."""
        return int(self.value)

    @property
    def number(self) -> Decimal:
        """The value as a decimal number."""
        return Decimal(str(self.value))


def value(key: str, *, at: datetime, scope: Mapping[str, str] | None = None) -> PolicyValue:
    """The value in force at ``at`` for the narrowest matching scope.

    Raises ``NotChosen`` where there is neither a value nor a default.
    """
    policy = POLICIES[key]
    fitting = [row for row in _versions(key, at) if _fits(row.scope, scope or {})]
    if fitting:
        best = max(fitting, key=_precedence)
        return PolicyValue(key, best.value, best.pk)
    if policy.default is None:
        raise NotChosen(
            _("Please choose a value for “{policy}” in the settings first.").format(policy=policy.label)
        )
    return PolicyValue(key, policy.default)


def _precedence(row: PolicyVersion) -> tuple[int, datetime, int]:
    return _narrowness(row.scope), row.valid_from, row.pk


def is_scoped(key: str) -> bool:
    """Whether any value was chosen for less than everything."""
    return any(row.scope for row in all_versions().get(key, ()))


def before(version: PolicyVersion) -> PolicyValue | None:
    """What would hold from a version's first moment on, had it not been chosen; ``None`` where nothing would."""
    policy = POLICIES[version.key]
    fitting = [
        row
        for row in PolicyVersion.objects.filter(key=version.key, valid_from__lte=version.valid_from)
        if row.pk < version.pk and _fits(row.scope, version.scope)
    ]
    if fitting:
        best = max(fitting, key=_precedence)
        return PolicyValue(version.key, best.value, best.pk)
    return None if policy.default is None else PolicyValue(version.key, policy.default)


def standing(key: str, *, at: datetime) -> list[PolicyVersion]:
    """The versions that hold at a moment, one a scope, and those still to come; the latest first."""
    found: list[PolicyVersion] = []
    held: set[tuple[tuple[str, str], ...]] = set()
    for row in versions(key):
        scope = tuple(sorted(row.scope.items()))
        if row.valid_from > at:
            found.append(row)
        elif scope not in held:
            held.add(scope)
            found.append(row)
    return found


def latest_id(key: str) -> int:
    """The newest version of a policy, by which an editor knows whether the page is up to date; 0 for none."""
    found: int | None = PolicyVersion.objects.filter(key=key).aggregate(last=models.Max("pk"))["last"]
    return found or 0


def _versions(key: str, at: datetime) -> list[PolicyVersion]:
    return [row for row in all_versions().get(key, ()) if row.valid_from <= at]


def _read() -> dict[str, list[PolicyVersion]]:
    by_key: dict[str, list[PolicyVersion]] = defaultdict(list)
    for row in PolicyVersion.objects.all():
        by_key[row.key].append(row)
    return dict(by_key)


all_versions = Kept(_read)
"""Every chosen value by key. Values are chosen for a time to come, so nobody notices that they are kept a moment."""


def _fits(wanted: Mapping[str, str], scope: Mapping[str, str]) -> bool:
    return all(str(scope.get(name, "")) == str(text) for name, text in wanted.items())


def _narrowness(scope: Mapping[str, str]) -> int:
    return sum(1 << SCOPES.index(name) for name in scope)


def versions(key: str) -> list[PolicyVersion]:
    """Every value that was chosen for a policy, the latest first."""
    return list(PolicyVersion.objects.filter(key=key).order_by("-valid_from", "-pk"))


def versions_by_key() -> dict[str, list[PolicyVersion]]:
    """The same for all policies with one query."""
    found: dict[str, list[PolicyVersion]] = defaultdict(list)
    for row in PolicyVersion.objects.order_by("-valid_from", "-pk"):
        found[row.key].append(row)
    return dict(found)
