"""A campaign: announced, told by phone and letter, finished with its result."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from baoxiu.basics.tasks.models import Task
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.campaigns import actions
from baoxiu.flow.campaigns.models import Campaign
from baoxiu.flow.campaigns.queries import progress
from baoxiu.flow.campaigns.rules import Progress, call_by, letter_by
from tests.cast import Cast


def test_two_weeks_ahead_and_two_days_after() -> None:
    """RQ-REV-15, T26, T27."""
    assert call_by(date(2026, 5, 1)) == datetime(2026, 4, 18, tzinfo=SHANGHAI)
    called = datetime(2026, 4, 10, 23, 0, tzinfo=SHANGHAI)
    assert letter_by(called) == datetime(2026, 4, 13, tzinfo=SHANGHAI)
    assert Progress(all=9, reached=4, given_up=2, letters_open=1, letters_sent=1).to_call == 3


def announced(cast: Cast, **more: Any) -> Campaign:
    """Free cleaning in May, for owners of air conditioners in Zhengzhou."""
    given = {
        "title": "五一免费清洗", "kind": "free", "text": "免费清洗空调滤网", "starts_on": date(2026, 5, 1),
        "family": cast.family, "division_code": "410100", "by": cast.actor("mo"), "at": cast.at,
    }  # fmt: skip
    return actions.announce(**given | more)


def test_told_by_phone_and_letter(cast: Cast) -> None:
    """RQ-REV-15, RQ-REV-16: the appointed clerk has the tasks; each call is a line of the register."""
    ava, campaign = cast.actor("ava"), announced(cast, clerk=cast.user("ava"))
    contact = campaign.contacts.get()
    task = Task.objects.open().get(kind="campaign")
    assert (contact.customer, task.assignee, task.due_at) == (cast.alice, cast.user("ava"), campaign.call_by)
    actions.note_call(contact, result="no_answer", by=ava, at=cast.at)
    with pytest.raises(actions.NoLetterWanted):
        actions.note_letter(contact, way="post", sent_on=cast.at.date(), by=ava, at=cast.at)
    contact = actions.note_call(contact, result="reach", letter=True, note="请寄邀请函", by=ava, at=cast.at)
    assert [row.result for row in contact.calls.order_by("pk")] == ["to_call", "reached"]
    assert not Task.objects.open().filter(kind="campaign").exists()
    assert Task.objects.open().get(kind="campaign_letter").due_at == contact.letter_due_at
    with pytest.raises(InvalidInput):
        actions.note_letter(contact, way="pigeon", sent_on=cast.at.date(), by=ava, at=cast.at)
    actions.note_letter(contact, way="post", sent_on=cast.at.date(), by=ava, at=cast.at)
    assert progress(campaign) == Progress(all=1, reached=1, given_up=0, letters_open=0, letters_sent=1)
    assert not Task.objects.open().filter(kind="campaign_letter").exists()
    done = actions.finish(campaign, result="到店38台", by=cast.actor("mo"), at=cast.at)
    assert (done.stage, done.result) == ("finished", "到店38台")
    with pytest.raises(IllegalMove):
        actions.note_call(contact, result="reach", by=ava, at=cast.at)


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"customer_class": "key"}, {"division_code": "410300"}, {"title": " "}]
)
def test_a_wrong_campaign_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    """RQ-REV-15: the audience fits class, family and region."""
    with pytest.raises(InvalidInput):
        announced(cast, **wrong)


def test_too_late_and_wrong_role(cast: Cast) -> None:
    """RQ-REV-15, RQ-SEC-06."""
    with pytest.raises(actions.TooLate):
        announced(cast, starts_on=cast.at.date() + timedelta(days=10))
    with pytest.raises(NotAllowed):
        announced(cast, by=cast.actor("ava"))
    contact = announced(cast).contacts.get()
    with pytest.raises(InvalidInput):
        actions.note_call(contact, result="x", by=cast.actor("ava"), at=cast.at)
    with pytest.raises(NotAllowed):
        actions.note_call(contact, result="reach", by=cast.actor("bo"), at=cast.at)
