"""The second call, a week after the first, with other content."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.core.forms.actions import in_force
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.followups.policies import SECOND_FIRST_DAY, SECOND_LAST_DAY
from baoxiu.flow.next_steps import follow
from tests.journey import CONTENT, Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(journey: Journey) -> Followup:
    """Planned after Alice signed on Monday, 2 March: from Thursday, 5 March."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    return actions.plan(journey.order, by=SYSTEM, at=journey.tick())


def answered(journey: Journey, call: Followup, **more: Any) -> Followup:
    """Ava reaches Alice on the first allowed morning."""
    at = call.not_before + timedelta(hours=9)
    return actions.record_answer(call, answers=CONTENT | more, by=journey.actor("ava"), at=at)


def second_of(journey: Journey, first: Followup) -> Followup:
    """Planned when the first was answered."""
    done = answered(journey, first)
    assert done.answered_at
    found = actions.plan_second(done, by=SYSTEM, at=done.answered_at)
    assert found
    return found


def test_from_day_eight_to_day_fourteen_after_the_first(journey: Journey, first: Followup) -> None:
    """RQ-REV-02, T21: counted from the talk of 5 March; a repeat plans nothing."""
    second = second_of(journey, first)
    assert (second.kind, second.sequence) == ("second", 2)
    assert second.not_before == start_of_day(date(2026, 3, 13))
    assert legal_date(second.until) == date(2026, 3, 19)
    first.refresh_from_db()
    assert actions.plan_second(first, by=SYSTEM, at=second.not_before) == second


def test_the_days_are_settings(journey: Journey, first: Followup) -> None:
    """RQ-REV-02: window and days as the firm chooses."""
    choose(SECOND_FIRST_DAY, value=5, valid_from=journey.now, by=SYSTEM, at=journey.now)
    choose(SECOND_LAST_DAY, value=6, valid_from=journey.now, by=SYSTEM, at=journey.now)
    second = second_of(journey, first)
    assert (legal_date(second.not_before), legal_date(second.until)) == (date(2026, 3, 10), date(2026, 3, 11))


def test_not_for_whoever_wants_no_more_calls(journey: Journey, first: Followup) -> None:
    """RQ-REV-02: the customer's word counts."""
    done = answered(journey, first, calls_welcome="no")
    assert done.calls_welcome is False
    assert actions.plan_second(done, by=SYSTEM, at=journey.tick()) is None
    assert Followup.objects.count() == 1


def test_not_before_the_first_was_answered(journey: Journey, first: Followup) -> None:
    """RQ-REV-02: and only by those who call."""
    with pytest.raises(actions.NoFirstAnswer):
        actions.plan_second(first, by=SYSTEM, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.plan_second(first, by=journey.actor("iris"), at=journey.tick())


def test_it_does_not_follow_a_second_call(journey: Journey, first: Followup) -> None:
    """RQ-REV-02: two calls, no more."""
    second = second_of(journey, first)
    with pytest.raises(actions.NoFirstAnswer):
        actions.plan_second(second, by=SYSTEM, at=journey.tick())


def test_other_content(journey: Journey, first: Followup) -> None:
    """RQ-REV-02: its own form, and no mark is asked for twice."""
    second = second_of(journey, first)
    forms = [in_force(actions.FORMS[kind], at=second.until) for kind in ("first", "second")]
    asked = [{item.key for item in form.items if item.kind == "rating"} for form in forms]
    labels = [{item.label for item in form.items if item.required} for form in forms]
    assert not asked[0] & asked[1]
    assert not labels[0] & labels[1]
    at = second.not_before + timedelta(hours=10)
    done = actions.record_answer(second, answers={"overall": "2"}, by=journey.actor("ava"), at=at)
    assert done.form.form.code == "followup_second"
    assert done.satisfied is False
    assert "2" in Event.objects.get(kind="followups.dissatisfied").data["text"]


def test_an_answer_plans_it_and_its_own_deadline(journey: Journey) -> None:
    """RQ-REV-02, T20, T21: by itself, with task and promise."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    first = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    drain(follow)
    answered(journey, first)
    drain(follow)
    second = Followup.objects.get(kind="second")
    task = Task.objects.open().get(kind="followup")
    assert (task.not_before, task.due_at) == (second.not_before, second.until)
    running = Promise.objects.get(state="running", kind="second_followup")
    assert (running.not_before, running.due_at) == (second.not_before, second.until)
    assert Promise.objects.get(kind="followup").state == "kept"
