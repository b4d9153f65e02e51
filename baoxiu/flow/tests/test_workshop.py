"""The workshop follows what happens, without anybody asking."""

from __future__ import annotations

import pytest

from baoxiu.basics.notifications.models import Notice
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.outbox import drain
from baoxiu.core.policy.actions import choose
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.next_steps import follow
from baoxiu.flow.planning.actions import book_slot, hold_slot
from baoxiu.flow.planning.models import CounterTime
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.workshop import queries
from baoxiu.flow.workshop.models import Stay
from baoxiu.flow.workshop.tests.test_bays import a_bay
from tests.journey import INSPECTED, Journey

pytestmark = pytest.mark.django_db


def test_the_next_steps_keep_the_workshop_true(journey: Journey) -> None:
    """RQ-APT-08, RQ-APT-09: on a bay from the assessment to the inspection; what was brought with the report comes at once;
    a cancelled order gives back its bay and its time at the counter."""
    cast = journey.cast
    a_bay(cast)
    choose("planning.counter_places", value=1, valid_from=cast.at, by=SYSTEM, at=cast.at)
    journey.self_checked()
    drain(follow)
    assert Stay.objects.get(order=journey.order).ended_at is None
    journey_inspected(journey)
    drain(follow)
    assert Stay.objects.get(order=journey.order).ended == "worked"
    there = new_order(cast, mode="carry_in", channel="counter")
    comes = new_order(cast, mode="carry_in")
    drain(follow)
    assert [row.order for row in Stay.objects.filter(ended_at=None)] == [there]
    window = free_windows(comes, at=cast.at)[0]
    given = {"by": cast.actor("ava"), "at": cast.at}
    hold_slot(comes, technician_id=None, start=window.start, end=window.end, **given)
    book_slot(comes, agreed_with="Alice", **given)
    drain(follow)
    assert "到店" in Notice.objects.get(code="counter_booked").subject
    for order in (there, comes):
        work_orders.cancel(order, reason="不修了", by=cast.actor("dana"), at=journey.tick())
    drain(follow)
    assert Stay.objects.get(order=there).ended == "ended"
    assert CounterTime.objects.get().state == "cancelled"
    assert queries.waiting_area(cast.outlet) == []


def journey_inspected(journey: Journey) -> None:
    """Passed by Iris."""
    inspection.inspect(journey.order, answers=INSPECTED, by=journey.actor("iris"), at=journey.tick())
