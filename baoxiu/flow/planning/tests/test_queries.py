"""What the board and the managers see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baoxiu.basics.technicians.actions import add_absence, set_skill
from baoxiu.core.actors import SYSTEM
from baoxiu.core.kept import Kept
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.planning import actions, queries, rules
from baoxiu.flow.planning.permissions import may_see_plan
from baoxiu.flow.planning.tests.test_place_order import new_order, planned
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast
from tests.journey import Journey

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture
def orders(cast: Cast) -> list[WorkOrder]:
    """Two in the plan, the third is nobody's."""
    made = planned(cast, 2, 1)
    Kept.forget_all()
    return made


def test_the_board(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02: days with their shifts, stops and breaks; what nobody has; what the plan costs."""
    seen = queries.board(cast.outlet, MONDAY, days=7, at=cast.at)
    assert len(seen.days) == 2 * 7
    assert {one.technician.name for one in seen.days} == {"Bo", "Ben"}
    stops = [stop for day in seen.days for stop in day.stops]
    assert {stop.order for stop in stops} == set(orders[:2])
    for stop in stops:
        assert stop.row is not None
        assert (stop.start, stop.role, stop.fixed) == (stop.row.start, "lead", False)
        assert stop.slack_s > 0
    with_stops = next(day for day in seen.days if day.stops)
    assert with_stops.rest is not None
    assert with_stops.shift is not None
    assert with_stops.shift[1] - with_stops.shift[0] == timedelta(hours=10)
    assert with_stops.travel_s > 0
    assert [day.shift for day in seen.days if day.day.weekday() == 6] == [None, None]
    assert seen.unserved == (orders[2],)
    assert (seen.broken, seen.version) == ((), 2)
    assert {"travel", "unserved"} <= set(seen.score.terms)


def test_a_board_without_a_plan_is_empty(cast: Cast) -> None:
    """Opening it makes nothing."""
    seen = queries.board(cast.outlet, MONDAY, at=cast.at)
    assert (len(seen.days), seen.unserved, seen.version) == (2, (), 0)


def test_the_verdict_before_the_drop(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-05, RQ-DSP-06: allowed with its cost, or refused with the sentence; nothing happens."""
    tuesday = MONDAY + timedelta(days=1)
    found = queries.try_move(orders[2], technician_id=cast.bo.pk, day=tuesday, at=cast.at)
    assert (found.possible, found.minutes > 0) == (True, True)
    sunday = queries.try_move(
        orders[0], technician_id=cast.bo.pk, day=MONDAY - timedelta(days=-6), at=cast.at
    )
    assert not sunday.possible
    assert "Bo" in sunday.refused[0]
    assert not queries.try_move(orders[0], technician_id=cast.wen.pk, day=tuesday, at=cast.at).possible


def test_why_nobody_comes(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02, RQ-DSP-05: the reasons against everybody, with names."""
    set_skill(cast.ben, cast.family, 1, by=SYSTEM, at=cast.at)
    add_absence(cast.bo, cast.at, cast.at + timedelta(days=20), by=SYSTEM, at=cast.at)
    found = {one.name: one.sentences for one in queries.why_nobody(orders[2], at=cast.at).against}
    assert set(found) == {"Bo", "Ben"}
    assert str(cast.family) in found["Ben"][0]
    assert queries.why_not_him(orders[2], cast.ben.pk, at=cast.at).sentences == found["Ben"]
    with pytest.raises(actions.NotPlanned):
        queries.why_not_him(orders[2], cast.wen.pk, at=cast.at)
    with pytest.raises(actions.NotPlanned):
        queries.why_nobody(new_order(cast, mode="carry_in"), at=cast.at)


def test_who_may_look(cast: Cast) -> None:
    """RQ-SEC-06."""
    may_see_plan(cast.outlet.pk, cast.actor("dana")).or_refuse()
    for name in ("charlie", "bo", "wang"):
        with pytest.raises(NotAllowed):
            may_see_plan(cast.outlet.pk, cast.actor(name)).or_refuse()


def test_capacity(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-10: hours asked for against hours there, by day, region and skill."""
    seen = queries.capacity(cast.outlet, at=cast.at)
    hours = orders[0].request.fault.minutes / 60
    assert len(seen.days) == 28
    assert sum(day.demand for _day, day in seen.days) == pytest.approx(2 * hours)
    assert (seen.skills[0].what, seen.skills[0].name) == ("air_conditioner", str(cast.family))
    assert seen.skills[0].demand == pytest.approx(3 * hours)
    assert seen.skills[0].unserved == pytest.approx(hours)
    assert (seen.regions[0].what, seen.regions[0].name) == ("410105", "河南省郑州市金水区")
    assert seen.skills[0].supply > 300
    assert {reason.code for reason, _sentence in seen.advice} == {"spare"}


@pytest.mark.parametrize(
    ("demand", "supply", "idle", "expected"),
    [(90, 100, 100, "train"), (90, 100, 2, "hire"), (50, 100, 50, ""), (10, 100, 90, "spare"), (0, 9, 9, "")],
)
def test_where_to_hire_and_to_train(demand: float, supply: float, idle: float, expected: str) -> None:
    """RQ-DSP-10."""
    assert rules.advice(demand, supply, idle) == expected


def test_fairness(visit_journey: Journey) -> None:
    """RQ-DSP-01: hours, kilometres, pay, hard and weekend jobs with their inequality; a technician sees himself."""
    cast = visit_journey.cast
    visit_journey.accepted()
    visit = visit_journey.arrived()
    Visit.objects.filter(pk=visit.pk).update(
        finished_at=visit.window_start + timedelta(hours=2), stage="finished"
    )
    at = visit_journey.now + timedelta(days=1)
    seen = queries.fairness(cast.actor("dana"), at=at, outlet_id=cast.outlet.pk)
    assert [(one.technician.name, one.visits, one.hours) for one in seen.shares] == [
        ("Ben", 0, 0),
        ("Bo", 1, 2),
    ]
    assert (seen.inequality["hours"], seen.inequality["weekend"]) == (0.5, 0)
    own = queries.fairness(cast.actor("bo"), at=at)
    assert [one.technician for one in own.shares] == [cast.bo]
    assert own.inequality["hours"] == 0.5


def test_nothing_waits_longer_than_set(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02: neither unanswered nor unassigned; the outlet's own people only."""
    dana, later = cast.actor("dana"), cast.at + timedelta(minutes=45)
    assert queries.waiting_too_long(dana, at=cast.at) == []
    assert {one.order for one in queries.waiting_too_long(dana, at=later)} == set(orders[:2])
    found = queries.waiting_too_long(dana, at=later + timedelta(minutes=30))
    assert {one.order for one in found} == set(orders)
    assert [one.minutes(later) for one in found] == [45, 45, 45]
    assert queries.waiting_too_long(cast.actor("wang"), at=later) == []


def test_what_a_technician_may_take(orders: list[WorkOrder], cast: Cast) -> None:
    """RQ-DSP-02, RQ-DSP-05: what nobody has, by eligibility."""
    assert list(queries.pooled(cast.actor("bo"), at=cast.at)) == [orders[2]]
    assert not queries.pooled(cast.actor("wen"), at=cast.at)
    assert not queries.pooled(cast.actor("dana"), at=cast.at)
