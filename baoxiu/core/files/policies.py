"""What a firm decides about files."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

VIDEO_SIZE = "files.video_megabytes"

declare(
    Policy(
        VIDEO_SIZE, "whole", 50, _("Largest video of a report"), group=_("Photos and videos"), unit="MB",
        least=Decimal(0), most=Decimal(500), source="RQ-REG-07",
    )
)  # fmt: skip
