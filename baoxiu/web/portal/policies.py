"""How much one sender may ask of the public pages (standards.md 4.4 O07)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

REPORTS_PER_PHONE, REPORTS_PER_LINE = "portal.reports_per_phone", "portal.reports_per_line"
VIDEOS_PER_LINE = "portal.videos_per_line"
LOOKUPS_PER_NUMBER, LOOKUPS_PER_LINE = "portal.lookups_per_number", "portal.lookups_per_line"
_GROUP = _("Customer's page")


def _limit(key: str, default: int, label: object, unit: object, most: int) -> Policy:
    return Policy(
        key=key,
        kind="whole",
        default=default,
        label=label,
        group=_GROUP,
        unit=unit,
        least=Decimal(1),
        most=Decimal(most),
        source="O07",
    )


declare(
    _limit(REPORTS_PER_PHONE, 5, _("Repair requests by one phone number on the web page"), _("a day"), 100),
    _limit(REPORTS_PER_LINE, 20, _("Repair requests from one internet connection"), _("an hour"), 10_000),
    _limit(
        VIDEOS_PER_LINE,
        60,
        _("Videos from one internet connection before their reports are sent"),
        _("a day"),
        1_000,
    ),
    _limit(LOOKUPS_PER_NUMBER, 10, _("Tries to open one request by number and phone"), _("an hour"), 100),
    _limit(LOOKUPS_PER_LINE, 60, _("Look-ups from one internet connection"), _("an hour"), 10_000),
)
