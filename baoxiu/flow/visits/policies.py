"""What a firm may choose about visits."""

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

CHECKLIST_REQUIRED = "visits.checklist_required"

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
