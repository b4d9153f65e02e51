"""What a firm chooses about samples and spot checks."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

SAMPLE_SHARE = "inspection.sample_share"
DEMAND_DAYS = "inspection.demand_days"

declare(
    Policy(
        SAMPLE_SHARE,
        "share",
        None,
        _("Share of finished repairs that is drawn for inspection (0 to 1)"),
        group=_("Inspection"),
        least=Decimal(0),
        most=Decimal(1),
        suggestion="0.05",
        source="RQ-QC-11",
    ),
)
declare(
    Policy(
        DEMAND_DAYS,
        "whole",
        3,
        _("Days in which a demand of a spot check is put right"),
        group=_("Inspection"),
        unit=_("days"),
        least=Decimal(1),
        most=Decimal(60),
        source="RQ-QC-13",
    ),
)
