"""What a firm may choose about visits."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

CHECKLIST_REQUIRED = "visits.checklist_required"
READY_REQUIRED = "visits.ready_required"
PER_KILOMETRE = "visits.per_kilometre"

declare(
    Policy(
        CHECKLIST_REQUIRED,
        "yes_no",
        True,
        _("A visit ends with its checklist"),
        group=_("Visits"),
        source="RQ-VIS-11",
    ),
)
declare(
    Policy(
        READY_REQUIRED,
        "yes_no",
        True,
        _("Nobody sets out before the list for setting out is checked"),
        group=_("Visits"),
        source="RQ-APT-03",
    ),
)
declare(
    Policy(
        PER_KILOMETRE,
        "amount",
        "0.00",
        _("Paid per kilometre with the own vehicle"),
        group=_("Visits"),
        unit=_("yuan"),
        least=Decimal(0),
        most=Decimal(100),
        suggestion="0.80",
        source="RQ-VIS-14",
    ),
)
