"""What a firm must choose about samples."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

SAMPLE_SHARE = "inspection.sample_share"

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
