"""What the dispatcher says of an order in the plan: pinned, locked, two people, an expert."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.planning.actions.follow_order import follow_order
from baoxiu.flow.planning.books import NotPlanned, locked_book, outlet_of
from baoxiu.flow.planning.models import PlannedVisit, Staffing
from baoxiu.flow.planning.permissions import may_plan
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def pin(order: WorkOrder, *, pinned: bool = True, by: Actor, at: datetime) -> PlannedVisit:
    """Only this technician, whatever the engine finds; or anybody again. Raises ``NotPlanned``."""
    return _mark(order, "pinned", pinned, by=by, at=at)


@transaction.atomic
def lock_visit(order: WorkOrder, *, locked: bool = True, by: Actor, at: datetime) -> PlannedVisit:
    """This technician on this day; or free again. Raises ``NotPlanned``."""
    return _mark(order, "locked", locked, by=by, at=at)


def _mark(order: WorkOrder, name: str, value: bool, *, by: Actor, at: datetime) -> PlannedVisit:
    may_plan(order.outlet_id, by).or_refuse()
    book = locked_book(outlet_of(order))
    row = PlannedVisit.objects.filter(order=order, role=PlannedVisit.Role.LEAD).first()
    if row is None:
        raise NotPlanned()
    setattr(row, name, value)
    row.save(update_fields=[name])
    book.version += 1
    book.save(update_fields=["version"])
    record(
        "planning.marked", order, by=by, at=at,
        order_id=order.pk, number=order.number, outlet_id=order.outlet_id, mark=name, value=value,
    )  # fmt: skip
    return row


@transaction.atomic
def staff(order: WorkOrder, *, people: int = 1, expert: bool = False, by: Actor, at: datetime) -> Staffing:
    """How many have to come, and whether an expert should (RQ-DSP-04); the plan follows at once."""
    may_plan(order.outlet_id, by).or_refuse()
    if people not in (1, 2):
        raise InvalidInput(field="people")
    locked_book(outlet_of(order))
    row, _new = Staffing.objects.update_or_create(order=order, defaults={"people": people, "expert": expert})
    record(
        "planning.staffed", order, by=by, at=at,
        order_id=order.pk, number=order.number, outlet_id=order.outlet_id, people=people, expert=expert,
    )  # fmt: skip
    follow_order(order, anew=True, by=by, at=at)
    return row
