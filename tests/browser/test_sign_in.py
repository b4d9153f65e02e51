"""Signing in and out, the keyboard, and people without a role."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.windows import House

pytestmark = pytest.mark.browser
SECRET = "白日依山尽-1024"


@pytest.fixture
def _password(house: House) -> None:
    """Dana knows hers."""
    dana = house.cast.user("dana")
    dana.set_password(SECRET)
    dana.save(update_fields=["password"])


@pytest.mark.usefixtures("_password")
def test_the_desk_opens_with_the_right_password_only(house: House) -> None:
    """RQ-SEC-01; "/" goes to the search from everywhere."""
    desk = house.desk()
    desk.goto("/desk/")
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()
    _signs_in(desk, "更上一层楼-1024")
    expect(desk.get_by_text("用户名或密码不正确")).to_be_visible()
    _signs_in(desk, SECRET)
    expect(desk.get_by_role("heading", name="Dana")).to_be_visible()
    desk.keyboard.press("/")
    expect(desk.get_by_label("全局搜索")).to_be_focused()
    desk.keyboard.type("13800138000")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("main").get_by_role("link", name="Alice")).to_be_visible()
    _signs_out(desk)


@pytest.mark.usefixtures("_password")
def test_a_second_factor_is_set_up_with_a_picture_and_asked_for_from_then_on(house: House) -> None:
    """RQ-SEC-06: the authenticator's code; a used code does not count again, so signing in takes a rescue code."""
    desk = house.desk()
    desk.goto("/accounts/2fa/totp/activate/")
    _signs_in(desk, SECRET)
    desk.get_by_label("密码").fill(SECRET)
    desk.get_by_role("button", name="确认").click()
    expect(desk.locator("img.qr")).to_be_visible()
    desk.get_by_label("认证器代码").fill(_code(desk.locator("#authenticator_secret").input_value()))
    desk.get_by_role("button", name="激活").click()
    rescue = desk.locator("textarea").input_value().split()[0]
    desk.goto("/desk/")
    _signs_out(desk)
    _signs_in(desk, SECRET)
    desk.locator("input[name=code]").fill(rescue)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="工单")).to_be_visible()


def _code(secret: str) -> str:
    """What an authenticator shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_somebody_without_a_role_reads_why_and_gets_nowhere(house: House) -> None:
    """RQ-SEC-02."""
    house.watch.expects(403)
    desk = house.desk("charlie")
    desk.goto("/desk/")
    expect(desk.locator("[data-problem]")).to_have_text("您的账号还没有分配角色，请联系管理员。")


def _signs_in(desk: Page, secret: str) -> None:
    desk.get_by_label("用户名").fill("dana")
    desk.get_by_label("密码").fill(secret)
    desk.get_by_role("main").get_by_role("button", name="登录", exact=True).click()


def _signs_out(desk: Page) -> None:
    desk.locator(".topbar summary").click()
    desk.get_by_role("button", name="退出登录").click()
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()
    desk.goto("/desk/orders/")
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()
