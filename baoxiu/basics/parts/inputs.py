"""Reading what somebody entered about parts."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import InvalidInput

MOST = Decimal(9_999)


def checked(quantity: Decimal, *, least: Decimal = Decimal("0.01")) -> Decimal:
    """An amount with at most two places; raises ``InvalidInput``."""
    if not quantity.is_finite() or not least <= quantity <= MOST or quantity != round(quantity, 2):
        raise InvalidInput(_("Please enter a quantity."), field="quantity")
    return quantity
