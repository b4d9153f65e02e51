"""A step is looked at before the next one begins (RQ-QC-09)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.models import StepCheck, WorkStep
from baoxiu.flow.repairs.permissions import may_check_step
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder


class CheckedAlready(IllegalMove):
    """One step is checked once; what was put right is a step of its own."""

    message = _("This step has been checked already.")


class FindingMissing(InvalidInput):
    """A failed check says what is wrong."""

    message = _("Please write what is not right.")


@transaction.atomic
def check_step(step: WorkStep, *, passed: bool, by: Actor, at: datetime, finding: str = "") -> StepCheck:
    """Pass a step, or say what is to be put right; never the own work.

    Raises ``CheckedAlready`` or ``FindingMissing`` (RQ-QC-09, RQ-QC-05).
    """
    order = lock(WorkOrder(pk=step.order_id))
    may_check_step(by, order).or_refuse()
    if StepCheck.objects.filter(step=step).exists():
        raise CheckedAlready()
    if not passed and not finding.strip():
        raise FindingMissing(field="finding")
    made = StepCheck.objects.create(
        step=step, passed=passed, finding=finding.strip()[:300], by_name=by.name, at=at
    )
    kind = "repairs.step_passed" if passed else "repairs.step_failed"
    known = facts.of_order(order) | {"step_id": step.pk, "text": step.text}
    record(kind, order, by=by, at=at, reason=made.finding, **known)
    return made
