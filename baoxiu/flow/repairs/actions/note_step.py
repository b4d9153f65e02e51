"""The repair record, written while working (RQ-EXE-02, RQ-EXE-05, RQ-EXE-06)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.actions.note_part import NotInRepair
from baoxiu.flow.repairs.models import WorkStep
from baoxiu.flow.repairs.steps import checks_steps, refuse_unchecked
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class StepMissing(InvalidInput):
    """A step says what was done."""

    message = _("Please write what was done.")


@transaction.atomic
def note_step(order: WorkOrder, *, text: str, by: Actor, at: datetime) -> WorkStep:
    """Note an operation of the repair; where the firm has each step checked, only after the one before was.

    Raises ``NotInRepair``, ``StepMissing`` or ``StepNotChecked`` (RQ-EXE-05, RQ-QC-09).
    """
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    if order.stage != "in_repair":
        raise NotInRepair()
    if not text.strip():
        raise StepMissing(field="text")
    refuse_unchecked(order, at, to_go_on=True)
    step = WorkStep.objects.create(order=order, text=text.strip(), by_name=by.name, at=at)
    known = facts.of_order(order) | {"step_id": step.pk, "to_check": checks_steps(order, at)}
    record("repairs.step_noted", order, by=by, at=at, text=step.text, **known)
    return step
