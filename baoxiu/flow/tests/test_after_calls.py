"""What calls and complaints lead to: a department solves it, and the firm calls again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date
from baoxiu.core.events.outbox import drain
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.next_steps import follow
from baoxiu.flow.satisfaction import actions as satisfaction
from baoxiu.flow.satisfaction.departments import UnknownDepartment
from baoxiu.flow.satisfaction.queries import remarks_of
from tests.journey import Journey


def test_a_problem_heard_goes_to_its_department(journey: Journey) -> None:
    """RQ-REV-08: a task with a day, followed to the outcome, seen with the order."""
    journey.signed()
    call = followups.plan(journey.order, by=SYSTEM, at=journey.tick())
    ava, iris = journey.actor("ava"), journey.actor("iris")
    with pytest.raises(UnknownDepartment):
        satisfaction.pass_on_problem(call, text="噪声大", department="nobody", by=ava, at=journey.tick())
    with pytest.raises(NotAllowed):
        satisfaction.pass_on_problem(call, text="噪声大", department="inspector", by=iris, at=journey.tick())
    made = satisfaction.pass_on_problem(
        call, text="噪声大", department="inspector", by=ava, at=journey.tick()
    )
    task = Task.objects.open().get(kind="remark")
    assert (task.role, task.due_at, made.order) == ("inspector", made.due_at, journey.order)
    satisfaction.solve_remark(made, outcome="更换减振垫", by=iris, at=journey.tick())
    assert [(row.stage, row.outcome) for row in remarks_of(journey.order)] == [("solved", "更换减振垫")]
    assert not Task.objects.open().filter(kind="remark").exists()


def test_after_a_complaint_is_solved_the_firm_calls(journey: Journey) -> None:
    """RQ-REV-17: planned with a deadline and a form of its own; a new problem becomes a complaint of its own."""
    journey.signed()
    order, ava, mo = journey.order, journey.actor("ava"), journey.actor("mo")
    entry = complaints.note(order, source="desk", text="态度差", by=ava, at=journey.tick())
    drain(follow)
    with pytest.raises(NotAllowed):
        complaints.solve(entry, outcome="已道歉", by=ava, at=journey.tick())
    with pytest.raises(complaints.ComplaintMissing):
        complaints.solve(entry, outcome=" ", by=mo, at=journey.tick())
    complaints.solve(entry, outcome="已道歉", by=mo, at=journey.tick())
    with pytest.raises(complaints.AlreadySolved):
        complaints.solve(entry, outcome="再次", by=mo, at=journey.now)
    drain(follow)
    call = order.followups.get(kind="solved")
    promise = Promise.objects.get(kind="solved_followup")
    assert legal_date(call.until) == legal_date(journey.now) + timedelta(days=3)
    assert (promise.state, Task.objects.open().filter(kind="complaint").exists()) == ("running", False)
    assert Task.objects.open().get(kind="followup", subject_id=call.pk).role == "followup_clerk"
    assert followups.plan_after_complaint(order, by=SYSTEM, at=journey.now) == call
    answers = {"solved": "no", "overall": "2", "opinion": "没有改进"}
    followups.record_answer(call, answers=answers, by=ava, at=journey.tick())
    drain(follow)
    promise.refresh_from_db()
    assert (promise.state, order.complaints.count()) == ("kept", 2)
