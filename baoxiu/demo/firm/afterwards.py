"""After the order: the rating, the calls, and what a customer was not content with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from baoxiu.basics.tasks import actions as tasks
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import Actor
from baoxiu.demo.firm import names
from baoxiu.demo.firm.journeys import Case
from baoxiu.demo.firm.world import Journey, working
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import Followup, Question
from baoxiu.flow.followups.queries import of_order

DECISIONS = (
    "已与维修人员核实，明天免费上门复查，并向客户致歉。",
    "情况属实，退还上门费，网点负责人当面致歉。",
    "已向客户说明收费依据，今后报价前先口头讲清。",
)


def listen(case: Case) -> Journey:
    """The customer may rate; then the firm calls within the window, sometimes twice."""
    world = case.world
    if world.chance(0.35):
        yield world.after(2, 30)
        _rate(case)
        yield from put_right(case)
    yield from answer_the_call(case)


def answer_the_call(case: Case) -> Journey:
    """The firm calls whoever has the product back, repaired or not."""
    world = case.world
    followup = of_order(case.order()).first()
    if followup is None:
        return
    yield max(world.now, working(followup.not_before + timedelta(hours=world.random.uniform(9, 60))))
    clerk = world.staff("followup")
    if world.chance(0.25):
        case.do(followups.note_no_answer, followup, by=clerk, note=world.random.choice(names.NOBODY))
        yield world.after(4, 20)
    followup = of_order(case.order()).first()
    if followup and followup.stage == "planned":
        _answer(case, followup, clerk)
        yield from put_right(case)
        yield from _call_again(case, clerk)


def _call_again(case: Case, clerk: Actor) -> Journey:
    """A week after the first talk, about other things."""
    world = case.world
    yield world.after(1, 2)
    second = of_order(case.order()).filter(kind="second").first()
    if second is None:
        return
    yield max(world.now, working(second.not_before + timedelta(hours=world.random.uniform(9, 60))))
    answers = {"overall": world.random.choice((4, 5)), "needs": world.random.choice(names.NEEDS)}
    case.do(followups.record_answer, second, by=clerk, answers=answers)


def _rate(case: Case) -> None:
    random = case.world.random
    marks: Mapping[str, int] = {
        name: random.choices((5, 4, 3, 2), (60, 28, 8, 4))[0] for name in ("quality", "attitude", "time")
    }
    text = random.choice(names.PRAISE) if min(marks.values()) > 3 else random.choice(names.GRUMBLES)
    case.do(followups.rate, case.order(), by=case.customer, text=text, **marks)


def _answer(case: Case, followup: Followup, clerk: Actor) -> None:
    random = case.world.random
    happy, repaired = random.random() < 0.92, case.order().outcome in ("repaired", "done")
    marks = (5, 5, 4) if happy else (2, 4, 2)
    answers = {
        "solved": happy or (repaired and random.random() < 0.5),
        "quality": marks[0], "attitude": marks[1], "time": marks[2],
        "accepted_nothing": True, "running": ("运行正常" if happy else "偶尔还有异响") if repaired else "",
        "praise" if happy else "opinion": random.choice(names.PRAISE if happy else names.GRUMBLES),
    }  # fmt: skip
    case.do(followups.record_answer, followup, by=clerk, answers=answers)


def put_right(case: Case) -> Journey:
    """Look into what was said, decide, and call the customer (RQ-REV-07, RQ-CMP-01)."""
    world, manager = case.world, case.world.staff("manager")
    if not _to_do(case):
        return
    yield world.after(16, 70)
    for question in Question.objects.filter(order=case.order(), stage="raised"):
        decision = world.random.choice(DECISIONS)
        case.do(followups.decide_question, question, by=manager, decision=decision)
        yield world.after(0.3, 3)
        case.do(followups.tell_answer, question, by=world.staff("followup"))
    for task in _to_do(case):
        case.do(tasks.finish, task, by=manager)


def _to_do(case: Case) -> list[Task]:
    kinds = ("complaint", "question")
    return list(Task.objects.open().filter(kind__in=kinds, case=case.asked.chain, role="service_manager"))
