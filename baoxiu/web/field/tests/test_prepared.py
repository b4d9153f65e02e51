"""Before setting out, worn parts, looks and handover, and questions to helpers, over HTTP."""

from __future__ import annotations

from decimal import Decimal

from baoxiu.basics.accounts.models import Grant, Role
from baoxiu.flow.assistance import actions as assistance
from baoxiu.flow.visits.models import Visit
from baoxiu.web.field.tests.conftest import SLOT, Phone, answers, errors
from baoxiu.web.field.tests.test_steps import picture
from tests.journey import CHECKED, READY

HANDED = {"explained": "yes", "bill": "na", "papers": "na", "record": "yes"}


def test_nobody_sets_out_unprepared(phone: Phone) -> None:
    """RQ-APT-03, RQ-EXE-01, RQ-VIS-05, RQ-VIS-14: list and safety lead; the way's cost is noted afterwards."""
    order = phone.taken()
    phone.step(order, "book", slot=SLOT, agreed_with="Alice", at_height="on")
    assert "出发前准备" in phone.read("today")
    phone.step(order, "set_out")
    assert Visit.objects.get(order=order).stage == "booked"
    assert "备料清单" in phone.read("step", order.number, "visit_ready")
    phone.step(order, "visit_ready", **answers(READY))
    assert f"/field/orders/{order.number}/height_ready/" in phone.read("order", order.number)
    assert "高处作业安全确认" in phone.read("orders")
    safe = answers({"belt": "yes", "measures": "yes", "second": "李师傅"})
    assert phone.post(order, "height_ready", **safe).status_code == 422
    phone.step(order, "height_ready", **safe, **{"check-photo": picture("belt.jpg")})
    phone.step(order, "set_out")
    assert phone.post(order, "cost", kilometres="0", fares="0").status_code == 422
    phone.step(order, "cost", kilometres="0", fares="12.50", note="停车费")
    assert Visit.objects.get(order=order).cost.amount == Decimal("12.50")


def test_a_worn_part_is_repaired_or_replaced(phone: Phone) -> None:
    """RQ-EXE-04: beyond its limit the page asks; the self-check waits for a value within it."""
    order = phone.in_repair()
    worn = answers({"earth": "0.3"})
    refused = phone.post(order, "measure", **worn)
    assert refused.status_code == 422
    assert 'name="remedy_earth"' in refused.content.decode()
    phone.step(order, "measure", **worn, remedy_earth="replace")
    assert "接地电阻" in errors(phone.post(order, "self_check", **answers(CHECKED)))
    phone.step(order, "measure", **answers({"earth": "0.05"}))
    phone.step(order, "self_check", **answers(CHECKED))


def test_looks_and_the_handover(phone: Phone) -> None:
    """RQ-QC-03, RQ-ACC-06, RQ-ACC-07."""
    order = phone.presented()
    phone.step(order, "looks", text="面板划痕")
    found = str(order.appearance_problems.get().pk)
    assert phone.post(order, "confirm_looks", problem=found, confirmed_with="Alice").status_code == 422
    phone.step(order, "confirm_looks", problem=found, confirmed_with="Alice", outcome="认可")
    phone.step(order, "sign", **phone.signature(order))
    phone.step(order, "hand_over", way="link", given_to="Alice", **answers(HANDED))
    assert order.record_copies.get().given_to == "Alice"


def test_a_technician_asks_and_answers(phone: Phone) -> None:
    """RQ-TRI-09, RQ-INT-10: asks a helper about the own job and uses the answer; answers where asked."""
    order, cast = phone.taken("carry_in"), phone.cast
    phone.step(order, "help", question="压缩机能否单独更换？", whom="role:inspector")
    asked = order.assistance.get()
    assistance.answer(asked, text="可以", by=cast.actor("iris"), at=phone.now)
    assert "可以" in phone.read("order", order.number)
    phone.step(order, "use_answer", question=str(asked.pk), outcome="已更换")
    asked.refresh_from_db()
    assert asked.stage == "closed"
    bo = cast.user("bo")
    Grant.objects.create(user=bo, role=Role.objects.get(code="supervisor"), outlet=cast.outlet)
    mine = assistance.ask(order, question="管路怎么拆？", helper=bo, by=cast.actor("ava"), at=phone.now)
    page = phone.read("questions")
    assert "管路怎么拆？" in page
    assert phone.client.post(f"/field/me/questions/{mine.pk}/answer/", {"text": " "}).status_code == 422
    assert phone.client.post(f"/field/me/questions/{mine.pk}/answer/", {"text": "先放氟"}).status_code == 302
    assert phone.client.post(f"/field/me/questions/{mine.pk}/shout/").status_code == 404
    mine.refresh_from_db()
    assert (mine.stage, mine.answer) == ("answered", "先放氟")
