"""The order for a product whose repair turned out unsound after the handover (返修)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock, lock_row
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.permissions import reaches
from baoxiu.flow.work_orders.actions.create import SEVERITIES, tell_created
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder
from baoxiu.flow.work_orders.queries import SERIES
from baoxiu.flow.work_orders.rules import Urgency, priority


class NotHandedOver(IllegalMove):
    """Before the handover it is rework on the same order."""

    message = _("The product has not been handed over: the work goes on with the same order.")


@transaction.atomic
def re_repair(order: WorkOrder, *, reason: str, mode: str = "", by: Actor, at: datetime) -> WorkOrder:
    """A further order of the same case, linked to the earlier one; while one is open it is returned.
    ``mode``: where it is done, as the last time by default.

    Raises ``NotHandedOver`` (RQ-RWK-02, RQ-RWK-04, RQ-QC-12).
    """
    earlier = lock(order)
    request = lock_row(RepairRequest, earlier.request_id)
    (needs(by, "intake.review") & reaches(request, by)).or_refuse()
    if earlier.handed_over_at is None:
        raise NotHandedOver()
    running = earlier.repeats.open().first()
    if running:
        return running
    again = _again(earlier, at)
    again.mode = mode or again.mode
    again.number = take(SERIES, at=at)
    again.save(force_insert=True)
    DispatchItem.objects.create(order=again, text=" ".join(reason.split())[:200])
    tell_created(again, by=by, at=at)
    if request.stage == "closed":
        intake.reopen(request, by=by, at=at)
    return again


def _again(earlier: WorkOrder, at: datetime) -> WorkOrder:
    lines = WorkOrder.objects.filter(request_id=earlier.request_id)
    return WorkOrder(
        request_id=earlier.request_id,
        line=lines.aggregate(last=models.Max("line"))["last"] + 1,
        customer_id=earlier.customer_id,
        family_id=earlier.family_id,
        unit_id=earlier.unit_id,
        outlet_id=earlier.outlet_id,
        service=earlier.service,
        service_class=_class_of(earlier),
        mode=earlier.mode,
        severity=earlier.severity,
        priority=priority(SEVERITIES[earlier.severity], Urgency.HIGH),
        repeat_of=earlier,
        created_at=at,
        due_at=at + timedelta(days=value("promises.repair_days", at=at).whole),
    )


def _class_of(earlier: WorkOrder) -> str:
    """A repair is judged anew."""
    classes = WorkOrder.ServiceClass
    return str(classes.BY_LIST if earlier.path.by_sheet else classes.UNDECIDED)
