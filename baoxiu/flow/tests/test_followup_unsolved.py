"""What a call could not solve, and praise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.models import Followup, Praise, Question
from baoxiu.flow.followups.queries import praises_of
from baoxiu.flow.next_steps import follow
from tests.journey import CONTENT, Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(journey: Journey) -> Followup:
    """Ava may call from Thursday, 5 March."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    drain(follow)
    journey.now = call.not_before + timedelta(hours=9)
    return call


def answered(journey: Journey, call: Followup, **more: Any) -> Followup:
    """With all that follows."""
    done = actions.record_answer(call, answers=CONTENT | more, by=journey.actor("ava"), at=journey.tick())
    drain(follow)
    return done


def open_tasks(*kinds: str) -> list[tuple[str, str]]:
    """Kind and role of what is open."""
    return list(Task.objects.open().filter(kind__in=kinds).values_list("kind", "role"))


def test_unsolved_goes_to_the_manager_within_two_days(journey: Journey, call: Followup) -> None:
    """RQ-REV-07, T23: a task and a deadline of two days."""
    answered(journey, call, solved="no")
    question = Question.objects.get()
    assert (question.stage, question.followup) == ("raised", call)
    assert question.text.startswith("很好")
    assert open_tasks("question", "tell_answer") == [("question", "service_manager")]
    promise = Promise.objects.get(kind="question")
    assert promise.due_at == start_of_day(legal_date(promise.started_at) + timedelta(days=3))


def test_a_question_of_a_content_customer_too(journey: Journey, call: Followup) -> None:
    """RQ-REV-06, RQ-REV-07: what was asked, in the customer's words, without a complaint."""
    answered(journey, call, question="延保怎么买？")
    assert Question.objects.get().text == "延保怎么买？"
    assert not Event.objects.filter(kind="followups.dissatisfied").exists()


def test_the_answer_is_told_the_same_day(journey: Journey, call: Followup) -> None:
    """RQ-REV-07, T24: decided by the manager, told by the clerk before 24:00."""
    answered(journey, call, solved="no")
    mo, ava = journey.actor("mo"), journey.actor("ava")
    question = actions.decide_question(
        Question.objects.get(), decision="免费再上门一次", by=mo, at=journey.tick(days=1)
    )
    drain(follow)
    assert open_tasks("question", "tell_answer") == [("tell_answer", "followup_clerk")]
    promise = Promise.objects.get(kind="answer")
    assert promise.due_at == question.answer_due_at
    assert legal_date(promise.due_at - timedelta(seconds=1)) == legal_date(journey.now)
    told = actions.tell_answer(question, by=ava, at=journey.tick())
    drain(follow)
    assert (told.stage, told.told_by) == ("told", "Ava")
    assert open_tasks("question", "tell_answer") == []
    assert {row.state for row in Promise.objects.filter(kind__in=("question", "answer"))} == {"kept"}
    assert call.calls.get(result="told").note == "免费再上门一次"


def test_what_is_heard_meanwhile_joins_it(journey: Journey, call: Followup) -> None:
    """RQ-REV-07: one open matter per order; a new word takes it back to the manager."""
    first = answered(journey, call, solved="no")
    actions.decide_question(
        Question.objects.get(), decision="再看", by=journey.actor("mo"), at=journey.tick()
    )
    drain(follow)
    second = first.order.followups.get(kind="second")
    at = second.not_before + timedelta(hours=9)
    given = {"overall": "4", "question": "还是不制冷"}
    actions.record_answer(second, answers=given, by=journey.actor("ava"), at=at)
    drain(follow)
    question = Question.objects.get()
    assert (question.stage, question.followup) == ("raised", call)
    assert question.text.endswith("还是不制冷")
    assert open_tasks("question", "tell_answer") == [("question", "service_manager")]


def test_refusals(journey: Journey, call: Followup) -> None:
    """RQ-REV-07, RQ-SEC-06: an empty word, the wrong order, the wrong person."""
    answered(journey, call, solved="no")
    question, mo, ava = Question.objects.get(), journey.actor("mo"), journey.actor("ava")
    with pytest.raises(actions.DecisionMissing):
        actions.decide_question(question, decision=" ", by=mo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.decide_question(question, decision="好", by=ava, at=journey.tick())
    with pytest.raises(IllegalMove):
        actions.tell_answer(question, by=ava, at=journey.tick())
    actions.decide_question(question, decision="好", by=mo, at=journey.tick())
    with pytest.raises(IllegalMove):
        actions.decide_question(question, decision="好", by=mo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.tell_answer(question, by=journey.actor("bo"), at=journey.tick())


def test_praise_goes_to_the_technician(journey: Journey, call: Followup) -> None:
    """RQ-REV-09: kept, recorded, and told."""
    answered(journey, call, praise="师傅很专业")
    praise = Praise.objects.get()
    assert list(praises_of(journey.cast.bo)) == [praise]
    assert Event.objects.get(kind="followups.praised").data["text"] == "师傅很专业"
    assert "师傅很专业" in Notice.objects.get(code="praise_received").body
    assert not Question.objects.exists()


def test_no_praise_without_words(journey: Journey, call: Followup) -> None:
    """RQ-REV-09."""
    answered(journey, call, praise=" ")
    assert not Praise.objects.exists()
