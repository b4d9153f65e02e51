"""Who stands at the door: technicians only, and each with the own orders only (RQ-SEC-06)."""

from __future__ import annotations

import pytest

from baoxiu.basics.accounts.actions import grant_role
from baoxiu.core.actors import SYSTEM
from baoxiu.web.field.tests.conftest import Phone

PAGES = ("today", "orders", "me", "notices")


@pytest.mark.parametrize("name", PAGES)
def test_nobody_signed_in_is_sent_to_the_sign_in(phone: Phone, name: str) -> None:
    phone.client.logout()
    assert phone.get(name).url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", PAGES)
def test_who_is_no_technician_reads_why_not(phone: Phone, name: str) -> None:
    refused = phone.sign_in("dana").get(name)
    assert refused.status_code == 403
    assert "这里只供维修人员使用" in refused.content.decode()


def test_an_order_of_somebody_else_does_not_exist(phone: Phone) -> None:
    """Not its page, not its steps, not its watch; also for one who may see all orders at the desk."""
    order = phone.taken()
    for name in ("ben", "wen"):
        phone.sign_in(name)
        user = phone.cast.user(name)
        grant_role(user, "team_leader", user.technician.outlet, by=SYSTEM, at=phone.now)
        assert phone.get("order", order.number).status_code == 404
        assert phone.get("step", order.number, "book").status_code == 404
        assert phone.get("watch", order.number).status_code == 404
        assert phone.post(order, "contact", reached="yes").status_code == 404
        assert "没有找到" in phone.read("orders", q=order.number)


def test_an_unknown_step_does_not_exist(phone: Phone) -> None:
    order = phone.taken()
    assert phone.get("step", order.number, "fly").status_code == 404
    assert phone.get("step", order.number, "pay").status_code == 302
    assert phone.get("step", order.number, "accept").status_code == 302
