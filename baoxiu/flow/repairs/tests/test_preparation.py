"""What to pack for a fault."""

from __future__ import annotations

import pytest

from baoxiu.flow.repairs.models import PartUsed
from baoxiu.flow.repairs.preparation import preparation
from baoxiu.flow.repairs.rules import Usual, usual
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import Journey


def test_the_commonest_first_and_nothing_rare() -> None:
    """RQ-EXE-01."""
    assert usual({"电容": 6, "主板": 1, "风扇": 6, "螺钉": 0}, 12) == [Usual("电容", 50), Usual("风扇", 50)]
    assert usual({"电容": 1}, 0) == []
    assert len(usual({f"件{number}": 5 for number in range(20)}, 5)) == 8


@pytest.mark.django_db
def test_from_repairs_of_the_same_fault_and_the_price_list(visit_journey: Journey) -> None:
    """RQ-EXE-01: parts built in, tools brought along, and what the price list names for the fault."""
    order = visit_journey.accepted()
    assert preparation(order, visit_journey.now).is_empty
    visit_journey.ready(visit_journey.booked(), special_tools="压力表，真空泵、压力表")
    WorkOrder.objects.filter(pk=order.pk).update(outcome="repaired")
    told = {"by_name": "Bo", "at": visit_journey.now}
    for _twice in range(2):
        PartUsed.objects.create(order=order, name="启动电容", **told)
    visit_journey.cast.price_list.lines.filter(code="AC-P-CAP").update(fault=visit_journey.cast.fault)
    found = preparation(order, visit_journey.now)
    assert (found.repairs, found.parts) == (1, [Usual("启动电容", 100)])
    assert {one.name for one in found.tools} == {"压力表", "真空泵"}
    assert found.listed == []
    PartUsed.objects.all().delete()
    assert preparation(order, visit_journey.now).listed == ["启动电容"]
