"""Holding worn parts against the repair standard (RQ-EXE-04)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill, in_force
from baoxiu.core.forms.models import FilledForm
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.actions.note_part import NotInRepair
from baoxiu.flow.repairs.models import Measurement
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

WEAR_CHECK = "wear_check"


class NothingMeasured(InvalidInput):
    """The sheet holds no value."""

    message = _("Please enter at least one measured value.")


class RemedyMissing(InvalidInput):
    """Beyond the limit: repair or replace (RQ-EXE-04)."""

    message = _("Beyond the limit. Please choose: repair it or replace it.")


@transaction.atomic
def measure(
    order: WorkOrder, *, answers: Mapping[str, Any], remedies: Mapping[str, str], by: Actor, at: datetime
) -> list[Measurement]:
    """Keep measured values with their limits; ``remedies`` says for each that fails whether it is repaired or replaced.

    The self-check waits until the part has been measured again within its limit.
    Raises ``NotInRepair``, ``NothingMeasured``, ``FormIncomplete``; ``RemedyMissing`` with fields ``remedy_<item>``
    (RQ-EXE-04).
    """
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    if order.stage != "in_repair":
        raise NotInRepair()
    filled = fill(in_force(WEAR_CHECK, at=at), order, answers=answers, by=by, at=at)
    _check(filled, remedies)
    rows = [
        Measurement(
            order=order,
            filled=filled,
            key=item.key,
            value=str(filled.answers[item.key]),
            passed=item.key not in filled.failed,
            remedy=remedies[item.key] if item.key in filled.failed else "",
            by_name=by.name,
            at=at,
        )
        for item in filled.form.items
        if item.kind == "number" and item.key in filled.answers
    ]
    if not rows:
        raise NothingMeasured()
    Measurement.objects.bulk_create(rows)
    known = facts.of_order(order) | {"filled_id": filled.pk, "failed": filled.failed, "values": len(rows)}
    record("repairs.measured", order, by=by, at=at, **known)
    return rows


def _check(filled: FilledForm, remedies: Mapping[str, str]) -> None:
    open_keys = [key for key in filled.failed if remedies.get(key) not in Measurement.Remedy.values]
    if open_keys:
        raise RemedyMissing(fields={f"remedy_{key}": RemedyMissing.message for key in open_keys})
