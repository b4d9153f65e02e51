"""Settings of the accounts."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

ONE_TIME_HOURS = "accounts.one_time_hours"

declare(
    Policy(
        key=ONE_TIME_HOURS,
        kind="whole",
        default=72,
        label=_("How long a one-time password opens the account"),
        group=_("Accounts"),
        unit=_("hours"),
        least=Decimal(1),
        most=Decimal(720),
        source="RQ-SEC-06",
    )
)
