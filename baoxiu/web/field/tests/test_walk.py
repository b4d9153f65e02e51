"""A whole visit on Bo's phone, from the offer to the report, with what follows between."""

from __future__ import annotations

from decimal import Decimal

from baoxiu.core.events.queries import broken_links
from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.visits.models import Visit
from baoxiu.web.field.tests.conftest import Phone, answers
from tests.journey import CHECKED, DRAWN


def test_a_paid_repair_on_one_phone(phone: Phone) -> None:
    """RQ-DSP-07, RQ-APT-01, RQ-VIS-01, RQ-VIS-15, RQ-ASM-01, RQ-QUO-07, RQ-QC-01, RQ-ACC-01, RQ-FEE-05."""
    order = phone.in_repair()
    part = order.quotes.get().lines.get(kind="part")
    phone.step(order, "part", quote_line=part.pk, quantity="1", old_serial="C-1", new_serial="C-2", note="")
    phone.step(order, "work", text="更换启动电容")
    phone.step(order, "self_check", **answers(CHECKED))
    assert order.stage == "inspecting"
    assert "等待终检" in phone.read("order", order.number)
    phone.inspected(order)
    sheet = order.acceptance_sheets.get()
    drawn = {
        "signature-drawn": DRAWN,
        "signer": "Alice",
        "relation": "customer",
        "document_hash": sheet.document_hash,
    }
    phone.step(order, "sign", **drawn)
    assert Acceptance.objects.get(sheet=sheet).signature is not None
    phone.step(order, "pay", amount="165", method="cash", reference="", client_key=_key(phone, order.number))
    phone.step(order, "settle")
    assert order.stage == "closed"
    phone.leave(order)
    assert Visit.objects.get(order=order).stage == "finished"
    assert "已结案" in phone.read("order", order.number)
    assert f"{Decimal('165.00')}" in phone.read("me")
    assert not list(broken_links(order.chain))


def test_each_stage_offers_exactly_one_next_step(phone: Phone) -> None:
    """The toast says what happened and what is next; the sticky button leads there."""
    order = phone.offered()
    assert "接单" in _bar(phone, order.number)
    phone.step(order, "accept")
    page = phone.read("order", order.number)
    assert "已接单。下一步：约定上门时间。" in page
    assert f"/field/orders/{order.number}/book/" in page.split('class="action-bar"')[1]


def test_a_free_repair_needs_no_consent(phone: Phone) -> None:
    """Nothing to pay and no part: ready at once (RQ-QUO-03); nothing to settle by hand (M01)."""
    order = phone.arrived()
    phone.step(order, "assess", fault_nature="接头松动", cause_class="process_defect", result="repairable")
    phone.step(order, "quote", plan="紧固接头", **phone.lines("AC-L1"))
    assert order.stage == "ready"
    phone.step(order, "start")
    phone.step(order, "self_check", **answers(CHECKED))
    phone.inspected(order)
    phone.step(order, "sign", **phone.signature(order))
    assert order.stage == "closed"
    assert "离开前检查" in _bar(phone, order.number)


def _bar(phone: Phone, number: str) -> str:
    return phone.read("order", number).split('class="action-bar"')[1]


def _key(phone: Phone, number: str) -> str:
    return phone.read("step", number, "pay").split('name="client_key" value="')[1].split('"')[0]
