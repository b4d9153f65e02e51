"""When customers are left in peace (RQ-NOT-01)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

QUIET_FROM, QUIET_UNTIL = "notices.quiet_from", "notices.quiet_until"


def _hour(key: str, default: int, label: object) -> Policy:
    return Policy(
        key=key,
        kind="whole",
        default=default,
        label=label,
        group=_("Notices"),
        unit=_("o'clock"),
        least=Decimal(0),
        most=Decimal(24),
        source="RQ-NOT-01",
    )


declare(
    _hour(QUIET_FROM, 21, _("Quiet hours: no notice to customers from")),
    _hour(QUIET_UNTIL, 8, _("Quiet hours end at (the same hour as their beginning: none)")),
)
