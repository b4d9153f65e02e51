"""Leaving the customer, with the visit report (RQ-VIS-11, RQ-VIS-15)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.flow.visits import facts, queries
from baoxiu.flow.visits.locks import lock_for
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.policies import CHECKLIST_REQUIRED

END_CHECKLIST = "visit_end"


class ReportMissing(InvalidInput):
    """A visit ends with a report (RQ-VIS-15)."""

    message = _("Please write what was done and found.")


class ChecklistMissing(IllegalMove):
    """The checklist for leaving has not been filled (RQ-VIS-11)."""

    message = _("Please go through the checklist for leaving first.")


@transaction.atomic
def finish(
    visit: Visit,
    *,
    report: str,
    by: Actor,
    at: datetime,
    second_visit_cause: str = "",
    device_at: datetime | None = None,
) -> Visit:
    """End a visit with its report; ``second_visit_cause`` says why somebody must come again (RQ-APT-07).

    Raises ``ReportMissing`` or ``ChecklistMissing`` (RQ-VIS-11, RQ-VIS-15).
    """
    visit, order = lock_for("finish", visit, by=by)
    if not report.strip():
        raise ReportMissing(field="report")
    if value(CHECKLIST_REQUIRED, at=at).value and not queries.has_checklist(visit, END_CHECKLIST):
        raise ChecklistMissing()
    visit.finished_at, visit.report = at, report.strip()
    visit.second_visit_cause = second_visit_cause.strip()[:60]
    visit.save(update_fields=["stage", "finished_at", "report", "second_visit_cause"])
    known = facts.of_visit(visit, order) | {"second_visit_cause": visit.second_visit_cause}
    record("visits.finished", visit, by=by, at=at, device_at=device_at, report=visit.report, **known)
    return visit
