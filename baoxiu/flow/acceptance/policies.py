"""What a firm may choose about acceptance."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

SILENCE_DAYS = "acceptance.silence_days"
EFFECT_REQUIRED = "acceptance.effect_required"

declare(
    Policy(
        SILENCE_DAYS,
        "whole",
        0,
        _("Days without an objection after which presented work counts as accepted (0: never)"),
        group=_("Acceptance"),
        unit=_("days"),
        least=Decimal(0),
        most=Decimal(365),
        source="RQ-ACC-04",
    ),
)
declare(
    Policy(
        EFFECT_REQUIRED,
        "yes_no",
        False,
        _("An order ends only after the department has judged the effect of the repair"),
        group=_("Acceptance"),
        source="RQ-ACC-05",
    ),
)
