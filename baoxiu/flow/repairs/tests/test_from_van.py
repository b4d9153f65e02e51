"""What the repair record names comes from the technician's van."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.basics.parts.actions import add_part, load
from baoxiu.basics.parts.models import VanMovement
from baoxiu.basics.parts.queries import on_van
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.flow.repairs import actions as repairs
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_a_part_built_in_leaves_the_van(visit_journey: Journey) -> None:
    """With the order's number; more than is on record came from elsewhere and is said so; the van is never below zero."""
    way = visit_journey
    order, bo = way.in_repair(way.paid_line()), way.cast.bo
    part = add_part("C-35", "启动电容", by=SYSTEM, at=way.now)
    load(bo, part, Decimal("0.5"), by=SYSTEM, at=way.now)
    line = order.quotes.get().lines.get()
    used = repairs.note_part(order, quote_line=line, by=way.actor("bo"), at=way.tick())
    row = VanMovement.objects.get(kind="used")
    assert (row.technician, row.part, row.quantity, row.order_number) == (
        bo, part, Decimal("-0.5"), order.number,
    )  # fmt: skip
    assert [used.quantity, on_van(bo.pk, part)] == [1, 0]
    assert Event.objects.get(kind="repairs.part_noted").data["beyond_van"] == "0.50"
