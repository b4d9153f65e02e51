"""Reading the policy value that holds at a moment, for a scope."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

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
        best = max(fitting, key=lambda row: (_narrowness(row.scope), row.valid_from, row.pk))
        return PolicyValue(key, best.value, best.pk)
    if policy.default is None:
        raise NotChosen(
            _("Please choose a value for “{policy}” in the settings first.").format(policy=policy.label)
        )
    return PolicyValue(key, policy.default)


def _versions(key: str, at: datetime) -> list[PolicyVersion]:
    return [row for row in _Cache.rows().get(key, ()) if row.valid_from <= at]


def forget_cached() -> None:
    """Read the versions anew at the next question."""
    _Cache.read_at = None


class _Cache:
    """All versions, read together and kept for a moment: every action asks for some of them.

    Another process sees a new value ``KEPT`` seconds later at most; values are chosen for a time to come, so
    nobody notices.
    """

    KEPT = 2.0
    read_at: float | None = None
    by_key: ClassVar[dict[str, list[PolicyVersion]]] = {}

    @classmethod
    def rows(cls) -> dict[str, list[PolicyVersion]]:
        """The versions by key."""
        if cls.read_at is None or time.monotonic() - cls.read_at > cls.KEPT:
            by_key: dict[str, list[PolicyVersion]] = defaultdict(list)
            for row in PolicyVersion.objects.all():
                by_key[row.key].append(row)
            cls.by_key, cls.read_at = dict(by_key), time.monotonic()
        return cls.by_key


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
