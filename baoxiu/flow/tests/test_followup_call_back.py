"""The customer picks up but asks for another time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.followups.policies import CALL_BACKS
from baoxiu.flow.next_steps import follow
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(journey: Journey) -> Followup:
    """Thursday, 5 March, nine o'clock."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    journey.now = call.not_before + timedelta(hours=9)
    return call


def put_off(journey: Journey, call: Followup) -> Followup:
    """By a day."""
    at = journey.tick()
    return actions.note_call_back(
        call, call_back_at=at + timedelta(days=1), note="在开会", by=journey.actor("ava"), at=at
    )


def test_the_wish_is_kept_and_the_task_waits_for_it(journey: Journey, call: Followup) -> None:
    """RQ-REV-13: its own line, and no unanswered try."""
    put_off(journey, call)
    drain(follow)
    line = call.calls.get()
    assert (line.result, line.reached, line.note) == ("call_back", True, "在开会")
    assert Task.objects.open().get(kind="followup").not_before == line.call_back_at
    assert Followup.objects.get().stage == "planned"


def test_put_off_too_often_is_given_up(journey: Journey, call: Followup) -> None:
    """RQ-REV-13, appendix e9: the limit is a setting."""
    choose(CALL_BACKS, value=1, valid_from=journey.now, by=SYSTEM, at=journey.now)
    assert put_off(journey, call).stage == "planned"
    assert put_off(journey, call).stage == "not_reached"
    assert Event.objects.filter(kind="followups.call_back").latest("pk").data["given_up"] is True
    with pytest.raises(IllegalMove):
        put_off(journey, call)


def test_call_backs_are_no_unanswered_tries(journey: Journey, call: Followup) -> None:
    """RQ-REV-13: three unanswered calls end it, whatever was put off in between."""
    put_off(journey, call)
    ava = journey.actor("ava")
    stages = [actions.note_no_answer(call, by=ava, at=journey.tick(hours=5)).stage for _time in range(3)]
    assert stages == ["planned", "planned", "not_reached"]


def test_refusals(journey: Journey, call: Followup) -> None:
    """RQ-REV-01, RQ-REV-13: a time that is over, too early, the wrong person."""
    ava, now = journey.actor("ava"), journey.now
    with pytest.raises(actions.CallBackPast):
        actions.note_call_back(call, call_back_at=now, by=ava, at=now)
    early = call.not_before - timedelta(hours=1)
    with pytest.raises(actions.CallTooEarly):
        actions.note_call_back(call, call_back_at=now, by=ava, at=early)
    with pytest.raises(NotAllowed):
        actions.note_call_back(call, call_back_at=now + timedelta(1), by=journey.actor("bo"), at=now)
