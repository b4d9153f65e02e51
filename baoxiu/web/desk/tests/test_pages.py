"""Every page of the desk opens for those who may, quickly, and says no to the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baoxiu.basics.promises.actions import sweep
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.next_steps import follow
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey

LISTS = ("home", "search", "requests", "register", "orders", "dispatch", "followups", "complaints")


@pytest.fixture
def order(desk: Desk, journey: Journey) -> WorkOrder:
    """Signed and prepared for settlement: as much history as an open order has."""
    journey.prepared(journey.paid_line(), cause_class="misuse")
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    desk.time.now = journey.now
    return journey.fresh()


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_and_teach_when_they_are_empty(desk: Desk, name: str) -> None:
    assert desk.sign_in("mo").get(name).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_nobody_gets_in_without_signing_in(desk: Desk, name: str) -> None:
    answer = desk.get(name)
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize("name", LISTS)
def test_an_account_without_a_role_is_told_so(desk: Desk, name: str) -> None:
    assert desk.sign_in("charlie").get(name).status_code == 403


def test_the_order_page_needs_few_queries(
    desk: Desk, order: WorkOrder, queries_of: Callable[[int], Any]
) -> None:
    desk.sign_in("mo").get("order", order.number)
    with queries_of(45):
        assert desk.get("order", order.number).status_code == 200


@pytest.mark.parametrize("name", ["orders", "requests", "followups", "complaints"])
def test_queues_need_few_queries(
    desk: Desk, order: WorkOrder, name: str, queries_of: Callable[[int], Any]
) -> None:
    assert order.stage == "settling"
    for number in range(3):
        submitted(desk.cast, at=desk.time.now + timedelta(minutes=number))
    drain(follow)
    desk.sign_in("mo").get(name)
    with queries_of(16):
        assert desk.get(name).status_code == 200


def test_foreign_things_do_not_exist(desk: Desk, order: WorkOrder) -> None:
    """RQ-SEC-06: Wang's outlet does not see Zhengzhou's work."""
    desk.sign_in("wang")
    request = order.request
    assert desk.get("order", order.number).status_code == 404
    assert desk.get("request", request.number).status_code == 404
    assert desk.post("order_step", order.number, "cancel", reason="x").status_code == 404
    assert desk.get("search", q=order.number).status_code == 200
    assert order.number not in text(desk.get("orders"))


def test_a_number_in_the_search_goes_straight_to_its_page(desk: Desk, order: WorkOrder) -> None:
    desk.sign_in("mo")
    assert desk.get("search", q=order.number.lower()).url == reverse("desk:order", args=[order.number])
    found = text(desk.get("search", q="8000"))
    assert order.number in found
    assert order.request.number in found
    assert "Alice" in found
    assert "KF35 2506-000127" in text(desk.get("search", q="KF35 2506-000127"))


def test_the_agent_is_told_who_calls(desk: Desk, order: WorkOrder) -> None:
    """RQ-INT-07: known customer, products and open cases while the number is typed."""
    page = text(desk.sign_in("ava").get("register_caller", phone="138 0013 8000"))
    assert "Alice" in page
    assert desk.cast.unit.serial in page
    assert order.number in page
    assert "壁挂式空调" in text(desk.get("register_unit", serial="kf352506000127"))
    known = text(desk.get("register", customer=desk.cast.alice.pk, serial=desk.cast.unit.serial))
    assert 'value="Alice"' in known
    assert "410105" in known


def test_a_registration_with_gaps_keeps_what_was_typed(desk: Desk) -> None:
    """RQ-REG-08."""
    answer = desk.sign_in("ava").post(
        "register", phone="123", contact_name="王五", channel="phone", service="repair", mode="on_site"
    )
    assert answer.status_code == 422
    assert "王五" in text(answer)
    assert not RepairRequest.objects.exists()


@pytest.mark.parametrize(
    ("verb", "given", "stage"),
    [
        ("accept", {"severity": "3"}, "accepted"),
        ("ask_for_more", {"missing": ["photos"], "text": "请拍铭牌"}, "information_missing"),
        ("refuse", {"reason_code": "not_ours", "text": "不是我们的产品"}, "refused"),
        ("settle_remotely", {"advice": "请先断电重启", "customer_agreed": "on"}, "settled_by_advice"),
        ("withdraw", {"reason": "不修了"}, "withdrawn"),
    ],
)
def test_the_review_has_its_answers(desk: Desk, verb: str, given: dict[str, Any], stage: str) -> None:
    """RQ-TRI-01, RQ-TRI-07, RQ-TRI-08, RQ-REG-08."""
    request = submitted(desk.cast)
    desk.sign_in("ava")
    assert desk.get("request", request.number).status_code == 200
    answer = desk.post(
        f"request_{verb}", request.number, **{f"{verb}-{name}": value for name, value in given.items()}
    )
    assert answer.status_code == 302
    request.refresh_from_db()
    assert request.stage == stage
    assert desk.get("request", request.number).status_code == 200


def test_the_second_reviewer_hears_who_was_first(desk: Desk) -> None:
    request = submitted(desk.cast)
    desk.sign_in("ava").post("request_accept", request.number, **{"accept-severity": "2"})
    answer = desk.sign_in("mo").post(
        "request_refuse", request.number, **{"refuse-reason_code": "other", "refuse-text": "x"}
    )
    assert answer.status_code == 422
    assert "Ava" in text(answer)


def test_a_dispatcher_sees_reasons_and_gives_the_order_away(desk: Desk, manual: None) -> None:  # noqa: ARG001
    """RQ-DSP-02, RQ-DSP-06."""
    request = submitted(desk.cast)
    desk.sign_in("ava").post("request_accept", request.number, **{"accept-severity": "2"})
    order = WorkOrder.objects.get()
    page = text(desk.sign_in("dana").get("dispatch"))
    assert order.number in page
    assert "Ben" in page
    assert "Wen" in text(desk.get("order", order.number)) or "Bo" in text(desk.get("order", order.number))
    assert desk.post("dispatch_assign", order.number, technician=desk.cast.ben.pk).status_code == 302
    order.refresh_from_db()
    assert order.technician_id == desk.cast.ben.pk


def test_the_slower_dispatcher_is_told(desk: Desk, manual: None) -> None:  # noqa: ARG001
    request = submitted(desk.cast)
    desk.sign_in("ava").post("request_accept", request.number, **{"accept-severity": "2"})
    order = WorkOrder.objects.get()
    desk.sign_in("dana").post("dispatch_assign", order.number, technician=desk.cast.ben.pk)
    late = desk.post("order_step", order.number, "reassign", technician=desk.cast.bo.pk, seen="created:")
    assert late.status_code == 422
    order.refresh_from_db()
    assert order.technician_id == desk.cast.ben.pk


def test_a_step_that_does_not_begin_here_changes_nothing(desk: Desk, order: WorkOrder) -> None:
    answer = desk.sign_in("bo").post("order_step", order.number, "start")
    assert answer.status_code == 302
    order.refresh_from_db()
    assert order.stage == "settling"
    assert desk.get("order_step", order.number, "nonsense").status_code == 404


def test_too_much_money_is_refused_at_its_field(desk: Desk, order: WorkOrder) -> None:
    """RQ-FEE-05."""
    key = "6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b"
    answer = desk.sign_in("mo").post(
        "order_step", order.number, "pay", amount="9999", method="cash", client_key=key
    )
    assert answer.status_code == 422
    assert not order.settlement.payments.exists()


def test_the_record_chain_is_checked(desk: Desk, order: WorkOrder) -> None:
    """O04."""
    assert "记录链完整" in text(desk.sign_in("mo").get("order_chain", order.number))


def test_late_things_stand_on_the_first_page(desk: Desk) -> None:
    """RQ-NOT-02."""
    request = submitted(desk.cast)
    drain(follow)
    desk.time.tick(hours=30)
    sweep(at=desk.time.now)
    page = text(desk.sign_in("ava").get("home"))
    assert request.number in page
    assert 'data-tone="late"' in page


def test_a_call_too_early_says_when(desk: Desk, order: WorkOrder) -> None:
    """RQ-REV-01."""
    key = "6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b"
    desk.sign_in("mo").step(
        order, "pay", amount=str(order.settlement.total_customer), method="cash", client_key=key
    )
    desk.step(order, "settle")
    call = Followup.objects.get()
    desk.sign_in("ava")
    assert "未到时间" in text(desk.get("followup", call.pk))
    assert order.number in text(desk.get("followups", tab="later"))
    desk.time.tick(days=4)
    assert order.number in text(desk.get("followups"))
    incomplete = desk.post("followup_answer", call.pk, **{"check-solved": "true"})
    assert incomplete.status_code == 422
    assert desk.post("followup_no_answer", call.pk).status_code == 302
    assert call.calls.count() == 1


def test_a_complaint_is_noted_from_the_list(desk: Desk, order: WorkOrder) -> None:
    """RQ-CMP-01."""
    desk.sign_in("ava")
    assert desk.post("complaints", number="WX0", text="迟到").status_code == 422
    assert desk.post("complaints", number=order.number.lower(), text="迟到一小时").status_code == 302
    assert ComplaintEntry.objects.get().text == "迟到一小时"
    assert "迟到一小时" in text(desk.get("complaints"))


def test_pages_work_in_english_without_chinese_of_ours(desk: Desk, order: WorkOrder, client: Client) -> None:
    desk.sign_in("mo")
    client.cookies["django_language"] = "en"
    assert "Next:" in text(desk.get("order", order.number))
