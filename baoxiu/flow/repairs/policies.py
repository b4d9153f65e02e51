"""What a firm may choose about quotes."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

QUOTE_VALID_DAYS = "repairs.quote_valid_days"
STEPS_CHECKED = "repairs.steps_checked"
DEAR_SHARE = "repairs.dear_share"

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
declare(
    Policy(
        STEPS_CHECKED,
        "yes_no",
        False,
        _("Each step of a repair is checked by somebody else before the next begins"),
        group=_("Repair"),
        source="RQ-QC-09",
    ),
)
declare(
    Policy(
        DEAR_SHARE,
        "share",
        "0.50",
        _("From this share of the product's price on a repair is too dear (0 to 1)"),
        group=_("Repair"),
        least=Decimal(0),
        most=Decimal(1),
        source="RQ-ASM-05",
    ),
)
