"""What a job is expected to need, so that whoever goes has it on the van."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from baoxiu.basics.parts.inputs import checked
from baoxiu.basics.parts.models import Part
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock
from baoxiu.flow.work_orders.actions.add_item import OPEN_FOR, SheetIsDone
from baoxiu.flow.work_orders.models import ExpectedPart, WorkOrder
from baoxiu.flow.work_orders.permissions import may_change_items


@transaction.atomic
def expect_parts(
    order: WorkOrder, parts: Mapping[Part, Decimal], *, by: Actor, at: datetime
) -> list[ExpectedPart]:
    """The parts that the job needs, in the place of what was noted before; nothing leaves it to the fault's usual parts (RQ-APT-07).

    At the review, with the dispatch, after the assessment. Raises ``SheetIsDone`` or a refusal of a quantity.
    """
    fresh = lock(order)
    may_change_items(fresh, by).or_refuse()
    if fresh.stage not in OPEN_FOR:
        raise SheetIsDone()
    wanted = {part: checked(quantity) for part, quantity in parts.items()}
    fresh.expected_parts.all().delete()
    made = ExpectedPart.objects.bulk_create(
        ExpectedPart(order=fresh, part=part, quantity=quantity, by_name=by.name, at=at)
        for part, quantity in wanted.items()
    )
    record(
        "order.parts_expected", fresh, by=by, at=at,
        number=fresh.number, outlet_id=fresh.outlet_id, request_id=fresh.request_id, order_id=fresh.pk,
        parts=[f"{part.number} × {quantity}" for part, quantity in wanted.items()],
    )  # fmt: skip
    return made
