"""Settings of the workshop."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

AHEAD = "workshop.ahead_days"

declare(
    Policy(
        key=AHEAD,
        kind="whole",
        default=1,
        label=_("A bay is given so many days ahead; later ones wait in the waiting area"),
        group=_("Dispatch"),
        unit=_("days"),
        least=Decimal(0),
        most=Decimal(14),
        source="RQ-APT-09",
    ),
)
