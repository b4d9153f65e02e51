"""What a firm may choose about campaigns (requirements (f))."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

CALL_DAYS, LETTER_DAYS = "campaigns.call_days", "campaigns.letter_days"
_GROUP = _("Campaigns")

declare(
    Policy(
        CALL_DAYS, "whole", 14, _("Customers are called so long before a campaign"), group=_GROUP,
        unit=_("days"), least=Decimal(1), most=Decimal(90), source="RQ-REV-15, T26",
    ),
    Policy(
        LETTER_DAYS, "whole", 2, _("A letter follows the call within"), group=_GROUP,
        unit=_("days"), least=Decimal(1), most=Decimal(30), source="RQ-REV-15, T27",
    ),
)  # fmt: skip
