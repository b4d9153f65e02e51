"""Policies that say who the firm is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

FIRM = _("The firm")

declare(
    Policy("firm.name", "text", "报修", _("Name of the firm"), group=FIRM),
    Policy("firm.hotline", "text", "", _("Service number"), group=FIRM, source="RQ-INT-02"),
    Policy(
        "firm.hotline_hours", "text", "", _("Hours of the service number"), group=FIRM, source="RQ-INT-02"
    ),
    Policy("firm.address", "text", "", _("Address"), group=FIRM),
)
