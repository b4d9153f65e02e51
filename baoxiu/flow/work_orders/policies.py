"""Settings of work orders. The time limit of a repair is among the promises (``promises.repair_days``)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

declare(
    Policy(
        key="work_orders.repeat_days",
        kind="whole",
        default=90,
        label=_("Days after a repair in which the same fault counts as a repeat repair"),
        group=_("Work orders"),
        unit=_("days"),
        least=Decimal(1),
        most=Decimal(730),
        source="RQ-WO-10, RQ-RWK-02, T15",
    ),
)
