"""Money: Chinese yuan as ``Decimal`` with two places and one rounding rule (half up)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import InvalidInput

FEN = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal("9999999999.99")
_PLAIN = re.compile(r"\d{1,10}(\.\d{1,2})?", re.ASCII)


class InvalidAmount(InvalidInput):
    """The text is not a plain amount."""

    message = _("Please enter an amount such as 120 or 120.50.")


def yuan(amount: Decimal | int | str) -> Decimal:
    """Round to fen, half up: the one rounding rule of the house."""
    return Decimal(amount).quantize(FEN, ROUND_HALF_UP)


def parse_yuan(text: str, *, field: str = "amount") -> Decimal:
    """Read an amount a person typed: ASCII digits, at most two places, not negative.

    Raises ``InvalidAmount`` for anything else (standards.md 4.4 C06).
    """
    text = text.strip()
    if not _PLAIN.fullmatch(text):
        raise InvalidAmount(field=field)
    return yuan(text)


class MoneyField(models.DecimalField):
    """A column of yuan with two places."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)
