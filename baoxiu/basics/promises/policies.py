"""The limits a firm may change (design.md mechanism 4). ``declarations.py`` names them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

_GROUP = _("Deadlines")


def _whole(key: str, default: int, label: object, unit: object, most: int, source: str) -> Policy:
    return Policy(
        key=key,
        kind="whole",
        default=default,
        label=label,
        group=_GROUP,
        unit=unit,
        least=Decimal(1),
        most=Decimal(most),
        source=source,
    )


declare(
    _whole("promises.assessment_hours", 48, _("Technical assessment"), _("hours"), 480, "RQ-ASM-01, T05"),
    _whole("promises.visit_days", 3, _("Visit at the customer's"), _("working days"), 30, "RQ-APT-06, T08"),
    _whole(
        "promises.contact_hours", 2, _("Technician calls the customer"), _("hours"), 72, "RQ-APT-02, T10"
    ),
    _whole("promises.news_days", 3, _("News for the customer while the repair lasts"), _("working days"), 30, "RQ-EXE-08"),
    _whole("promises.repair_days", 7, _("Repair finished"), _("days"), 90, "RQ-WO-05, T13"),
    _whole("promises.re_repair_hours", 1, _("Re-repair taken up"), _("hours"), 72, "RQ-RWK-04, T14"),
    Policy(
        key="promises.opens_at",
        kind="whole",
        default=8,
        label=_("A working day begins at"),
        group=_GROUP,
        unit=_("o'clock"),
        least=Decimal(0),
        most=Decimal(12),
        source="RQ-WO-05",
    ),
    Policy(
        key="promises.closes_at",
        kind="whole",
        default=18,
        label=_("A working day ends at"),
        group=_GROUP,
        unit=_("o'clock"),
        least=Decimal(13),
        most=Decimal(24),
        source="RQ-WO-05",
    ),
)  # fmt: skip
