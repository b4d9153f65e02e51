"""Giving an order to another outlet (RQ-WO-12)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import change
from baoxiu.core.refusals import Conflict, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.planning.actions.follow_order import follow_order
from baoxiu.flow.planning.books import locked_book
from baoxiu.flow.planning.demand import NOT_BEGUN
from baoxiu.flow.planning.models import PlannedVisit, SlotHold
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.work_orders.models import WorkOrder


class TooLate(Conflict):
    """The work has begun."""

    code = "too_late"
    message = _("The work has begun; this order stays with its outlet.")


@transaction.atomic
def transfer(order: WorkOrder, outlet: Outlet, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """The order goes to the best technician of another outlet, and into its plan.

    It stays where it is when nobody fits there: raises ``NoCandidate``; ``TooLate`` once the work has begun.
    """
    may_plan(order.outlet_id, by).or_refuse()
    may_plan(outlet.pk, by).or_refuse()
    why = sentence(reason, "reason")
    for one in sorted(
        {one.pk: one for one in (order.outlet, outlet) if one}.values(), key=lambda one: one.pk
    ):
        locked_book(one)
    fresh = lock(order)
    if fresh.outlet_id == outlet.pk or not outlet.is_open:
        raise InvalidInput(_("Please choose another outlet that is open."), field="outlet")
    if fresh.stage not in NOT_BEGUN:
        raise TooLate()
    former = fresh.outlet_id
    _leave(fresh, outlet)
    record(
        "planning.transferred", fresh, by=by, at=at,
        order_id=fresh.pk, number=fresh.number, outlet_id=outlet.pk, old_outlet_id=former, reason=why,
    )  # fmt: skip
    made = dispatch.assign(fresh, by=by, at=at)
    follow_order(fresh, by=by, at=at)
    return made


def _leave(order: WorkOrder, outlet: Outlet) -> None:
    PlannedVisit.objects.filter(order=order).delete()
    SlotHold.objects.filter(order=order).delete()
    order.outlet = outlet
    change(order, "outlet")
    request = lock(order.request)
    request.outlet = outlet
    change(request, "outlet")
