"""Settings of the help inside the house."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

HOURS = "assistance.hours"

declare(
    Policy(
        key=HOURS,
        kind="whole",
        default=24,
        label=_("Time for a helper's answer, where the asker names none"),
        group=_("Intake"),
        unit=_("hours"),
        least=Decimal(1),
        most=Decimal(720),
        source="RQ-TRI-09, RQ-INT-10",
    ),
)
