"""Two people press at the same moment: one is first, the other is told so, and it happened once (design.md 4)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from baoxiu.basics.accounts.actions import issue_token
from baoxiu.basics.accounts.queries import rights_held
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events import outbox
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import Refusal
from baoxiu.flow import next_steps
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.actions import hold_slot
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop import actions as workshop
from baoxiu.flow.workshop.models import Bay
from baoxiu.web.api.tests.conftest import Program
from tests.cast import Cast
from tests.concurrency.caller import report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def firm(transactional_db: None, cast: Cast, settings: Any, tmp_path: Path) -> Cast:  # noqa: ARG001
    """The cast, with rows that every thread sees."""
    settings.DATA_DIR = settings.STATIC_ROOT = settings.FILES_DIR = tmp_path
    return cast


def program(firm: Cast, name: str) -> Program:
    """Somebody's token."""
    user = firm.user(name)
    _token, raw = issue_token(user, "two", rights_held(user), by=SYSTEM, at=clock.now())
    return Program(raw)


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """Take the steps at the same moment, each in a thread with a connection of its own; their answers in order."""
    gate, answers = threading.Barrier(len(steps), timeout=300), [None] * len(steps)

    def take(place: int, step: Callable[[], Any]) -> None:
        try:
            gate.wait()
            answers[place] = step()
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(place, step)) for place, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def reported(firm: Cast) -> str:
    """The number of a request that waits for review."""
    return str(program(firm, "ava").done("/requests", report("不制冷"))["number"])


def test_two_reviewers(firm: Cast) -> None:
    """RQ-TRI-06: one accepts while the other refuses; the second learns that it is decided, and one answer holds."""
    number = reported(firm)
    ava, mo = program(firm, "ava"), program(firm, "mo")
    no = {"reason_code": "area_not_served", "text": "不在服务区域"}
    answers = at_once(
        lambda: ava.post(f"/requests/{number}/accept", {"severity": 2}),
        lambda: mo.post(f"/requests/{number}/refuse", no),
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200, 409], [answer.content.decode() for answer in answers]
    outbox.drain(next_steps.follow)
    case = RepairRequest.objects.get()
    assert Event.objects.filter(kind__in=("intake.accepted", "intake.refused")).count() == 1
    assert WorkOrder.objects.count() == (case.stage == "accepted")
    assert not list(broken_links(case.chain))


def test_two_assigners(firm: Cast) -> None:
    """RQ-DSP-02: both choose somebody; one after the other, and only the last assignment is open."""
    number = reported(firm)
    program(firm, "ava").done(f"/requests/{number}/accept", {"severity": 2})
    outbox.drain(next_steps.follow)
    path = f"/orders/{WorkOrder.objects.get().number}/assign"
    dana, mo = program(firm, "dana"), program(firm, "mo")
    chosen = {one.number: {"technician": one.number, "reason": "熟客"} for one in (firm.bo, firm.ben)}
    answers = at_once(
        *(
            lambda who=who, body=body: who.post(path, body)
            for who, body in zip((dana, mo), chosen.values(), strict=True)
        )
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert any(answer.status_code == 200 for answer in answers)
    order = WorkOrder.objects.get()
    assert order.technician is not None
    assert Assignment.objects.filter(order=order, state="offered").get().technician == order.technician
    assert not list(broken_links(order.chain))


def test_a_program_that_sends_twice(firm: Cast) -> None:
    """RQ-INT-11: the same key at the same moment: one request, and both are told its number."""
    ava = program(firm, "ava")
    answers = at_once(*[lambda: ava.post("/requests", report("不制冷"), key="same")] * 3)
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["number"] for answer in answers} == {RepairRequest.objects.get().number}


def test_a_customer_who_presses_twice(firm: Cast) -> None:
    """RQ-INT-13: the last screen of the form sent twice is one request."""
    assert firm.alice
    client = Client()
    client.get("/report/?family=air_conditioner")
    client.post(
        "/report/", {"fault": "air_conditioner-not_cooling", "fault_text": "不制冷", "fault_since": ""}
    )
    place = {
        "contact_name": "Alice", "phone": "13800138000", "mode": "on_site", "division_code": "410105",
        "address": "花园路88号院", "wish_day": "", "wish_part": "all",
    }  # fmt: skip
    assert client.post("/report/where/", place).status_code == 302
    sent = {"client_key": client.session["report"]["key"], "acknowledged": "on"}
    second = Client()
    second.cookies = client.cookies
    answers = at_once(*(lambda who=who: who.post("/report/check/", sent) for who in (client, second)))
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert RepairRequest.objects.count() == 1


def outcome(step: Callable[[], Any]) -> Callable[[], str]:
    """What came of it: done, or the code of the refusal."""

    def taken() -> str:
        try:
            step()
        except Refusal as refusal:
            return refusal.code
        return "done"

    return taken


def test_two_at_one_bay_and_at_one_place_of_the_counter(firm: Cast) -> None:
    """RQ-APT-09, RQ-APT-01: two dispatchers drop two units on one bay, two customers take the last place: one of each is told."""
    at, ava, outlet = firm.at, firm.actor("ava"), firm.outlet
    choose("planning.counter_places", value=1, valid_from=at, by=SYSTEM, at=at)
    for name in "AB":
        workshop.put_bay(workshop.BayInput(outlet=outlet, name=name), by=SYSTEM, at=at)
    units = [new_order(firm, mode="carry_in") for _number in range(2)]
    for order in units:
        workshop.receive(order, by=ava, at=at)
    bay, later = Bay.objects.get(name="A"), at + timedelta(hours=4)
    window = free_windows(new_order(firm, mode="carry_in"), at=at)[0]
    comes = [new_order(firm, mode="carry_in") for _number in range(2)]

    def drop(order: WorkOrder, name: str) -> Callable[[], str]:
        return outcome(lambda: workshop.move_unit(order, bay, later, by=firm.actor(name), at=at))

    def hold(order: WorkOrder) -> Callable[[], str]:
        span = {"technician_id": None, "start": window.start, "end": window.end}
        return outcome(lambda: hold_slot(order, **span, by=ava, at=at))

    assert sorted(at_once(drop(units[0], "dana"), drop(units[1], "mo"))) == ["bay_taken", "done"]
    assert sorted(at_once(*map(hold, comes))) == ["done", "slot_taken"]
