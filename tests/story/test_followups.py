"""After the repair: unsolved at the first call, decided, told the same day, and a second call about other things."""

from __future__ import annotations

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import OutboxEntry
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import Followup
from tests.journey import CONTENT, Journey
from tests.story.teller import Story


def test_from_an_unsolved_first_call_to_the_second(story: Story, journey: Journey) -> None:
    """RQ-REV-01, RQ-REV-02, RQ-REV-06, RQ-REV-07, RQ-REV-09, RQ-REV-13 (T20, T21, T23, T24)."""
    _first_call_is_planned(story, journey)
    _unsolved(story)
    _decided_and_told(story)
    _called_again(story)


def _first_call_is_planned(story: Story, journey: Journey) -> None:
    """RQ-REV-01: Alice has the product back."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    call = followups.plan(journey.order, by=SYSTEM, at=journey.tick())
    story.watch.moment = call.not_before
    story.later(hours=9)
    story.now()


def _unsolved(story: Story) -> None:
    """RQ-REV-13, RQ-REV-07: put off once, then the fault is back: the manager has two days."""
    at = story.watch()
    later = at.replace(hour=at.hour + 3).isoformat()
    story.does("ava", f"/followups/{_id('first')}/call-back", {"call_back_at": later, "note": "在开会"})
    story.later(hours=3)
    given = CONTENT | {"solved": "no", "quality": "2", "praise": "师傅态度很好", "opinion": "又不制冷了"}
    story.does("ava", f"/followups/{_id('first')}/answer", {"answers": given})
    now = story.now()
    assert now["tasks"] == [
        "complaint@service_manager",
        "followup@followup_clerk",
        "question@service_manager",
    ]
    assert now["runs"] == ["question", "second_followup"]
    assert "praise_received" in now["told"]
    assert "followups.question_raised" in now["happened"]


def _decided_and_told(story: Story) -> None:
    """RQ-REV-07, T23, T24: not by the clerk; the customer hears it on the very day."""
    path = f"/followups/{_id('first')}"
    said = {"decision": "免费再上门检修一次"}
    assert story.is_refused("ava", f"{path}/decision", said) == "not_allowed"
    story.later(days=1)
    story.does("mo", f"{path}/decision", said)
    assert "tell_answer@followup_clerk" in story.now()["tasks"]
    story.does("ava", f"{path}/told", {"note": "客户同意周六上门"})
    now = story.now()
    assert now["tasks"] == ["complaint@service_manager", "followup@followup_clerk"]
    assert now["runs"] == ["second_followup"]
    assert now["kept"] == ["answer"]


def _called_again(story: Story) -> None:
    """RQ-REV-02, T21: not before day 8 after the first talk, and with other questions."""
    path = f"/followups/{_id('second')}/answer"
    assert story.is_refused("ava", path, {"answers": {"overall": "5"}}) == "call_too_early"
    story.later(days=8)
    assert story.is_refused("ava", path, {"answers": CONTENT}) == "invalid_input"
    done = story.does("ava", path, {"answers": {"overall": "5", "solved": "yes", "needs": "想买净水器"}})
    assert (done["kind"], done["form"], done["satisfied"]) == ("second", "followup_second", True)
    now = story.now()
    assert now["tasks"] == ["complaint@service_manager"]
    assert now["runs"] == []


def _id(kind: str) -> int:
    found: int = Followup.objects.get(kind=kind).pk
    return found
