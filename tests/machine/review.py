"""What is done with a request before it is an order."""

from __future__ import annotations

from collections.abc import Callable

from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.actions import Part
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.intake.models import RepairRequest
from tests.machine.world import NothingToDo, World

type Step = Callable[[World, RepairRequest, int], object]


def go_on(w: World, request: RepairRequest, way: int) -> object:
    """What a request waits for; a question is answered."""
    if request.stage == "information_missing":
        return supplement(w, request, way)
    if request.service == "consultation":
        return advise(w, request, way)
    return accept(w, request, way)


def accept(w: World, request: RepairRequest, way: int) -> object:
    return intake.accept(request, severity=1 + way % 4, by=w.actor("ava"), at=w.now)


def ask(w: World, request: RepairRequest, _way: int) -> object:
    return intake.ask_for_more(request, missing=["serial"], text="请提供序列号", by=w.actor("ava"), at=w.now)


def supplement(w: World, request: RepairRequest, _way: int) -> object:
    return intake.supplement(request, text="铭牌看不清", by=customer_actor(request), at=w.now)


def advise(w: World, request: RepairRequest, _way: int) -> object:
    return intake.settle_remotely(
        request, advice="请清洗滤网", customer_agreed=True, by=w.actor("ava"), at=w.now
    )


def refuse(w: World, request: RepairRequest, _way: int) -> object:
    return intake.refuse(
        request, reason_code="area_not_served", text="不在服务区域", by=w.actor("ava"), at=w.now
    )


def withdraw(w: World, request: RepairRequest, _way: int) -> object:
    return intake.withdraw(request, reason="已修好", by=customer_actor(request), at=w.now)


def merge(w: World, request: RepairRequest, way: int) -> object:
    """Into another one of Alice's."""
    others = [row for row in w.requests() if row.pk != request.pk]
    if not others:
        raise NothingToDo
    return intake.merge(request, others[way % len(others)], reason="重复报修", by=w.actor("ava"), at=w.now)


def split(w: World, request: RepairRequest, _way: int) -> object:
    part = Part(fault_text=f"另一台：{request.fault_text}")
    return intake.split(request, part, reason="两台", by=w.actor("ava"), at=w.now)


def turn_into_repair(w: World, request: RepairRequest, _way: int) -> object:
    part = Part(fault_text="确有故障", mode="carry_in", fault=w.cast.fault)
    return intake.turn_into_repair(request, part, reason="需维修", by=w.actor("ava"), at=w.now)


def note_contact(w: World, request: RepairRequest, way: int) -> object:
    return intake.note_contact(
        request, topic="progress", text="告知进度", reached=bool(way % 2), by=w.actor("ava"), at=w.now
    )


STEPS: tuple[Step, ...] = (
    accept, ask, supplement, advise, refuse, withdraw, merge, split, turn_into_repair, note_contact,
)  # fmt: skip
"""Everything that somebody may try with a request, whatever has become of it."""
