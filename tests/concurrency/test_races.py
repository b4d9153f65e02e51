"""Hostile rows E02–E06, E08: several people at the same order at the same moment."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from baoxiu.basics.products.actions import register_unit
from baoxiu.basics.products.actions.register_unit import SerialTaken
from baoxiu.basics.products.models import Unit
from baoxiu.basics.products.rules import serial_key
from baoxiu.core.events.queries import broken_links, timeline
from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast
from tests.concurrency.caller import report
from tests.concurrency.test_two_at_once import at_once, firm, program
from tests.journey import Journey

__all__ = ["firm"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def way(firm: Cast) -> Journey:
    """An order in the workshop, in rows that every thread sees."""
    return Journey(firm, firm.at)


def test_e04_one_serial_is_one_unit(firm: Cast) -> None:
    """E04, C08: registered by two outlets at once it is there once; of the first one's case the second sees nothing."""

    def registered(name: str, serial: str) -> Unit | SerialTaken:
        try:
            return register_unit(serial, firm.family, customer=None, by=firm.actor(name), at=firm.at)
        except SerialTaken as refusal:
            return refusal

    answers = at_once(lambda: registered("ava", "new-77 01"), lambda: registered("wang", "ＮＥＷ7701"))
    assert sorted(type(answer).__name__ for answer in answers) == ["SerialTaken", "Unit"]
    unit = Unit.objects.get(serial_key=serial_key("NEW7701"))
    program(firm, "ava").done("/requests", report("不制冷") | {"serial": unit.serial})
    wang = program(firm, "wang")
    assert wang.get("/units/NEW7701").json()["customer"] is None
    assert wang.get("/requests").json()["items"] == []


def test_e02_taken_while_it_is_given_to_another(firm: Cast, way: Journey) -> None:
    """E02, RQ-DSP-02: whoever is second learns it; one assignment is live and names the order's technician."""
    way.accepted()
    path = f"/orders/{way.order.number}"
    dana, bo = program(firm, "dana"), program(firm, "bo")
    dana.done(f"{path}/assign", {"technician": firm.bo.number, "reason": "重派"})
    answers = at_once(
        lambda: dana.post(f"{path}/assign", {"technician": firm.ben.number, "reason": "换人"}),
        lambda: bo.post(f"{path}/accept-job", {}),
    )
    assert {answer.status_code for answer in answers} <= {200, 403, 404, 409}
    order = WorkOrder.objects.get()
    live = Assignment.objects.get(state__in=Assignment.LIVE)
    assert live.technician == order.technician
    assert (order.stage, live.state) in (("assigned", "offered"), ("accepted", "accepted"))
    assert not list(broken_links(order.chain))


def test_e03_e08_paid_and_closed_at_once(firm: Cast, way: Journey) -> None:
    """E03, E06, E08, RQ-FEE-05: three pay the whole and two settle; the money came once and the sheet is closed once."""
    sheet = way.prepared(way.paid_line(), cause_class="misuse")
    path = f"/orders/{way.order.number}/settlement"
    fin, bo = program(firm, "fin"), program(firm, "bo")
    given = {"method": "cash", "amount": str(sheet.total_customer)}
    answers = at_once(
        *[lambda: fin.post(f"{path}/payments", given, key=str(uuid.uuid4()))] * 3,
        *[lambda: bo.post(f"{path}/settle", {})] * 2,
    )
    paid = [answer.status_code for answer in answers[:3]]
    assert paid.count(201) == 1
    assert set(paid) <= {201, 409, 422}, "too much, or settled already"
    bo.post(f"{path}/settle", {})
    found = Settlement.objects.get()
    assert found.payments.count() == 1
    assert found.paid == found.total_customer
    assert found.settled_at is not None
    assert [event for event in _kinds(way) if event == "settlement.settled"] == ["settlement.settled"]


def test_e05_numbers_taken_at_once_follow_each_other(firm: Cast) -> None:
    """E05, RQ-INT-11: six reports at the same instant, one of them refused: no double, no gap."""
    ava = program(firm, "ava")
    bad = report("") | {"fault": "", "contact_name": ""}
    answers = at_once(
        *(
            lambda body=body: ava.post("/requests", body)
            for body in [*(report(f"第{n}台") for n in range(5)), bad]
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] * 5 + [422]
    tails = sorted(int(number[-5:]) for number in RepairRequest.objects.values_list("number", flat=True))
    assert tails == [1, 2, 3, 4, 5]


def test_e06_signed_and_refused_at_once(firm: Cast, way: Journey) -> None:
    """E06, RQ-ACC-01: one answer stands, and the stage is that answer's."""
    way.inspected()
    path = f"/orders/{way.order.number}"
    bo, mo = program(firm, "bo"), program(firm, "mo")
    sheet: Any = bo.done(f"{path}/acceptance", {})
    said = {"signer": "Alice", "document_hash": sheet["document_hash"]}
    answers = at_once(
        lambda: bo.post(f"{path}/acceptance/sign", said | {"typed": True}),
        lambda: bo.post(f"{path}/acceptance/refuse", {"signer": "Alice", "objection": "噪音大"}),
        lambda: mo.post(f"{path}/cancel", {"reason": "取消"}),
    )
    assert sorted(answer.status_code for answer in answers)[0] in (200, 201)
    answer = Acceptance.objects.get()
    assert WorkOrder.objects.get().stage == ("settling" if answer.accepted else "in_repair")
    assert not list(broken_links(way.order.chain))


def _kinds(way: Journey) -> list[str]:
    return list(timeline(way.order.chain).values_list("kind", flat=True))
