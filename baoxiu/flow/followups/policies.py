"""What a firm may choose about follow-up calls (requirements (f))."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

FIRST_DAY, LAST_DAY, TRIES = "followups.first_day", "followups.last_day", "followups.tries"
_GROUP = _("Follow-up")

declare(
    Policy(
        FIRST_DAY,
        "whole",
        3,
        _("First day of the follow-up call after handover"),
        group=_GROUP,
        unit=_("days"),
        least=Decimal(0),
        most=Decimal(60),
        source="RQ-REV-01, T20",
    ),
    Policy(
        LAST_DAY,
        "whole",
        7,
        _("Last day of the follow-up call after handover"),
        group=_GROUP,
        unit=_("days"),
        least=Decimal(1),
        most=Decimal(90),
        source="RQ-REV-01, T20",
    ),
    Policy(
        TRIES,
        "whole",
        3,
        _("Unanswered calls after which a customer counts as not reached"),
        group=_GROUP,
        unit=_("calls"),
        least=Decimal(1),
        most=Decimal(4),
        source="RQ-REV-13",
    ),
)
