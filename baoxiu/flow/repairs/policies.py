"""What a firm may choose about quotes."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

QUOTE_VALID_DAYS = "repairs.quote_valid_days"

declare(
    Policy(
        QUOTE_VALID_DAYS,
        "whole",
        7,
        _("Days for which a quote holds"),
        group=_("Repair"),
        unit=_("days"),
        least=Decimal(1),
        most=Decimal(90),
        source="RQ-QUO-07",
    ),
)
