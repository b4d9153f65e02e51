"""The departments' review: which route a request takes, the steps in order, sent back, and no decision before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.outbox import drain
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import Opinion, RepairRequest, ReviewRoute
from baoxiu.flow.intake.queries import next_moves
from baoxiu.flow.intake.routes import opinions_of
from baoxiu.flow.intake.rules import RouteTerms, fitting_route
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.next_steps import follow
from tests.cast import Cast

STEPS = [("inspector", "是否属于质量问题？"), ("finance", "费用由谁承担？")]
TERMS = [
    RouteTerms(1),
    RouteTerms(2, service="repair", from_severity=3),
    RouteTerms(3, family=7),
    RouteTerms(4, family=7, service="repair", from_severity=4),
]


@pytest.mark.parametrize(
    ("service", "family", "severity", "route"),
    [
        ("installation", 1, 4, 1),
        ("repair", 1, 2, 1),
        ("repair", 1, 3, 2),
        ("repair", 7, 3, 3),
        ("repair", 7, 4, 4),
        ("installation", 7, 4, 3),
    ],
)
def test_the_narrowest_route_holds(service: str, family: int, severity: int, route: int) -> None:
    """RQ-TRI-05: by family, service and severity; without a fitting route the desk decides alone."""
    assert fitting_route(TERMS, service=service, family=family, severity=severity) == route
    assert fitting_route([], service=service, family=family, severity=severity) is None
    assert fitting_route(TERMS[1:2], service="support", family=family, severity=severity) is None


def put(cast: Cast, **more: object) -> ReviewRoute:
    """A route by quality and finance."""
    data = intake.RouteInput("质量评审", STEPS, **more)  # type: ignore[arg-type]
    return intake.put_route(data, by=cast.actor("root"), at=cast.at)


def asked(role: str) -> Task:
    """The open task of a department."""
    return Task.objects.open().get(kind="opinion", role=role)


def test_each_department_in_turn_then_the_decision(cast: Cast, ava: Actor) -> None:
    """RQ-TRI-05, RQ-TRI-01, T04: begun with the request, a task per step, the 24 hours go on, decided after the last."""
    put(cast)
    request = submitted(cast)
    drain(follow)
    request.refresh_from_db()
    first, second = opinions_of(request)
    assert [move.verb for move in next_moves(request, ava)] == ["ask_for_more", "withdraw", "merge", "split"]
    assert asked("inspector").due_at == cast.at + timedelta(hours=24)
    assert not Task.objects.filter(role="finance").exists()
    for verb in (intake.accept, lambda row, **who: intake.refuse(row, reason_code="other", text="x", **who)):
        with pytest.raises(intake.RouteRunning, match="质检员、财务人员"):
            verb(request, by=ava, at=cast.at)
    with pytest.raises(NotAllowed):
        intake.give_opinion(first, text="不是我部门", by=cast.actor("fin"), at=cast.at)
    with pytest.raises(InvalidInput):
        intake.give_opinion(first, text=" ", by=cast.actor("iris"), at=cast.at)
    intake.give_opinion(first, text="属质量问题", by=cast.actor("iris"), at=cast.at)
    later = cast.at + timedelta(hours=25)
    sweep(at=later)
    assert Promise.objects.get(kind="first_review").state == "late"
    intake.give_opinion(second, text="公司承担", by=cast.actor("fin"), at=later)
    request.refresh_from_db()
    assert intake.accept(request, by=ava, at=later).stage == "accepted"
    first.refresh_from_db()
    assert (first.stage, first.text, first.by_name, first.at) == ("given", "属质量问题", "Iris", cast.at)
    kinds = Event.objects.filter(chain=request.chain).order_by("pk").values_list("kind", flat=True)
    told = [kind for kind in kinds if "route" in kind or "opinion" in kind]
    assert told == [
        "intake.route_begun", "intake.opinion_given", "intake.opinion_given", "intake.route_finished",
    ]  # fmt: skip
    with pytest.raises(intake.ReviewIsOver):
        intake.give_opinion(second, text="再说", by=cast.actor("fin"), at=later)


def test_sent_back_and_put_forward_again(cast: Cast, ava: Actor) -> None:
    """RQ-TRI-05: the desk adds what is missing; the earlier department may be asked anew; all tries stay on file."""
    put(cast)
    request = submitted(cast)
    drain(follow)
    first, second = opinions_of(request)
    intake.give_opinion(first, text="属质量问题", by=cast.actor("iris"), at=cast.at)
    intake.send_back(second, reason="缺检测报告", by=cast.actor("fin"), at=cast.at)
    assert Task.objects.open().get(kind="put_forward").role == "agent"
    second.refresh_from_db()
    with pytest.raises(NotAllowed):
        intake.put_forward(second, addition="已附报告", by=cast.actor("fin"), at=cast.at)
    again = intake.put_forward(second, addition="已附报告", again_from=first, by=ava, at=cast.at)
    assert (again.role, again.position, again.stage) == ("inspector", 1, "asked")
    assert not Task.objects.open().filter(kind="put_forward").exists()
    intake.give_opinion(again, text="报告属实", by=cast.actor("iris"), at=cast.at)
    last = Opinion.objects.get(request=request, stage="asked")
    intake.give_opinion(last, text="同意", by=cast.actor("fin"), at=cast.at)
    stages = [row.stage for row in opinions_of(request)]
    assert stages == ["given", "given", "repeated", "given"]
    assert not RepairRequest.objects.get(pk=request.pk).in_route


def test_a_severity_that_needs_the_departments(cast: Cast, ava: Actor) -> None:
    """RQ-TRI-05: found only by the reviewer, so accepting is refused until the route was taken."""
    put(cast, from_severity=3)
    request = submitted(cast)
    drain(follow)
    assert not opinions_of(request).exists()
    with pytest.raises(intake.RouteWanted, match="质量评审"):
        intake.accept(request, severity=3, by=ava, at=cast.at)
    with pytest.raises(intake.NoRoute):
        intake.begin_route(request, severity=2, by=ava, at=cast.at)
    assert len(intake.begin_route(request, severity=3, by=ava, at=cast.at)) == 2
    request.refresh_from_db()
    intake.withdraw(request, by=ava, at=cast.at)
    drain(follow)
    assert not Task.objects.open().filter(kind="opinion").exists()


def test_a_route_asks_those_who_may_answer(cast: Cast) -> None:
    """RQ-TRI-05, RQ-SEC-06: none without steps, none that could never end, set up by whoever changes settings."""
    for steps, refusal in (([], intake.NoSteps), ([("agent", "？")], intake.CannotOpine)):
        with pytest.raises(refusal):
            intake.put_route(intake.RouteInput("x", steps), by=cast.actor("root"), at=cast.at)
    with pytest.raises(InvalidInput):
        put(cast, from_severity=9)
    with pytest.raises(NotAllowed):
        intake.put_route(intake.RouteInput("x", STEPS), by=cast.actor("ava"), at=cast.at)
    route = put(cast)
    off = intake.RouteInput("停用", STEPS, is_active=False)
    intake.put_route(off, route=route, by=cast.actor("root"), at=cast.at)
    assert intake.accept(submitted(cast), by=SYSTEM, at=cast.at).stage == "accepted"
