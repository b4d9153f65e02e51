"""Booking a visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.visits import actions, queries
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_a_window_is_agreed_and_told(visit_journey: Journey) -> None:
    """RQ-APT-01: with whom, when, by whom."""
    order = visit_journey.accepted()
    visit = visit_journey.booked()
    assert (visit.stage, visit.technician, visit.agreed_with) == ("booked", visit_journey.cast.bo, "Alice")
    data = Event.objects.get(kind="visits.booked").data
    assert data["number"] == order.number
    assert (data["order_id"], data["outlet_id"]) == (order.pk, order.outlet_id)
    assert data["window_start"]
    assert data["window_end"]


@pytest.mark.parametrize(("start", "end"), [(2, 1), (2, 2), (-3, -1)])
def test_the_window_runs_forward_and_is_not_over(visit_journey: Journey, start: int, end: int) -> None:
    """RQ-APT-01."""
    order, now = visit_journey.accepted(), visit_journey.now
    first, last = now + timedelta(hours=start), now + timedelta(hours=end)
    with pytest.raises(actions.InvalidWindow) as refused:
        actions.book(order, start=first, end=last, agreed_with="Alice", by=visit_journey.actor("bo"), at=now)
    assert refused.value.field == "start"


def test_somebody_must_have_agreed(visit_journey: Journey) -> None:
    """RQ-APT-01: a time is agreed, not set."""
    order, now = visit_journey.accepted(), visit_journey.now
    with pytest.raises(actions.AgreementMissing):
        actions.book(
            order, start=now, end=now + timedelta(hours=1), agreed_with=" ",
            by=visit_journey.actor("bo"), at=now,
        )  # fmt: skip


def test_one_open_visit_per_order(visit_journey: Journey) -> None:
    """RQ-APT-07: a second visit comes after the first, with its cause."""
    visit_journey.accepted()
    visit_journey.booked()
    with pytest.raises(actions.OpenVisit):
        visit_journey.booked()


def test_a_technician_is_not_promised_twice(visit_journey: Journey) -> None:
    """RQ-APT-01: the refusal names the other visit's time; a window may begin where another ends."""
    first = Journey(visit_journey.cast, visit_journey.now, mode="on_site")
    first.accepted()
    other = first.booked()
    order, bo = visit_journey.accepted(), visit_journey.actor("bo")
    start, end = other.window_start + timedelta(minutes=30), other.window_end + timedelta(hours=1)
    with pytest.raises(actions.TechnicianBusy) as refused:
        actions.book(order, start=start, end=end, agreed_with="Alice", by=bo, at=visit_journey.now)
    assert first.order.number in str(refused.value)
    touching = actions.book(
        order, start=other.window_end, end=end, agreed_with="Alice", by=bo, at=visit_journey.now
    )
    assert touching.stage == "booked"


def test_only_for_work_at_the_customers(journey: Journey) -> None:
    """RQ-APT-08: what is carried in needs no visit."""
    journey.accepted()
    with pytest.raises(actions.NoVisitNeeded):
        journey.booked()


def test_only_after_a_technician_accepted(visit_journey: Journey) -> None:
    """RQ-APT-02."""
    order = visit_journey.accepted()
    order.stage = "assigned"
    order.save()
    with pytest.raises(actions.NoVisitNeeded):
        visit_journey.booked()


@pytest.mark.parametrize("name", ["ben", "wen", "iris", "charlie", "wang"])
def test_not_for_others(visit_journey: Journey, name: str) -> None:
    """RQ-SEC-06: another technician, another outlet, or without the right."""
    order, now = visit_journey.accepted(), visit_journey.now
    with pytest.raises(NotAllowed):
        actions.book(
            order, start=now, end=now + timedelta(hours=1), agreed_with="Alice",
            by=visit_journey.actor(name), at=now,
        )  # fmt: skip


def test_the_round_of_the_day(visit_journey: Journey) -> None:
    """RQ-DSP-07: the technician sees the own stops only."""
    visit_journey.accepted()
    visit = visit_journey.booked()
    day = visit.window_start.date()
    assert list(queries.day(visit_journey.actor("bo"), day)) == [visit]
    assert not queries.day(visit_journey.actor("ben"), day)
    assert not queries.day(visit_journey.actor("bo"), day + timedelta(days=1))
