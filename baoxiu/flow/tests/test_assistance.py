"""What follows from a question to a helper, to its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.assistance import actions, inputs, queries
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.next_steps import follow
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def asked(journey: Journey, **more: Any) -> Assistance:
    """Ava asks the inspectors about Alice's order."""
    if not hasattr(journey, "order"):
        journey.accepted()
        OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    given: dict[str, Any] = {"question": "压缩机能否单独更换？", "role": "inspector"} | more
    return actions.ask(journey.order, **given, by=journey.actor("ava"), at=journey.tick())


def open_tasks() -> list[tuple[str, str]]:
    """What is to be done about questions: kind, and person or role."""
    drain(follow)
    rows = (
        Task.objects.open()
        .filter(kind__in=("assist", "use_answer"))
        .select_related("assignee")
        .order_by("pk")
    )
    return [(row.kind, row.assignee.username if row.assignee else row.role) for row in rows]


def test_from_the_question_to_the_answer_told(journey: Journey) -> None:
    """RQ-TRI-09, RQ-INT-09: due time, task of the helper, answer on the timeline, told to the customer."""
    row, iris, ava = asked(journey, for_customer=True), journey.actor("iris"), journey.actor("ava")
    assert open_tasks() == [("assist", "inspector")]
    assert row.due_at == row.asked_at + timedelta(hours=24)
    assert list(queries.listed(iris, "mine", journey.now)) == [row]
    assert "压缩机" in Notice.objects.get(code="assistance_asked", user=journey.cast.user("iris")).body
    row = actions.answer(row, text="可以，三天到货。", by=iris, at=journey.tick())
    assert open_tasks() == [("use_answer", "ava")]
    assert "三天到货" in Notice.objects.get(code="assistance_replied", user=journey.cast.user("ava")).body
    assert Promise.objects.get(kind="assistance").state == "kept"
    with pytest.raises(inputs.TextMissing):
        actions.close(row, outcome=" ", by=ava, at=journey.tick())
    row = actions.close(row, outcome="已告知客户三天后上门", by=ava, at=journey.tick())
    assert open_tasks() == []
    assert list(queries.listed(ava, "ended", journey.now)) == [row]
    said = Event.objects.filter(kind__startswith="assistance.").order_by("id").values_list("kind", flat=True)
    assert list(said) == ["assistance.asked", "assistance.answered", "assistance.closed"]


def test_an_overdue_answer_reaches_asker_and_manager(journey: Journey) -> None:
    """RQ-TRI-09, RQ-NOT-04: the desk keeps watching."""
    row = asked(journey, helper=journey.cast.user("iris"))
    assert open_tasks() == [("assist", "iris")]
    sweep(at=row.due_at - timedelta(hours=1))
    drain(follow)
    sweep(at=row.due_at)
    drain(follow)

    def told(code: str) -> set[str]:
        return set(Notice.objects.filter(code=code).values_list("user__username", flat=True))

    assert told("promise_warned") == {"iris", "ava"}
    assert told("promise_late") == {"iris", "ava"}
    assert told("promise_escalated") == {"mo"}
    assert list(queries.listed(journey.actor("ava"), "late", row.due_at + timedelta(minutes=1))) == [row]


def test_handed_back_it_goes_to_a_superior(journey: Journey) -> None:
    """RQ-INT-10: escalated with a time of its own; two questions of a case have each its own deadline."""
    first, other = asked(journey), asked(journey, question="哪里有配件？")
    iris, ava, mo = (journey.actor(name) for name in ("iris", "ava", "mo"))
    with pytest.raises(NotAllowed):
        actions.answer(first, text="x", by=ava, at=journey.tick())
    first = actions.hand_back(first, reason="不是质检的事", by=iris, at=journey.tick())
    drain(follow)
    assert list(Promise.objects.order_by("pk").filter(kind="assistance").values_list("state", flat=True)) == [
        "cancelled",
        "running",
    ]
    due = journey.now + timedelta(hours=3)
    first = actions.pass_on(
        first, reason="请经理答复", role="service_manager", due_at=due, by=ava, at=journey.tick()
    )
    assert open_tasks() == [("assist", "inspector"), ("assist", "service_manager")]
    actions.answer(first, text="换整机", by=mo, at=journey.tick())
    actions.withdraw(other, reason="已找到", by=ava, at=journey.tick())
    assert open_tasks() == [("use_answer", "ava")]
    with pytest.raises(IllegalMove):
        actions.withdraw(first, reason="x", by=ava, at=journey.tick())
