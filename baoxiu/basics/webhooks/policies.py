"""What a firm decides about webhooks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

ALLOW_PRIVATE = "webhooks.allow_private"

declare(
    Policy(
        ALLOW_PRIVATE,
        "yes_no",
        False,
        _("Webhooks may go to addresses of the own network"),
        group=_("Webhooks"),
        source="RQ-SEC-01",
    )
)
