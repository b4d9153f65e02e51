"""The end of work by a sheet: installation, commissioning, maintenance (RQ-INS-01…06)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill, in_force
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.product_file import Handover, begin_file
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder
from baoxiu.flow.work_orders.moves import move


class SheetNotPassed(InvalidInput):
    """What the sheet asks for is done before the customer is asked to accept it (RQ-INS-04)."""

    message = _("This must be put right before the work is finished.")


@transaction.atomic
def finish_work(
    order: WorkOrder,
    *,
    answers: Mapping[str, Any],
    handover: Handover | None = None,
    by: Actor,
    at: datetime,
    form: FormVersion | None = None,
) -> FilledForm:
    """Fill the sheet of the service; the work is put before the customer. An installation begins the product's file.

    Every judged item must have passed. Raises ``FormIncomplete``, ``SheetNotPassed``, ``HandoverIncomplete``,
    ``UnitOfAnother``, ``NotOnThisPath`` (RQ-INS-01, RQ-INS-03…06, RQ-WO-03).
    """
    order = lock(order)
    move(order, "finish_work", by=by)
    filled = fill(form or in_force(order.path.sheet, at=at), order, answers=answers, by=by, at=at)
    if filled.failed:
        raise SheetNotPassed(fields=dict.fromkeys(filled.failed, SheetNotPassed.message))
    unit_id = order.unit_id
    if order.path.starts_file:
        unit_id = begin_file(order, handover or Handover(), by=by, at=at).unit_id
    DispatchItem.objects.filter(order=order, done_at=None).update(done_at=at)
    known = facts.of_order(order) | {"form": filled.form.code, "filled_id": filled.pk, "unit_id": unit_id}
    record("repairs.work_finished", order, by=by, at=at, service=order.service, **known)
    return filled
