"""One record through the flow's own actions, as far as the archive bears witness."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.core.actors import Actor
from baoxiu.demo.repairs.ground import Ground, Group, importer, moment_of
from baoxiu.demo.repairs.reading import END_OF_LIFE, FIXED, REPAIRABLE, UNKNOWN, Record
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder

OUTCOMES = {
    FIXED: WorkOrder.Outcome.REPAIRED,
    REPAIRABLE: WorkOrder.Outcome.NOT_REPAIRED,
    UNKNOWN: WorkOrder.Outcome.UNKNOWN,
}
SESSION = timedelta(hours=1)


def reference(record: Record) -> str:
    """The record's own number, by which a second run knows it."""
    return f"ords:{record.ref}"[:80]


def take_over(record: Record, ground: Ground) -> WorkOrder:
    """Report, acceptance, order, assessment and end of one record, at the record's own date."""
    by, at = importer(record.provider), moment_of(record)
    group = ground.groups[record.group]
    request = intake.submit(_input(record, ground, group), by=by, at=at)
    intake.accept(request, by=by, at=at)
    order = work_orders.create(request, by=by, at=at)
    offer = dispatch.assign(order, group.volunteers, by=by, at=at)
    dispatch.accept(offer, by=by, at=at)
    _assess(order, record, by, at)
    return _end(order, record, by, at + SESSION)


def _input(record: Record, ground: Ground, group: Group) -> intake.RequestInput:
    return intake.RequestInput(
        channel="archive",
        mode="carry_in",
        family=ground.families[record.category],
        model_text=record.kind_of_item,
        brand=record.brand,
        fault_text=record.problem or f"（未记录）{record.kind_of_item}",
        contact_name=group.visitors.name,
        external_ref=reference(record),
        customer=group.visitors,
        outlet=group.outlet,
        language="en",
    )


def _assess(order: WorkOrder, record: Record, by: Actor, at: datetime) -> None:
    repairs.assess(
        order,
        fault_nature=record.problem or record.kind_of_item,
        cause_class="unknown",
        repairable=record.status != END_OF_LIFE,
        barrier=record.barrier,
        by=by,
        at=at,
    )


def _end(order: WorkOrder, record: Record, by: Actor, at: datetime) -> WorkOrder:
    if record.status == END_OF_LIFE:
        return work_orders.hand_back(order, by=by, at=at)
    return work_orders.conclude(order, outcome=OUTCOMES[record.status], by=by, at=at)
