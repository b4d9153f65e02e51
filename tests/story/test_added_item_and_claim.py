"""Another fault is found, the part is late, a spot check demands something, and the customer comes back with a claim."""

from __future__ import annotations

from datetime import timedelta

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import CHECKED, INSPECTED
from tests.story.teller import Story


def test_nothing_is_changed_without_the_office_and_the_customer(story: Story) -> None:
    """RQ-ADD-01, RQ-ADD-02, RQ-ADD-04, RQ-ADD-05, RQ-QC-13, RQ-ACC-02 (T13): each with its task and its notice."""
    _in_repair(story)
    _another_fault(story)
    _more_time(story)
    _spot_check(story)
    _claimed(story)


def _who(story: Story, name: str = "") -> dict[str, object]:
    """By whom and when."""
    story.later(minutes=10)
    return {"by": story.cast.actor(name or story.technician), "at": story.watch()}


def _open(kind: str) -> bool:
    return Task.objects.open().filter(kind=kind).exists()


def _last(code: str) -> str:
    return str(Notice.objects.filter(code=code).latest("pk").body)


def _in_repair(story: Story) -> None:
    story.is_carried_in()
    story.does(story.technician, "/orders/{order}/start")


def _another_fault(story: Story) -> None:
    """RQ-ADD-01, RQ-ADD-02: asked, granted, quoted, agreed."""
    given = {"kind": "item", "text": "启动电容鼓包", "reason": "拆机发现", "changes_price": True}
    change = repairs.ask_change(story.order, **given, **_who(story))
    story.happens()
    assert _open("decide_change")
    repairs.decide_change(change, granted=True, answer="同意增项", **_who(story, "mo"))
    story.happens()
    assert not _open("decide_change")
    assert "同意增项" in _last("change_answered")
    assert (
        story.is_refused(story.technician, "/orders/{order}/self-check", {"answers": CHECKED})
        == "illegal_move"
    )
    lines = story.lines("AC-L1", "AC-P-CAP")
    story.does(story.technician, "/orders/{order}/quotes", {"plan": "紧固接线，更换电容", "lines": lines})
    assert story.order.stage == "awaiting_consent"
    quote = story.order.quotes.get(stage="sent")
    said = {"agreed": True, "name": "Alice", "way": "phone", "document_hash": quote.document_hash}
    story.does(story.technician, f"/orders/{{order}}/quotes/{quote.version}/consent", said)
    story.does(story.technician, "/orders/{order}/start")


def _more_time(story: Story) -> None:
    """RQ-ADD-04, RQ-ADD-05: the customer reads the reason and the new time."""
    promise = Promise.objects.get(kind="repair", state="running")
    due = promise.due_at + timedelta(days=2)
    given = {"kind": "extension", "text": "等待配件", "reason": "电容缺货，明日到货", "new_due": due}
    change = repairs.ask_change(story.order, **given, **_who(story))
    repairs.decide_change(change, granted=True, **_who(story, "mo"))
    story.happens()
    promise.refresh_from_db()
    assert (promise.due_at, story.order.due_at) == (due, due)
    assert "电容缺货，明日到货" in _last("longer_time")


def _spot_check(story: Story) -> None:
    """RQ-QC-13: the demand is a task of the technician, its answer one of the team leader."""
    given = {"finding": "拆下的螺钉散放", "demand": "螺钉归盒"}
    check = inspection.spot_check(story.order, **given, **_who(story, "mo"))
    story.happens()
    assert _open("correct")
    assert "螺钉归盒" in _last("demand")
    inspection.answer_demand(check, answer="已归盒", **_who(story))
    story.happens()
    assert (_open("correct"), _open("close_demand")) == (False, True)
    inspection.close_demand(check, accepted=True, **_who(story, "mo"))
    story.happens()
    assert not _open("close_demand")


def _claimed(story: Story) -> None:
    """RQ-ACC-02: after the acceptance the repair is claimed again; granted, it is a new order."""
    story.does(story.technician, "/orders/{order}/self-check", {"answers": CHECKED})
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED})
    story.signs()
    first = WorkOrder.objects.get()
    given = {"wish": "repair", "text": "两天后又不制冷", "claimed_by": "Alice"}
    made = acceptance.claim(first, **given, **_who(story, "ava"))
    story.happens()
    assert _open("claim")
    acceptance.decide_claim(made, granted=True, **_who(story, "mo"))
    story.happens()
    assert not _open("claim")
    assert WorkOrder.objects.get(repeat_of=first).stage == "assigned"
    assert "重新维修" in _last("claim_decided")
