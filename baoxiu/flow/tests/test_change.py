"""The office is asked first: added items, other methods, more time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.promises.models import Promise
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.next_steps import follow
from baoxiu.flow.repairs import actions, queries
from baoxiu.flow.repairs.models import ChangeRequest
from baoxiu.flow.repairs.rules import may_be_asked
from tests.journey import CHECKED, Journey

ITEM = {"kind": "item", "text": "室外机风扇轴承磨损", "reason": "拆机时发现"}


@pytest.mark.parametrize(
    ("kind", "stage", "may"),
    [
        ("extension", "assigned", False),
        ("extension", "accepted", True),
        ("extension", "inspecting", True),
        ("extension", "awaiting_acceptance", False),
        ("item", "accepted", False),
        ("item", "in_repair", True),
        ("method", "inspecting", False),
    ],
)
def test_what_may_be_asked_when(kind: str, stage: str, may: bool) -> None:
    """RQ-ADD-01, RQ-ADD-03, RQ-ADD-04."""
    assert may_be_asked(kind, stage) is may


def asked(journey: Journey, **given: Any) -> ChangeRequest:
    """Bo asks."""
    return actions.ask_change(journey.order, **ITEM | given, by=journey.actor("bo"), at=journey.tick())


def decided(journey: Journey, change: ChangeRequest, by: str = "mo", **given: Any) -> ChangeRequest:
    """Mo decides."""
    given = {"granted": True} | given
    return actions.decide_change(change, **given, by=journey.actor(by), at=journey.tick())


def checked(journey: Journey) -> None:
    """Bo checks the own work."""
    inspection.self_check(journey.order, answers=CHECKED, by=journey.actor("bo"), at=journey.tick())


@pytest.mark.django_db
def test_an_added_item_is_decided_quoted_and_agreed(journey: Journey) -> None:
    """RQ-ADD-01, RQ-ADD-02: on the sheet after the yes; done only when the customer has agreed."""
    journey.in_repair(journey.listed("AC-L1"))
    change = asked(journey, changes_price=True)
    assert not journey.order.items.filter(text=ITEM["text"]).exists()
    with pytest.raises(inspection.ChangesOpen, match=ITEM["text"]):
        checked(journey)
    for name, wrong in (("bo", NotAllowed), ("ava", NotAllowed)):
        with pytest.raises(wrong):
            decided(journey, change, by=name)
    change = decided(journey, change)
    assert journey.order.items.get(text=ITEM["text"]) == change.item
    with pytest.raises(inspection.ItemNotAgreed, match=ITEM["text"]):
        checked(journey)
    with pytest.raises(actions.DecidedAlready):
        decided(journey, change)
    journey.agreed(journey.quoted(journey.listed("AC-L1"), journey.listed("AC-P-CAP")))
    actions.start(journey.order, by=journey.actor("bo"), at=journey.tick())
    assert not queries.items_without_consent(journey.order)
    checked(journey)
    assert journey.fresh().stage == "inspecting"


@pytest.mark.django_db
def test_a_no_has_its_reason_and_changes_nothing(journey: Journey) -> None:
    """RQ-ADD-01, RQ-ADD-03."""
    journey.in_repair()
    change = asked(journey, kind="method", text="现场改用焊接")
    with pytest.raises(actions.RefusalUnfounded):
        decided(journey, change, granted=False, answer=" ")
    change = decided(journey, change, granted=False, answer="存在火灾隐患")
    assert (change.state, change.item) == ("refused", None)
    assert Event.objects.get(kind="repairs.change_refused").data["reason"] == "存在火灾隐患"
    checked(journey)


@pytest.mark.django_db
def test_what_the_office_never_asks(journey: Journey) -> None:
    """RQ-ADD-03: a kind, words and a reason; from taking the job until the work is done."""
    journey.in_repair()
    for wrong in ({"kind": "magic"}, {"text": " "}, {"reason": ""}):
        with pytest.raises(InvalidInput):
            asked(journey, **wrong)
    with pytest.raises(NotAllowed):
        actions.ask_change(journey.order, **ITEM, by=journey.actor("ben"), at=journey.tick())
    late = asked(journey)
    journey.order.stage = "inspecting"
    journey.order.save()
    with pytest.raises(actions.NothingToChange):
        asked(journey)
    with pytest.raises(actions.NothingToChange):
        decided(journey, late)


def heard(kind: str) -> None:
    """What follows from the newest fact of a kind."""
    follow(Event.objects.filter(kind=kind).latest("pk"))


@pytest.mark.django_db
def test_more_time_moves_the_repair_deadline(journey: Journey) -> None:
    """RQ-ADD-04, RQ-ADD-05, RQ-EXE-09 (T13): only after approval, told with the reason; a late one goes upwards."""
    journey.in_repair()
    heard("order.created")
    promise = Promise.objects.get(kind="repair")
    due = promise.due_at + timedelta(days=3)
    more = {"kind": "extension", "text": "等待配件", "reason": "压缩机缺货"}
    for wrong in (None, journey.now - timedelta(days=1), promise.due_at):
        with pytest.raises(actions.NotLater):
            asked(journey, **more, new_due=wrong)
    change = asked(journey, **more, new_due=due)
    with pytest.raises(actions.AskedAlready):
        asked(journey, **more, new_due=due)
    assert not change.is_late
    decided(journey, change)
    heard("repairs.extended")
    heard("repairs.extended")
    promise.refresh_from_db()
    assert (journey.fresh().due_at, promise.due_at, promise.state) == (due, due, "running")
    journey.now = due + timedelta(hours=1)
    assert asked(journey, **more, new_due=due + timedelta(days=2)).is_late
    assert Event.objects.get(kind="repairs.delay_reported").data["reason"] == "压缩机缺货"


@pytest.mark.django_db
def test_more_time_for_the_assessment(journey: Journey) -> None:
    """RQ-ASM-01 (T05): 48 hours, longer only with a reason and an approval."""
    journey.accepted()
    heard("intake.submitted")
    promise = Promise.objects.get(kind="assessment")
    due = promise.due_at + timedelta(days=1)
    change = asked(journey, kind="extension", text="需送实验室检测", reason="故障间歇出现", new_due=due)
    decided(journey, change)
    heard("repairs.extended")
    promise.refresh_from_db()
    assert (change.promise, promise.due_at) == ("assessment", due)
    assert journey.fresh().due_at != due


@pytest.mark.django_db
def test_a_moment_that_passed_while_waiting_is_not_granted(journey: Journey) -> None:
    """RQ-ADD-04."""
    journey.in_repair()
    due = journey.now + timedelta(hours=1)
    change = asked(journey, kind="extension", text="等待配件", reason="缺货", new_due=due)
    journey.tick(hours=2)
    with pytest.raises(actions.NotLater):
        decided(journey, change)


@pytest.mark.django_db
def test_a_joint_review_returns_a_plan(journey: Journey) -> None:
    """RQ-ASM-06: several departments; minutes and plan stay."""
    journey.in_repair()
    people = [{"department": "质检部", "name": "Iris"}, {"department": "技术部", "name": "Eve"}]
    given = {"question": "同批次反复失效", "minutes": "复现后确认为工艺问题", "plan": "整板更换"}
    mo = journey.actor("mo")
    made = actions.review_jointly(journey.order, **given, participants=people, by=mo, at=journey.tick())
    assert made.plan == "整板更换"
    assert Event.objects.get(kind="repairs.jointly_reviewed").data["people"] == ["Iris", "Eve"]
    for wrong in (people[:1], [people[0], people[0]], [{"department": "质检部"}, people[1]]):
        with pytest.raises(InvalidInput):
            actions.review_jointly(journey.order, **given, participants=wrong, by=mo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.review_jointly(
            journey.order, **given, participants=people, by=journey.actor("bo"), at=journey.tick()
        )
