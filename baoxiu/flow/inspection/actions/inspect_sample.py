"""Inspecting a drawn order; a failed one goes back (RQ-QC-10, RQ-QC-12), requirements appendix e6."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill, in_force
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.inspection import rules
from baoxiu.flow.inspection.keeping import keep, note_rework, outcome_of, reason_to_go_back
from baoxiu.flow.inspection.models import Inspection, Sample
from baoxiu.flow.inspection.permissions import may_inspect
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move

FORM = "sample_inspection"
FINISHED = ("awaiting_acceptance", "settling", "settled", "closed")


class NotFinished(IllegalMove):
    """The work was taken up again since the draw."""

    message = _("The work goes on; the sample is inspected when it has passed the final inspection again.")


class SampleAnswered(IllegalMove):
    """One inspection per drawn order."""

    message = _("This sample has been inspected already.")


@transaction.atomic
def inspect_sample(
    sample: Sample, *, answers: Mapping[str, Any], by: Actor, at: datetime, rework_reason: str = ""
) -> Inspection:
    """Inspect by the form for samples, by somebody who did not repair.

    Failed before the handover the order goes back to the technician (返工); failed after it the fact is recorded
    and a re-repair (返修) follows. Raises ``NotFinished``, ``SampleAnswered``, ``FormIncomplete``,
    ``NothingInspected`` or ``ReworkReasonMissing`` (RQ-QC-12).
    """
    order = lock(WorkOrder(pk=sample.order_id))
    may_inspect(by, order).or_refuse()
    sample = lock(sample)
    if sample.inspection_id:
        raise SampleAnswered()
    if order.stage not in FINISHED:
        raise NotFinished()
    filled = fill(in_force(FORM, at=at), order, answers=answers, by=by, at=at)
    passed = outcome_of(filled) is rules.Outcome.PASSED
    check = keep(order, "sample", filled, passed, reason_to_go_back(passed, rework_reason), by, at)
    sample.inspection = check
    sample.save(update_fields=["inspection"])
    _tell(check, order, by, at)
    return check


def _tell(check: Inspection, order: WorkOrder, by: Actor, at: datetime) -> None:
    known = facts.of_order(order) | {"inspection_id": check.pk, "failed": list(check.form.failed)}
    if check.passed:
        record("inspection.sample_passed", check, by=by, at=at, **known)
        return
    back = "re_repair" if order.handed_over_at else "rework"
    if back == "rework":
        move(order, "fail_sample", by=by)
    record("inspection.sample_failed", check, by=by, at=at, back=back, reason=check.rework_reason, **known)
    if back == "rework":
        note_rework(check, order, ground="sample", tests=(), by=by, at=at)
