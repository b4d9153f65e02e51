"""The running plan follows what happens, without anybody asking."""

from __future__ import annotations

import pytest

from baoxiu.basics.notifications.models import Notice
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.next_steps import follow
from baoxiu.flow.planning import actions
from baoxiu.flow.planning.models import PlannedVisit
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import by_the_plan, new_order
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders import actions as work_orders
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_next_steps_keep_the_plan_true(cast: Cast) -> None:
    """RQ-DSP-01, RQ-APT-01: from the new order to the booked visit and the cancelled order, without anybody asking."""
    by_the_plan(cast)
    order = new_order(cast)
    drain(follow)
    order.refresh_from_db()
    assert order.technician == PlannedVisit.objects.get().technician
    window = free_windows(order, at=cast.at)[5]
    given = {"by": cast.actor("ava"), "at": cast.at}
    actions.hold_slot(order, technician_id=window.technician_id, start=window.start, end=window.end, **given)
    actions.book_slot(order, agreed_with="Alice", **given)
    drain(follow)
    order.refresh_from_db()
    assert Notice.objects.filter(code="visit_booked").count() == 1
    assignment = live_assignment(order)
    assert assignment is not None
    dispatch.accept(assignment, by=cast.actor(assignment.technician.name.lower()), at=cast.at)
    drain(follow)
    assert Visit.objects.get(order=order).window_start == window.start
    actions.follow_order(order, by=SYSTEM, at=cast.at)
    work_orders.cancel(order, reason="客户取消", by=cast.actor("dana"), at=cast.at)
    drain(follow)
    assert not PlannedVisit.objects.exists()
    assert not OutboxEntry.objects.filter(handled_at=None).exists()
