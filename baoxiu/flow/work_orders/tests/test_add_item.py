"""add_item: the dispatch sheet (RQ-WO-03)."""

from __future__ import annotations

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.work_orders.actions import SheetIsDone, add_item
from baoxiu.flow.work_orders.queries import open_items
from baoxiu.flow.work_orders.tests.make import created, put_at
from tests.cast import Cast


def test_dispatcher_and_own_technician_write_the_sheet(cast: Cast) -> None:
    order = created(cast)
    add_item(order, text="清洗滤网", by=cast.actor("dana"), at=cast.at)
    with pytest.raises(NotAllowed):
        add_item(order, text="x", by=cast.actor("bo"), at=cast.at)
    put_at(order, "accepted", technician=cast.bo)
    add_item(order, text="检查排水管", by=cast.actor("bo"), at=cast.at)
    assert [item.text for item in open_items(order)][1:] == ["清洗滤网", "检查排水管"]
    assert Event.objects.filter(kind="order.item_added").count() == 2


def test_an_empty_line_and_a_finished_job_are_refused(cast: Cast) -> None:
    order = created(cast)
    with pytest.raises(InvalidInput):
        add_item(order, text=" ", by=cast.actor("dana"), at=cast.at)
    with pytest.raises(SheetIsDone):
        add_item(put_at(order, "inspecting"), text="x", by=cast.actor("dana"), at=cast.at)


def test_others_write_nothing(cast: Cast) -> None:
    order = created(cast)
    for actor in (cast.actor("charlie"), cast.actor("wang"), customer_actor(order.request)):
        with pytest.raises(NotAllowed):
            add_item(order, text="x", by=actor, at=cast.at)
