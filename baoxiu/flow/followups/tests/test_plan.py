"""Planning and making the follow-up call."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.models import Event
from baoxiu.core.forms.actions import FormIncomplete
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.followups import actions, queries
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.followups.policies import FIRST_DAY, LAST_DAY, TRIES
from baoxiu.flow.work_orders.actions import hand_back
from tests.journey import CONTENT, Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(journey: Journey) -> Followup:
    """Planned after Alice signed on Monday, 2 March."""
    journey.signed()
    return actions.plan(journey.order, by=SYSTEM, at=journey.tick())


@pytest.fixture
def due(call: Followup) -> datetime:
    """The first allowed morning."""
    return call.not_before + timedelta(hours=9)


def test_the_window_runs_from_day_three_to_day_seven(journey: Journey, call: Followup) -> None:
    """RQ-REV-01, T20: Chinese calendar days, the day of handover not counted."""
    assert call.not_before == start_of_day(date(2026, 3, 5))
    assert legal_date(call.until) == date(2026, 3, 9)
    assert Event.objects.get(kind="followups.planned").data["number"] == journey.order.number
    assert actions.plan(journey.order, by=SYSTEM, at=journey.tick()) == call
    assert Followup.objects.count() == 1


def test_a_firm_may_choose_other_days(journey: Journey) -> None:
    """Requirements (f): the sources disagree."""
    journey.signed()
    now = journey.tick()
    choose(FIRST_DAY, value=1, valid_from=now, by=SYSTEM, at=now)
    choose(LAST_DAY, value=3, valid_from=now, by=SYSTEM, at=now)
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    assert (legal_date(call.not_before), legal_date(call.until)) == (date(2026, 3, 3), date(2026, 3, 5))


def test_not_before_the_product_is_back(journey: Journey) -> None:
    """RQ-REV-01."""
    journey.presented()
    with pytest.raises(actions.NotHandedOver):
        actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.plan(journey.order, by=journey.actor("bo"), at=journey.tick())


def test_too_early_is_refused_with_the_first_day(journey: Journey, call: Followup) -> None:
    """RQ-REV-01: T20 has a lower bound; the last second before it is too early."""
    ava, early = journey.actor("ava"), call.not_before - timedelta(seconds=1)
    with pytest.raises(actions.CallTooEarly) as refused:
        actions.record_answer(call, answers=CONTENT, by=ava, at=early)
    assert "2026-03-05" in str(refused.value)
    with pytest.raises(actions.CallTooEarly):
        actions.note_no_answer(call, by=ava, at=early)
    assert not queries.due(ava, early)
    assert list(queries.due(ava, call.not_before)) == [call]


def test_a_content_customer(journey: Journey, call: Followup, due: datetime) -> None:
    """RQ-REV-03, RQ-REV-04, RQ-SAT-01: quality, attitude, time, opinion."""
    done = actions.record_answer(call, answers=CONTENT, by=journey.actor("ava"), at=due)
    assert (done.stage, done.satisfied, done.opinion, done.by_name) == ("answered", True, "很好", "Ava")
    assert done.calls.get().reached
    assert Event.objects.get(kind="followups.answered").data["contentment"] == "satisfied"
    assert not Event.objects.filter(kind="followups.dissatisfied").exists()


@pytest.mark.parametrize("answer", [{"solved": "no"}, {"attitude": "2"}, {"time": "1"}])
def test_dissatisfaction_is_a_fact_of_its_own(
    journey: Journey, call: Followup, due: datetime, answer: dict[str, str]
) -> None:
    """RQ-REV-06: complaints without loss."""
    done = actions.record_answer(call, answers=CONTENT | answer, by=journey.actor("ava"), at=due)
    data = Event.objects.get(kind="followups.dissatisfied").data
    assert (done.satisfied, data["source"], data["opinion"]) == (False, "followup", "很好")
    assert data["text"].startswith("很好")


def test_a_product_given_back_unrepaired_is_asked_about_as_well(journey: Journey) -> None:
    """RQ-REV-01, RQ-QUO-08: after the handover; that the fault is still there is known and no complaint."""
    journey.accepted()
    journey.assessed(repairable=False)
    hand_back(journey.order, by=journey.actor("ava"), at=journey.tick())
    call = actions.plan(journey.fresh(), by=SYSTEM, at=journey.tick())
    done = actions.record_answer(
        call, answers=CONTENT | {"solved": "no"}, by=journey.actor("ava"), at=call.not_before
    )
    assert done.satisfied is True
    assert not Event.objects.filter(kind="followups.dissatisfied").exists()


def test_neither_praise_nor_complaint(journey: Journey, call: Followup, due: datetime) -> None:
    """A three is no dissatisfaction and no satisfaction."""
    done = actions.record_answer(call, answers=CONTENT | {"quality": "3"}, by=journey.actor("ava"), at=due)
    assert done.satisfied is None


def test_a_late_call_is_still_made(journey: Journey, call: Followup) -> None:
    """RQ-REV-01: too late is told by the promise, the customer is still asked."""
    late = call.until + timedelta(days=2)
    assert actions.record_answer(call, answers=CONTENT, by=journey.actor("ava"), at=late).stage == "answered"


def test_the_form_is_complete_and_the_call_is_answered_once(
    journey: Journey, call: Followup, due: datetime
) -> None:
    """RQ-REV-03."""
    ava = journey.actor("ava")
    with pytest.raises(FormIncomplete) as refused:
        actions.record_answer(call, answers={"solved": "yes", "quality": "9"}, by=ava, at=due)
    assert set(refused.value.fields) == {"quality", "attitude", "time"}
    actions.record_answer(call, answers=CONTENT, by=ava, at=due)
    with pytest.raises(IllegalMove):
        actions.record_answer(call, answers=CONTENT, by=ava, at=due)


def test_three_unanswered_calls_end_it(journey: Journey, call: Followup, due: datetime) -> None:
    """RQ-REV-13, appendix e9: retry, then not reached."""
    ava = journey.actor("ava")
    for hours in (0, 4):
        call = actions.note_no_answer(call, note="关机", by=ava, at=due + timedelta(hours=hours))
        assert call.stage == "planned"
        assert Event.objects.filter(kind="followups.no_answer").latest("id").data["next_try_at"]
    call = actions.note_no_answer(call, by=ava, at=due + timedelta(days=1))
    data = Event.objects.filter(kind="followups.no_answer").latest("id").data
    assert (call.stage, data["tries"], data["given_up"]) == ("not_reached", 3, True)
    with pytest.raises(IllegalMove):
        actions.note_no_answer(call, by=ava, at=due + timedelta(days=2))


def test_the_number_of_tries_is_a_setting(journey: Journey, call: Followup, due: datetime) -> None:
    """RQ-REV-13."""
    choose(TRIES, value=1, valid_from=due, by=SYSTEM, at=due)
    assert actions.note_no_answer(call, by=journey.actor("ava"), at=due).stage == "not_reached"


@pytest.mark.parametrize("name", ["bo", "iris", "wang"])
def test_not_by_others(journey: Journey, call: Followup, due: datetime, name: str) -> None:
    """RQ-REV-16, RQ-SEC-06: never the technician who repaired."""
    with pytest.raises(NotAllowed):
        actions.record_answer(call, answers=CONTENT, by=journey.actor(name), at=due)
    with pytest.raises(NotAllowed):
        actions.note_no_answer(call, by=journey.actor(name), at=due)
