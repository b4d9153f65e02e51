"""Today, all orders, oneself, notices, and the watching of a waiting page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from baoxiu.basics.notifications.queries import unread
from baoxiu.basics.technicians.actions import add_absence, add_certificate
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.visits.models import Visit
from baoxiu.web.field.tests.conftest import SLOT, Phone
from baoxiu.web.field.turn import mark


def test_an_empty_day_teaches(phone: Phone) -> None:
    assert "今天没有安排" in phone.read("today")
    assert "没有待处理的工单" in phone.read("orders")


def test_today_has_offers_stops_in_order_and_the_rest(phone: Phone) -> None:
    """RQ-DSP-07, RQ-APT-01."""
    late, early, free, offer = phone.taken(), phone.taken(), phone.taken(), phone.offered()
    phone.step(late, "book", slot=SLOT, agreed_with="Alice")
    phone.step(early, "book", slot="2026-03-02T10-12", agreed_with="Alice")
    page = phone.read("today")
    places = [page.index(f"/field/orders/{order.number}/") for order in (offer, early, late, free)]
    assert places == sorted(places)
    assert "还有2站" in page
    assert "公里" in page
    assert 'href="tel:+8613800138000"' in page


def test_a_visit_of_yesterday_that_nobody_ended_stays_in_sight(phone: Phone) -> None:
    order = phone.taken()
    phone.step(order, "book", slot=SLOT, agreed_with="Alice")
    phone.now += timedelta(days=1)
    assert order.number in phone.read("today")


def test_the_shelves_hold_what_they_say(phone: Phone) -> None:
    to_do, waiting = phone.taken(), phone.quoted()
    assert to_do.number in phone.read("orders")
    assert waiting.number not in phone.read("orders")
    assert waiting.number in phone.read("orders", shelf="waiting")
    assert "没有完成" in phone.read("orders", shelf="done") or "还没有" in phone.read("orders", shelf="done")
    assert to_do.number in phone.read("orders", q=to_do.number)
    assert "没有找到" in phone.read("orders", q="没有这个人")


def test_me_warns_of_certificates_in_time(phone: Phone) -> None:
    """RQ-DSP-05."""
    today, bo = phone.now.date(), phone.cast.bo
    old = {"issued_on": date(2020, 1, 1), "by": SYSTEM, "at": phone.now}
    add_certificate(bo, "height", "H-1", expires_on=today + timedelta(days=10), **old)
    add_certificate(bo, "gas", "G-1", expires_on=today - timedelta(days=1), **old)
    add_absence(
        bo,
        phone.now + timedelta(days=3),
        phone.now + timedelta(days=4),
        reason="探亲",
        by=SYSTEM,
        at=phone.now,
    )
    page = phone.read("me")
    for words in ("还剩10天", "已过期", "探亲", "08:00—18:00", "河南省郑州市金水区"):
        assert words in page


def test_notices_lead_to_the_order_and_are_read_by_one_press(phone: Phone) -> None:
    """RQ-NOT-01."""
    order = phone.offered()
    user = phone.cast.user("bo")
    assert unread(user) == 1
    assert f'href="/field/orders/{order.number}/"' in phone.read("notices")
    assert phone.client.post("/field/me/notices/").status_code == 302
    assert unread(user) == 0


def test_a_waiting_page_hears_of_a_change(phone: Phone) -> None:
    """Nothing while nothing moves; then the page loads anew."""
    order = phone.quoted()
    seen = mark(order, Visit.objects.get(order=order))
    assert phone.get("watch", order.number, seen=seen).status_code == 204
    phone.step(order, "consent", **phone.answer(order))
    assert phone.get("watch", order.number, seen=seen).headers["HX-Refresh"] == "true"


def test_the_order_page_asks_few_questions(phone: Phone, django_assert_max_num_queries: Any) -> None:
    order = phone.in_repair()
    with django_assert_max_num_queries(55):
        phone.read("order", order.number)
    with django_assert_max_num_queries(25):
        phone.read("today")
