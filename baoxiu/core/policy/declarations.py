"""Declaring a policy: the name, type, default and meaning of a number that a firm may change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import InvalidInput

type Kind = Literal["whole", "amount", "share", "choice", "yes_no", "text"]

SCOPES = ("region", "family", "outlet", "channel")
"""What a value may be limited to, from the widest to the narrowest (RQ-INT-17)."""


class WrongValue(InvalidInput):
    """The value does not fit the policy's type."""


@dataclass(frozen=True, slots=True)
class Policy:
    """``default=None`` means: the source leaves a blank, and the firm must choose (requirements (g) 1)."""

    key: str
    kind: Kind
    default: Any
    label: object
    group: object = ""
    unit: object = ""
    choices: tuple[tuple[str, object], ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    suggestion: Any = None
    source: str = ""


POLICIES: dict[str, Policy] = {}


def declare(*policies: Policy) -> None:
    """Add policies to the register; a key is declared once."""
    for policy in policies:
        if policy.key in POLICIES:
            raise RuntimeError(f"policy {policy.key} is declared twice")
        POLICIES[policy.key] = policy


def read_value(policy: Policy, raw: Any) -> Any:
    """The JSON value of what a person entered; raises ``WrongValue`` with a sentence."""
    return _READERS[policy.kind](policy, raw)


def _whole(policy: Policy, raw: Any) -> int:
    try:
        number = int(str(raw).strip())
    except ValueError:
        raise WrongValue(_("Please enter a whole number."), field="value")
    _in_range(policy, Decimal(number))
    return number


def _decimal(policy: Policy, raw: Any) -> str:
    try:
        number = Decimal(str(raw).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise WrongValue(_("Please enter a number."), field="value")
    _in_range(policy, number)
    return str(number)


def _in_range(policy: Policy, number: Decimal) -> None:
    if policy.least is not None and number < policy.least:
        raise WrongValue(_("The least value is {least}.").format(least=policy.least), field="value")
    if policy.most is not None and number > policy.most:
        raise WrongValue(_("The largest value is {most}.").format(most=policy.most), field="value")


def _choice(policy: Policy, raw: Any) -> str:
    if raw not in dict(policy.choices):
        raise WrongValue(_("Please choose one of the listed values."), field="value")
    return str(raw)


def _yes_no(_policy: Policy, raw: Any) -> bool:
    return raw in (True, "true", "True", "1", "yes", "on")


def _text(_policy: Policy, raw: Any) -> str:
    return str(raw).strip()


_READERS: dict[str, Callable[[Policy, Any], Any]] = {
    "whole": _whole,
    "amount": _decimal,
    "share": _decimal,
    "choice": _choice,
    "yes_no": _yes_no,
    "text": _text,
}
