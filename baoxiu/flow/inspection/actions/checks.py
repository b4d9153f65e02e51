"""Self-check and final inspection (RQ-QC-01…04, RQ-RWK-01), requirements appendix e6."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.forms.actions import fill, in_force
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.core.sentences import listed
from baoxiu.flow.inspection import queries, rules
from baoxiu.flow.inspection.keeping import announce, keep, note_rework, outcome_of, reason_to_go_back
from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.inspection.permissions import may_inspect
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.repairs.steps import refuse_unchecked
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder
from baoxiu.flow.work_orders.moves import move

SELF_CHECK, FINAL = "self_check", "final_inspection"
SHEET_DONE = "sheet_done"
"""The self-check item by which the technician states that the whole dispatch sheet is done."""


class ChangesOpen(IllegalMove):
    """The office has not decided what was asked (RQ-ADD-01, RQ-ADD-03, RQ-ADD-04)."""


class ItemNotAgreed(IllegalMove):
    """An added item changes parts or price, and the customer has not agreed since (RQ-ADD-02)."""


class WornPart(IllegalMove):
    """A part was beyond its limit and has not been measured within it since (RQ-EXE-04)."""


class ItemsOpen(IllegalMove):
    """Something on the dispatch sheet is not done (RQ-QC-01)."""


@transaction.atomic
def self_check(
    order: WorkOrder, *, answers: Mapping[str, Any], by: Actor, at: datetime, form: FormVersion | None = None
) -> Inspection:
    """The technician's full check of the own work (RQ-QC-01).

    Passed, the order goes to the final inspection; with a failed item it is kept and the work goes on.
    Open items of the dispatch sheet count as done when the check says so. Not while the office decides, an added item
    lacks its consent, or the last step its check (RQ-ADD-02, RQ-QC-09), or a part is worn beyond its limit (RQ-EXE-04).
    Raises ``ItemsOpen``, ``WornPart``, ``ChangesOpen``, ``ItemNotAgreed``, ``StepNotChecked``, ``StepFailed`` or ``FormIncomplete``.
    """
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    ORDER.after("self_check", order.stage)
    filled = fill(form or in_force(SELF_CHECK, at=at), order, answers=answers, by=by, at=at)
    passed = outcome_of(filled) is rules.Outcome.PASSED
    if passed:
        _check_changes(order)
        _check_wear(order)
        refuse_unchecked(order, at, to_go_on=False)
        _close_sheet(order, filled, at)
        move(order, "self_check", by=by)
    check = keep(order, "self_check", filled, passed, "", by, at)
    announce("inspection.self_checked" if passed else "inspection.self_check_failed", check, order, by, at)
    return check


@transaction.atomic
def inspect(
    order: WorkOrder,
    *,
    answers: Mapping[str, Any],
    by: Actor,
    at: datetime,
    rework_reason: str = "",
    form: FormVersion | None = None,
) -> Inspection:
    """The final inspection by somebody who did not repair; a failed item sends the job back.

    The third failure of an adjustable test and the second of a felt one are rework (返工), a fact of its own.
    Raises ``FormIncomplete``, ``NothingInspected`` or ``ReworkReasonMissing`` (RQ-QC-02…04, RQ-RWK-01).
    """
    order = lock(order)
    may_inspect(by, order).or_refuse()
    ORDER.after("pass_inspection", order.stage)
    filled = fill(form or in_force(FINAL, at=at), order, answers=answers, by=by, at=at)
    passed = outcome_of(filled) is rules.Outcome.PASSED
    reason = reason_to_go_back(passed, rework_reason)
    tests = queries.due_for_rework(order, filled)
    move(order, "pass_inspection" if passed else "fail_inspection", by=by)
    check = keep(order, "final", filled, passed, reason, by, at)
    announce("inspection.passed" if passed else "inspection.failed", check, order, by, at)
    if tests:
        note_rework(check, order, ground="tests", tests=tests, by=by, at=at)
    return check


def _check_changes(order: WorkOrder) -> None:
    waiting = [change.text for change in repairs.open_changes(order)]
    if waiting:
        raise ChangesOpen(
            _("The office has not decided yet: {items}. Please wait for the answer.").format(
                items=listed(waiting)
            )
        )
    added = [change.text for change in repairs.items_without_consent(order)]
    if added:
        raise ItemNotAgreed(
            _(
                "The customer has not agreed to what was added: {items}. Please send a new quote first."
            ).format(items=listed(added))
        )


def _check_wear(order: WorkOrder) -> None:
    names = [row.name for row in repairs.worn_parts(order)]
    if names:
        raise WornPart(
            _("Still beyond the limit: {items}. Please repair or replace it and measure again.").format(
                items=listed(names)
            )
        )


def _close_sheet(order: WorkOrder, filled: FilledForm, at: datetime) -> None:
    still_open = DispatchItem.objects.filter(order=order, done_at=None)
    if filled.answers.get(SHEET_DONE) == "pass":
        still_open.update(done_at=at)
    elif texts := list(still_open.values_list("text", flat=True)):
        raise ItemsOpen(
            _("Not everything on the dispatch sheet is done: {items}.").format(items=listed(texts))
        )
