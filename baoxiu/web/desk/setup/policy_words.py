"""Values and scopes of settings in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import all_families
from baoxiu.core.actors import Actor
from baoxiu.core.policy.declarations import Policy
from baoxiu.core.sentences import listed
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.desk.setup.policy_forms import WORDS
from baoxiu.web.shared.words import yuan


def said(policy: Policy, value: Any) -> str:
    """A value in words, with its unit."""
    if policy.key in WORDS:
        return listed(WORDS[policy.key].get(code, code) for code in str(value).split())
    if policy.kind == "yes_no":
        return _("yes") if value else _("no")
    if policy.kind == "choice":
        return str(dict(policy.choices).get(value, value))
    if value == "":
        return _("empty")
    if policy.kind == "amount":
        return yuan(Decimal(value))
    space = " " if str(policy.unit).isascii() and policy.unit != "%" else ""
    return f"{value}{space}{policy.unit}".strip()


def scope_names(actor: Actor) -> Mapping[str, Mapping[str, str]]:
    """What the codes in scopes are called."""
    return {
        "family": {row.code: str(row) for row in all_families()},
        "outlet": {row.code: row.name for row in Outlet.objects.for_actor(actor)},
        "channel": {code: str(label) for code, label in RepairRequest.Channel.choices},
    }


def scope_words(scope: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What a value is limited to, in words."""
    pairs: Iterable[tuple[str, str]] = sorted(scope.items())
    return [names.get(name, {}).get(code, code) for name, code in pairs]
