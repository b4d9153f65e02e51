"""Making a work order of an accepted request."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.products.models import Unit
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import add, insert
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.permissions import reaches
from baoxiu.flow.work_orders.earlier import order_of, repaired_before, review_of
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder
from baoxiu.flow.work_orders.paths import PATHS
from baoxiu.flow.work_orders.queries import SERIES
from baoxiu.flow.work_orders.rules import Severity, Urgency, is_repeat, priority

SEVERITIES = {1: Severity.MINOR, 2: Severity.MAJOR, 3: Severity.CRITICAL, 4: Severity.SAFETY}
DANGEROUS = 4


class NotAccepted(IllegalMove):
    """An order belongs to an accepted request: no stage is skipped (RQ-WO-13)."""

    message = _("A work order is made of an accepted request only.")


@transaction.atomic
def create(
    request: RepairRequest, *, line: int = 1, unit: Unit | None = None, by: Actor, at: datetime
) -> WorkOrder:
    """The order for one device of the request (RQ-WO-01, RQ-WO-05, RQ-WO-10, RQ-INT-20).

    A repeat for the same line returns the order that is there. ``unit`` is for further lines; the first
    takes the request's. Raises ``NotAccepted``, ``NotAllowed``, ``InvalidInput``.
    """
    fresh = lock(request)
    (needs(by, "intake.review") & reaches(fresh, by)).or_refuse()
    if line < 1:
        raise InvalidInput(_("Please enter a number from 1 on."), field="line")
    stored = order_of(fresh, line)
    if stored:
        return stored
    if fresh.stage != "accepted" or fresh.service not in PATHS:
        raise NotAccepted()
    order = _order(fresh, line, unit, at)
    if by.kind != "import":
        _plan(order, fresh, at)
    order.number = take(SERIES, at=at)
    insert(order, ahead=True)  # the request is locked
    if by.kind != "import":
        add(DispatchItem(order=order, text=_first_item(fresh)))
    tell_created(order, by=by, at=at)
    return order


def _order(request: RepairRequest, line: int, unit: Unit | None, at: datetime) -> WorkOrder:
    by_list = PATHS[request.service].by_sheet
    return WorkOrder(
        request=request,
        service=request.service,
        service_class=WorkOrder.ServiceClass.BY_LIST if by_list else WorkOrder.ServiceClass.UNDECIDED,
        line=line,
        customer_id=request.customer_id,
        family_id=unit.family_id if unit else request.family_id,
        unit_id=unit.pk if unit else (request.unit_id if line == 1 else None),
        outlet_id=request.outlet_id,
        mode=request.mode,
        created_at=at,
    )


def _plan(order: WorkOrder, request: RepairRequest, at: datetime) -> None:
    """Severity from the review, the earlier repair, priority and the time limit (RQ-TRI-04, RQ-WO-05)."""
    dangerous = request.fault is not None and request.fault.is_dangerous
    order.severity = DANGEROUS if dangerous else _reviewed_severity(request)
    order.repeat_of = None if order.path.by_sheet else _repeat_of(order, request, at)
    order.priority = priority(SEVERITIES[order.severity], _urgency(order, request))
    order.due_at = at + timedelta(days=value("promises.repair_days", at=at).whole)


def _reviewed_severity(request: RepairRequest) -> int:
    accepted = review_of(request)
    return (accepted.severity if accepted else None) or 2


def _urgency(order: WorkOrder, request: RepairRequest) -> Urgency:
    """A repeat repair starts at once (T14), a key customer waits least, and planned work can wait."""
    if order.repeat_of or request.customer.customer_class == Customer.Class.KEY:
        return Urgency.HIGH
    return Urgency.NORMAL if request.service == RepairRequest.Service.REPAIR else Urgency.LOW


def _repeat_of(order: WorkOrder, request: RepairRequest, at: datetime) -> WorkOrder | None:
    window = value("work_orders.repeat_days", at=at).whole
    for earlier in repaired_before(order, at=at):
        days = (clock.legal_date(at) - clock.legal_date(earlier.closed_at)).days
        if is_repeat(
            same_unit=True,
            days_since_closed=days,
            same_fault=_same_fault(request, earlier.request),
            window_days=window,
        ):
            return earlier
    return None


def _same_fault(now: RepairRequest, before: RepairRequest) -> bool:
    """Equal kinds of fault; where nobody chose one, a product known by its serial number is presumed back."""
    if now.fault_id and before.fault_id:
        return bool(now.fault_id == before.fault_id)
    return now.unit_id is not None


def _first_item(request: RepairRequest) -> str:
    return " ".join(request.fault_text.split())[:200]


def tell_created(order: WorkOrder, *, by: Actor, at: datetime) -> None:
    """The fact of a new order, with all that starts from it."""
    record(
        "order.created",
        order,
        by=by,
        at=at,
        number=order.number,
        outlet_id=order.outlet_id,
        request_id=order.request_id,
        order_id=order.pk,
        line=order.line,
        mode=order.mode,
        service=order.service,
        by_sheet=order.path.by_sheet,
        priority=order.priority,
        severity=order.severity,
        repeat_of=order.repeat_of_id,
        due_at=order.due_at,
        old="",
        new=order.stage,
    )
