"""Free windows for the customer: shown, held, booked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.kept import Kept
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.planning import actions
from baoxiu.flow.planning.models import PlannedVisit, SlotHold
from baoxiu.flow.planning.queries import FreeWindow, free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order, planned
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast: Cast) -> WorkOrder:
    """In the plan, Ben is to go."""
    (made,) = planned(cast, 1)
    Kept.forget_all()
    return made


def hold(order: WorkOrder, window: FreeWindow, cast: Cast, name: str = "ava") -> SlotHold:
    """Kept for ten minutes."""
    return actions.hold_slot(
        order,
        technician_id=window.technician_id,
        start=window.start,
        end=window.end,
        by=cast.actor(name),
        at=cast.at,
    )


def test_windows_are_real(order: WorkOrder, cast: Cast) -> None:
    """RQ-APT-01, RQ-APT-06: two hours each, none on Sunday, none that has passed, with their cost."""
    windows = free_windows(order, at=cast.at)
    assert windows[0].end > cast.at
    assert windows[0].start.date() == cast.at.date()
    assert {window.end - window.start for window in windows} == {timedelta(hours=2)}
    assert {window.start.weekday() for window in windows} == set(range(6))
    assert windows == sorted(windows, key=lambda window: window.start)
    assert min(window.minutes for window in windows) >= 0
    assert len(free_windows(order, at=cast.at, most=3)) == 3


def test_a_window_is_held_booked_and_told(order: WorkOrder, cast: Cast) -> None:
    """RQ-APT-01: the order goes there; the visit is booked when the technician takes the job."""
    window = free_windows(order, at=cast.at)[6]
    hold(order, window, cast)
    assert SlotHold.objects.get().expires_at == cast.at + timedelta(minutes=10)
    assert window.start <= SlotHold.objects.get().start <= window.end
    row = actions.book_slot(order, agreed_with="Alice", by=cast.actor("ava"), at=cast.at)
    assert (row.told_from, row.told_until) == (window.start, window.end)
    assert window.start <= row.start <= window.end
    assert (SlotHold.objects.count(), PlannedVisit.objects.count(), Visit.objects.count()) == (0, 1, 0)
    order.refresh_from_db()
    assignment = live_assignment(order)
    assert assignment is not None
    dispatch.accept(assignment, by=cast.actor(assignment.technician.name.lower()), at=cast.at)
    visit = actions.book_told(order, by=SYSTEM, at=cast.at)
    assert visit is not None
    assert (visit.window_start, visit.agreed_with, visit.technician_id) == (
        window.start,
        "Alice",
        row.technician_id,
    )
    later = free_windows(order, at=cast.at)[12]
    assert later.technician_id == visit.technician_id
    hold(order, later, cast)
    actions.book_slot(order, agreed_with="Alice", by=cast.actor("ava"), at=cast.at)
    visit.refresh_from_db()
    assert (visit.stage, visit.window_start) == ("booked", later.start)
    assert Event.objects.filter(kind="visits.rescheduled").count() == 1


def test_the_customer_chooses_by_the_link(order: WorkOrder, cast: Cast) -> None:
    """RQ-APT-01, RQ-SEC-06: in the own case only."""
    window = free_windows(order, at=cast.at)[3]
    alice = customer_actor(order.request)
    more = {"technician_id": window.technician_id, "start": window.start, "end": window.end, "at": cast.at}
    actions.hold_slot(order, by=alice, **more)
    assert actions.book_slot(order, agreed_with="Alice", by=alice, at=cast.at).told_from == window.start
    for stranger in (cast.alice_actor, cast.actor("charlie"), cast.actor("wang")):
        with pytest.raises(NotAllowed):
            actions.hold_slot(order, by=stranger, **more)


def fill(cast: Cast, window: FreeWindow) -> int:
    """Hold the same window for one order after another until there is no room."""
    for count in range(20):
        other = new_order(cast)
        try:
            hold(other, window, cast)
        except actions.SlotTaken:
            return count
    return 20


def test_capacity_is_given_once(order: WorkOrder, cast: Cast) -> None:
    """E01, RQ-APT-01: what is held is not shown to others, and free again when the hold has ended."""
    window = free_windows(order, at=cast.at)[5]
    held = fill(cast, window)
    assert 1 <= held <= 4
    other = new_order(cast)
    assert (window.technician_id, window.start) not in {
        (one.technician_id, one.start) for one in free_windows(other, at=cast.at)
    }
    after = cast.at + timedelta(minutes=11)
    assert window.start in {one.start for one in free_windows(other, at=after)}


@pytest.mark.parametrize("released", [False, True])
def test_only_what_is_held_can_be_booked(order: WorkOrder, cast: Cast, released: bool) -> None:
    """E01: after ten minutes, or given back, it is gone."""
    hold(order, free_windows(order, at=cast.at)[2], cast)
    if released:
        actions.release_slot(order, by=cast.actor("ava"), at=cast.at)
    later = cast.at + timedelta(minutes=0 if released else 10)
    with pytest.raises(actions.SlotTaken):
        actions.book_slot(order, agreed_with="Alice", by=cast.actor("ava"), at=later)


def test_nothing_to_plan_nothing_to_hold(cast: Cast) -> None:
    """RQ-APT-08."""
    brought = new_order(cast, mode="carry_in")
    assert free_windows(brought, at=cast.at) == []
    window = FreeWindow(cast.bo.pk, cast.at, cast.at + timedelta(hours=2), 0, 0)  # type: ignore[arg-type]
    with pytest.raises(actions.NotPlanned):
        hold(brought, window, cast)
    with pytest.raises(actions.SlotTaken):
        actions.hold_slot(
            new_order(cast), technician_id=cast.wen.pk, start=window.start, end=window.end,
            by=cast.actor("ava"), at=cast.at,
        )  # fmt: skip
