"""What every check of the work leaves: the outcome, the row, the fact, and rework where it comes to that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.models import FilledForm
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.inspection import rules
from baoxiu.flow.inspection.models import Inspection, Rework
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder


class NothingInspected(InvalidInput):
    """No item was judged."""

    message = _("An inspection judges at least one item.")


class ReworkReasonMissing(InvalidInput):
    """A failed inspection says what is to be done again (RQ-QC-06)."""

    message = _("Please write what has to be done again.")


def outcome_of(filled: FilledForm) -> rules.Outcome:
    """Passed or failed; raises ``NothingInspected``."""
    judged = [item for item in filled.form.items if item.kind in ("check", "pass_fail", "number")]
    answered = [item for item in judged if filled.answers.get(item.key) not in (None, "na")]
    if not answered:
        raise NothingInspected(fields={item.key: NothingInspected.message for item in judged})
    return rules.assess(
        [rules.CheckAnswer(item.key, item.key not in filled.failed, item.required) for item in answered]
    ).outcome


def reason_to_go_back(passed: bool, given: str) -> str:
    """What has to be done again after a failure; raises ``ReworkReasonMissing``."""
    if passed:
        return ""
    if not given.strip():
        raise ReworkReasonMissing(field="rework_reason")
    return given.strip()


def keep(
    order: WorkOrder, kind: str, filled: FilledForm, passed: bool, reason: str, by: Actor, at: datetime
) -> Inspection:
    """The check with the number of its attempt."""
    return Inspection.objects.create(
        order=order,
        kind=kind,
        attempt=Inspection.objects.filter(order=order, kind=kind).count() + 1,
        form=filled,
        passed=passed,
        rework_reason=reason,
        by_name=by.name,
        at=at,
    )


def announce(kind: str, check: Inspection, order: WorkOrder, by: Actor, at: datetime) -> None:
    """The fact of a check."""
    known = facts.of_order(order) | {"inspection_id": check.pk, "attempt": check.attempt}
    failed = list(check.form.failed)
    record(kind, check, by=by, at=at, passed=check.passed, failed=failed, reason=check.rework_reason, **known)


def note_rework(
    check: Inspection, order: WorkOrder, *, ground: str, tests: Sequence[str], by: Actor, at: datetime
) -> Rework:
    """Work that must be done again before the handover (返工), with whose work it was (RQ-RWK-01)."""
    made = Rework.objects.create(
        order=order,
        inspection=check,
        ground=ground,
        tests=list(tests),
        technician_id=order.technician_id,
        reason=check.rework_reason,
        at=at,
    )
    known = facts.of_order(order) | {"inspection_id": check.pk, "tests": list(tests), "ground": ground}
    record("inspection.rework_found", made, by=by, at=at, reason=made.reason, **known)
    return made
