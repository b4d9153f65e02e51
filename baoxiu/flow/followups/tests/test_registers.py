"""The call register and the letter register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.models import Letter
from baoxiu.flow.followups.queries import Asked, call_register, letter_register
from tests.journey import CONTENT, Journey

pytestmark = pytest.mark.django_db


def letter(journey: Journey, **more: Any) -> Letter:
    """A reply by post, sent today."""
    at = journey.tick()
    given = {"kind": "reply", "way": "post", "text": "关于延保的答复", "sent_on": legal_date(at)}
    return actions.register_letter(journey.order, **(given | {"by": journey.actor("ava")} | more), at=at)


def test_every_call_stands_in_the_register(journey: Journey) -> None:
    """RQ-REV-13: by period, outlet and result, within the person's outlets."""
    journey.signed()
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    ava, morning = journey.actor("ava"), call.not_before + timedelta(hours=9)
    actions.note_no_answer(call, by=ava, at=morning)
    actions.record_answer(call, answers=CONTENT, by=ava, at=morning + timedelta(days=1))
    day = legal_date(morning)
    asked = {
        Asked(): ["answered", "no_answer"],
        Asked(first=day, last=day): ["no_answer"],
        Asked(first=day + timedelta(days=1)): ["answered"],
        Asked(result="answered"): ["answered"],
        Asked(outlet_id=journey.order.outlet_id): ["answered", "no_answer"],
        Asked(outlet_id=journey.order.outlet_id + 999): [],
    }
    found = {one: [row.result for row in call_register(ava, one)] for one in asked}
    assert found == asked
    assert not call_register(journey.actor("wang"), Asked())


def test_every_letter_stands_in_the_register(journey: Journey) -> None:
    """RQ-REV-11, RQ-REV-14: what, how, when, by whom."""
    journey.signed()
    made = letter(journey)
    ava = journey.actor("ava")
    assert list(letter_register(ava, Asked(result="reply", first=made.sent_on, last=made.sent_on))) == [made]
    assert not letter_register(ava, Asked(result="invitation"))
    assert not letter_register(ava, Asked(outlet_id=journey.order.outlet_id + 999))
    assert not letter_register(journey.actor("wang"), Asked())
    assert Event.objects.get(kind="followups.letter_registered").data["way"] == "post"


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"way": "pigeon"}, {"text": " "}, {"sent_on": date(2030, 1, 1)}]
)
def test_an_incomplete_entry_is_refused(journey: Journey, wrong: dict[str, Any]) -> None:
    """RQ-REV-14."""
    journey.signed()
    with pytest.raises(actions.LetterIncomplete) as refused:
        letter(journey, **wrong)
    assert set(refused.value.fields) == set(wrong)


def test_only_by_those_who_call(journey: Journey) -> None:
    """RQ-SEC-06."""
    journey.signed()
    with pytest.raises(NotAllowed):
        letter(journey, by=journey.actor("bo"))
