"""Customers who bring something choose a time at the counter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.planning import actions
from baoxiu.flow.planning.models import CounterTime, SlotHold
from baoxiu.flow.planning.queries import FreeWindow, free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast
from tests.stages import kept

pytestmark = pytest.mark.django_db


@kept
def brought(cast: Cast, count: int) -> list[WorkOrder]:
    """Orders whose product is brought; two customers at a time."""
    choose("planning.counter_places", value=2, valid_from=cast.at, by=SYSTEM, at=cast.at)
    return [new_order(cast, mode="carry_in") for _number in range(count)]


def hold(order: WorkOrder, window: FreeWindow, cast: Cast) -> SlotHold:
    """By the customer's link."""
    return actions.hold_slot(
        order, technician_id=None, start=window.start, end=window.end,
        by=customer_actor(order.request), at=cast.at,
    )  # fmt: skip


def test_a_time_at_the_counter_is_held_and_booked(cast: Cast) -> None:
    """RQ-APT-01, RQ-APT-08: within the working calendar, for as many at a time as there are places, held ones counted."""
    one, other, third = brought(cast, 3)
    windows = free_windows(one, at=cast.at)
    assert {(window.end - window.start, window.technician_id, window.minutes) for window in windows} == {
        (timedelta(minutes=30), None, 0)
    }
    assert {window.start.weekday() for window in windows} == set(range(5))
    assert windows[0].start > cast.at
    chosen, later = windows[0], windows[5]
    hold(one, chosen, cast)
    row = actions.book_slot(one, agreed_with="Alice", by=customer_actor(one.request), at=cast.at)
    assert (row.told_from, row.told_until, row.technician_id) == (chosen.start, chosen.end, None)
    hold(other, chosen, cast)
    assert chosen not in free_windows(third, at=cast.at)
    with pytest.raises(actions.SlotTaken):
        hold(third, chosen, cast)
    assert chosen in free_windows(third, at=cast.at + timedelta(minutes=11))
    actions.release_slot(other, by=customer_actor(other.request), at=cast.at)
    hold(one, later, cast)
    actions.book_slot(one, agreed_with="Alice", by=cast.actor("ava"), at=cast.at)
    assert CounterTime.objects.get().start == later.start
    actions.call_off_counter(one, reason="改天再来", by=cast.actor("ava"), at=cast.at)
    assert CounterTime.objects.get().state == "cancelled"
    assert free_windows(new_order(cast, mode="send_in"), at=cast.at) == []
    assert free_windows(new_order(cast, mode="carry_in", channel="counter"), at=cast.at) == []


def test_appointments_are_moved_on_the_board(cast: Cast) -> None:
    """RQ-APT-04, RQ-APT-08: never two at one place, never more than places; the database says so, too."""
    one, other = brought(cast, 2)
    window, later = free_windows(one, at=cast.at)[0:2]
    for order in (one, other):
        hold(order, window, cast)
        actions.book_slot(order, agreed_with="Alice", by=cast.actor("ava"), at=cast.at)
    rows = {row.order_id: row for row in CounterTime.objects.all()}
    assert sorted(row.place for row in rows.values()) == [1, 2]
    dana, place = cast.actor("dana"), rows[other.pk].place
    for start, taken in (
        (window.start, place),
        (later.start, 3),
        (cast.at, 1),
        (window.start - timedelta(hours=5), 1),
    ):
        with pytest.raises(actions.CounterFull):
            actions.move_counter(one, place=taken, start=start, by=dana, at=cast.at)
    moved = actions.move_counter(one, place=place, start=later.start, seen=window.start, by=dana, at=cast.at)
    assert (moved.place, moved.start) == (place, later.start)
    with pytest.raises(actions.PlanChanged):
        actions.move_counter(one, place=1, start=window.start, seen=window.start, by=dana, at=cast.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        CounterTime.objects.filter(order=one).update(place=place, start=window.start)
    with pytest.raises(NotAllowed):
        actions.move_counter(one, place=1, start=window.start, by=cast.actor("bo"), at=cast.at)
    assert actions.note_came(one, by=SYSTEM, at=later.start) is not None
    with pytest.raises(actions.NotPlanned):
        actions.move_counter(one, place=1, start=window.start, by=dana, at=cast.at)
    assert free_windows(one, at=cast.at) == []
