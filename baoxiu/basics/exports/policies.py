"""What a firm decides about lists that leave the house."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.policy.declarations import Policy, declare

AT_ONCE = "exports.at_once"
KEPT = "exports.kept_hours"
GROUP = _("Excel exports")

declare(
    Policy(
        AT_ONCE, "whole", 2_000, _("Rows up to which a list is handed out at once"), group=GROUP, unit=pgettext_lazy("unit", "rows"),
        least=Decimal(0), most=Decimal(20_000), source="RQ-SEC-04",
    ),
    Policy(
        KEPT, "whole", 24, _("How long an export can be fetched"), group=GROUP, unit=_("hours"),
        least=Decimal(1), most=Decimal(720), source="RQ-SEC-04",
    ),
)  # fmt: skip
