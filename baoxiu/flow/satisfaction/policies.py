"""What a firm may choose about satisfaction rounds (requirements (f))."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

ROUND_MONTHS, ANSWER_DAYS = "satisfaction.round_months", "satisfaction.answer_days"
WEAK_BELOW, REMARK_DAYS = "satisfaction.weak_below", "satisfaction.remark_days"
_GROUP = _("Satisfaction")

declare(
    Policy(
        ROUND_MONTHS, "whole", 6, _("A satisfaction round every"), group=_GROUP, unit=_("months"),
        least=Decimal(1), most=Decimal(36), source="RQ-SAT-02, T51",
    ),
    Policy(
        ANSWER_DAYS, "whole", 14, _("Days in which customers answer a satisfaction round"), group=_GROUP,
        unit=_("days"), least=Decimal(1), most=Decimal(90), source="RQ-SAT-02",
    ),
    Policy(
        WEAK_BELOW, "whole", 4, _("A question counts as weak point below the average of"),
        group=_GROUP, unit=_("of 5"), least=Decimal(1), most=Decimal(5), source="RQ-SAT-04",
    ),
    Policy(
        REMARK_DAYS, "whole", 7, _("Days in which a department solves a remark"), group=_GROUP,
        unit=_("days"), least=Decimal(1), most=Decimal(90), source="RQ-SAT-07",
    ),
)  # fmt: skip
