"""Settings of the intake."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare
from baoxiu.flow.intake.rules import LEAST_FIELDS
from baoxiu.flow.intake.services import SERVICES

_GROUP = _("Intake")

declare(
    Policy(
        key="intake.review_hours",
        kind="whole",
        default=24,
        label=_("First answer to a repair request"),
        group=_GROUP,
        unit=_("hours"),
        least=Decimal(1),
        most=Decimal(240),
        source="RQ-TRI-01, RQ-INT-11, T03, T04",
    ),
    Policy(
        key="intake.required_fields",
        kind="text",
        default=" ".join(LEAST_FIELDS),
        label=_("Fields that a repair request must have"),
        group=_GROUP,
        source="RQ-REG-02, RQ-REG-06",
    ),
    Policy(
        key="intake.services",
        kind="text",
        default=" ".join(SERVICES),
        label=_("Services that the firm offers"),
        group=_GROUP,
        source="RQ-INT-16",
    ),
    Policy(
        key="intake.similar_days",
        kind="whole",
        default=30,
        label=_("Days in which another request for the same product counts as similar"),
        group=_GROUP,
        unit=_("days"),
        least=Decimal(1),
        most=Decimal(365),
        source="RQ-REG-08",
    ),
    Policy(
        key="intake.batch_days",
        kind="whole",
        default=1,
        label=_("Time for every ten devices of a delivery"),
        group=_GROUP,
        unit=_("days"),
        least=Decimal(1),
        most=Decimal(30),
        source="RQ-WO-09, T12",
    ),
    Policy(
        key="intake.duplicate_likeness",
        kind="whole",
        default=40,
        label=_("Likeness of the words from which a report by the same phone may be a duplicate"),
        group=_GROUP,
        unit="%",
        least=Decimal(10),
        most=Decimal(100),
        source="RQ-REG-08",
    ),
)
