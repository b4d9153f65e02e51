"""What a firm decides about programs."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

PER_MINUTE = "api.requests_per_minute"

declare(
    Policy(
        PER_MINUTE,
        "whole",
        12_000,
        _("Requests that a program may send with one token"),
        group=_("Programs"),
        unit=_("per minute"),
        least=Decimal(0),
        source="RQ-SEC-06",
    )
)
"""0: as many as it likes. A minute's share may come at once."""
