"""A queue by hand: keys, picking, a verb on the picked, a view under a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from baoxiu.flow.intake.tests.make import submitted
from tests.browser.windows import House

pytestmark = pytest.mark.browser


def test_keys_lead_through_a_queue_and_many_rows_are_accepted(house: House) -> None:
    """RQ-TRI-01, RQ-WO-06."""
    for minutes in range(3):
        submitted(house.cast, at=house.cast.at - timedelta(minutes=minutes))
    page = house.desk("mo")
    page.goto("/desk/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1)).to_have_text("报修")
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_role("checkbox").last.click(modifiers=["Shift"])
    expect(page.locator("[data-bulk]")).to_contain_text("3")
    page.locator("[data-bulk]").get_by_role("button", name="受理").click()
    page.get_by_role("dialog").get_by_role("button", name="受理").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("受理")
    expect(page.locator(".alert")).to_contain_text("3项全部完成")
    page.goto("/desk/requests/?tab=accepted&when=today")
    page.locator("summary", has_text="视图").click()
    page.get_by_role("button", name="另存为视图").click()
    page.get_by_label("视图名称").fill("今日受理")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("summary", has_text="今日受理")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="键盘快捷键")).to_be_visible()
