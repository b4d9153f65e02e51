"""A round: drawn, asked, answered by link or phone, counted, finished."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.core.forms.actions import FormIncomplete
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.next_steps import follow
from baoxiu.flow.satisfaction import actions, queries
from baoxiu.flow.satisfaction.models import Remark, SurveyAsk, SurveyRound
from tests.journey import Journey

pytestmark = pytest.mark.django_db
MARKS = {"product": "5", "repair": "5", "attitude": "4", "speed": "5", "overall": "5"}


def opened(journey: Journey, **more: Any) -> SurveyRound:
    """A round over the month, opened by Mo."""
    today = legal_date(journey.now)
    given = {"title": "2026年一季度", "first": today - timedelta(days=30), "last": today, "most": 10}
    return actions.open_round(**given | {"by": journey.actor("mo"), "at": journey.tick()} | more)


@pytest.fixture
def ask(journey: Journey) -> SurveyAsk:
    """Alice, a key customer, was served and is asked."""
    journey.signed()
    Customer.objects.update(customer_class="key")
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    return opened(journey).asks.get()


def test_asked_once_and_invited_by_link(journey: Journey, ask: SurveyAsk) -> None:
    """RQ-SAT-02, RQ-SAT-03: the latest order, the form version in force, a notice with the link."""
    assert (ask.order, ask.customer_class, ask.round.candidates) == (journey.order, "key", 1)
    assert (ask.round.form.code, ask.round.form.version) == ("satisfaction", 1)
    assert queries.open_survey(journey.order, on=legal_date(journey.now)) == ask
    assert queries.open_survey(journey.order, on=ask.round.answer_until + timedelta(days=1)) is None
    drain(follow)
    notice = Notice.objects.get(code="survey_invited")
    assert "/survey/" in notice.body
    assert "3月16日" in notice.body


def test_the_customer_answers_and_key_customers_are_counted_apart(journey: Journey, ask: SurveyAsk) -> None:
    """RQ-SAT-01, RQ-SAT-06, RQ-SAT-07: a suggestion is a line of the register."""
    given = MARKS | {"suggestion": "周末也上门"}
    with pytest.raises(FormIncomplete):
        actions.answer(ask, answers={"product": "5"}, by=journey.customer, at=journey.tick())
    done = actions.answer(ask, answers=given, by=journey.customer, at=journey.tick())
    assert (done.stage, done.way) == ("answered", "link")
    found = queries.analysis(ask.round, journey.actor("mo"), at=journey.now)
    assert (found.whole.score, found.by_class["key"].response_rate) == (Decimal("4.80"), Decimal("100.0"))
    assert (list(found.by_family), found.weak) == ([str(journey.order.family)], ())
    assert not queries.analysis(ask.round, journey.actor("wang"), at=journey.now).whole.asked
    remark = Remark.objects.get()
    assert (remark.kind, remark.form, remark.text, remark.order) == (
        "suggestion",
        "survey",
        "周末也上门",
        journey.order,
    )
    with pytest.raises(IllegalMove):
        actions.answer(ask, answers=given, by=journey.customer, at=journey.tick())


def test_low_marks_by_phone_become_a_complaint(journey: Journey, ask: SurveyAsk) -> None:
    """RQ-CMP-01, RQ-SAT-04: and the question is a weak point."""
    low = MARKS | {"attitude": "2", "opinion": "态度冷淡"}
    done = actions.answer(ask, answers=low, by=journey.actor("ava"), at=journey.tick())
    drain(follow)
    assert done.way == "phone"
    assert "态度冷淡" in ComplaintEntry.objects.get().text
    assert queries.analysis(ask.round, journey.actor("mo"), at=journey.now).weak == ("attitude",)


def test_who_wants_no_calls_or_no_survey(journey: Journey, ask: SurveyAsk) -> None:
    """RQ-REV-02: no call for a survey either; the response rate counts who stays silent."""
    now = journey.tick()
    Followup.objects.create(
        order=journey.order, not_before=now, until=now, calls_welcome=False, answered_at=now, stage="answered"
    )
    with pytest.raises(actions.NoCallsWished):
        actions.answer(ask, answers=MARKS, by=journey.actor("ava"), at=journey.tick())
    assert actions.decline(ask, note="以后再说", by=journey.customer, at=journey.tick()).stage == "declined"
    assert queries.analysis(ask.round, journey.actor("mo"), at=journey.now).whole.response_rate == 0


def test_finished_with_a_finding_and_measures(journey: Journey, ask: SurveyAsk) -> None:
    """RQ-SAT-04: the department has a task until the outcome is on record; after the end nobody answers."""
    mo = journey.actor("mo")
    given = {"weak_point": "服务态度", "text": "班前会培训", "department": "team_leader"}
    day = legal_date(journey.now) + timedelta(days=7)
    measure = actions.note_measure(ask.round, **given, due_on=day, by=mo, at=journey.tick())
    assert Task.objects.open().get(kind="measure").role == "team_leader"
    for wrong in ({"department": "nobody"}, {"due_on": day - timedelta(days=30)}):
        with pytest.raises(InvalidInput):
            actions.note_measure(ask.round, **given | {"due_on": day} | wrong, by=mo, at=journey.tick())
    actions.finish_measure(measure, outcome="已培训", by=mo, at=journey.tick())
    assert not Task.objects.open().filter(kind="measure").exists()
    with pytest.raises(actions.MeasureFinished):
        actions.finish_measure(measure, outcome="再次", by=mo, at=journey.tick())
    actions.close_round(ask.round, finding="态度待改进", by=mo, at=journey.tick())
    with pytest.raises(IllegalMove):
        actions.answer(ask, answers=MARKS, by=journey.customer, at=journey.tick())


def test_the_next_round_is_remembered(journey: Journey, ask: SurveyAsk) -> None:
    """RQ-SAT-02, T51: after half a year, once; another round ticks it off."""
    assert actions.remind_of_round(by=SYSTEM, at=journey.now) is None
    journey.now = journey.now.replace(month=9)
    task = actions.remind_of_round(by=SYSTEM, at=journey.now)
    assert task
    assert task == actions.remind_of_round(by=SYSTEM, at=journey.now)
    opened(journey, first=legal_date(ask.round.opened_at))
    assert not Task.objects.open().filter(kind="survey_round").exists()


def test_nobody_to_ask_wrong_days_wrong_role(journey: Journey, ask: SurveyAsk) -> None:
    """RQ-SEC-06: rounds are run by managers; the sample fits class and outlet."""
    today = legal_date(journey.now)
    with pytest.raises(actions.NobodyToAsk):
        opened(journey, customer_class="ordinary")
    with pytest.raises(actions.NobodyToAsk):
        opened(journey, outlet=journey.cast.other_outlet)
    for wrong in ({"last": today + timedelta(days=1)}, {"most": 0}, {"customer_class": "x"}):
        with pytest.raises(InvalidInput):
            opened(journey, **wrong)
    for who in ("ava", "bo", "wang"):
        with pytest.raises(NotAllowed):
            opened(journey, by=journey.actor(who))
    with pytest.raises(NotAllowed):
        actions.answer(ask, answers=MARKS, by=journey.actor("bo"), at=journey.tick())
