"""A customer reports on the phone, without an account, and follows the case."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from baoxiu.core.files.models import StoredFile
from tests.browser.windows import House

pytestmark = pytest.mark.browser


def test_a_customer_reports_in_three_screens_and_follows_the_case(house: House, photo: Path) -> None:
    """RQ-INT-01, RQ-INT-13, RQ-INT-19, RQ-TRI-01."""
    phone = house.phone()
    phone.goto("/")
    phone.get_by_role("link", name="我要报修").first.click()
    phone.get_by_role("link", name="空调").click()
    _what(phone, photo)
    _where(phone)
    _check(phone)
    expect(phone.get_by_role("heading", name="报修成功")).to_be_visible()
    expect(phone.get_by_text(house.request.number).first).to_be_visible()
    assert StoredFile.objects.count() == 1
    phone.get_by_role("link", name="查看维修进度").click()
    _follow(house, phone)


def _what(phone: Page, photo: Path) -> None:
    phone.get_by_text("不制冷或制冷差").click()
    phone.get_by_label("说说具体情况").fill("开机半小时，出风不凉")
    phone.locator("input[type=file]").set_input_files(photo)
    expect(phone.locator(".picker .photos img")).to_be_visible()
    phone.get_by_role("button", name="下一步：地址和时间").click()


def _where(phone: Page) -> None:
    expect(phone.get_by_role("heading", name="在哪里，什么时候？")).to_be_visible()
    phone.get_by_label("您的姓名").fill("李梅")
    phone.get_by_label("手机号").fill("13712345678")
    phone.get_by_label("省份").select_option("河南省")
    phone.get_by_label("城市").select_option("郑州市")
    phone.get_by_label("区县").select_option("金水区")
    phone.get_by_label("详细地址").fill("花园路66号院1号楼501室")
    phone.get_by_role("button", name="下一步：核对").click()


def _check(phone: Page) -> None:
    expect(phone.get_by_role("heading", name="请核对")).to_be_visible()
    expect(phone.locator("dl.facts").nth(1)).to_contain_text("河南省郑州市金水区花园路66号院1号楼501室")
    expect(phone.get_by_role("img", name="照片1")).to_be_visible()
    phone.get_by_label("我承诺所填信息真实、完整").check()
    phone.get_by_role("button", name="提交报修").click()


def _follow(house: House, phone: Page) -> None:
    """The page moves on with the case, like a parcel's."""
    current = phone.locator(".steps [aria-current=step]")
    expect(current).to_contain_text("审核")
    desk = house.desk("ava")
    desk.goto(f"/desk/requests/{house.request.number}/")
    desk.locator("#review").get_by_role("button", name="受理").click()
    expect(desk.locator(".toast")).to_be_visible()
    house.follows()
    phone.reload()
    expect(current).to_contain_text("安排师傅")
    phone.get_by_text("报修内容").click()
    expect(phone.get_by_text("开机半小时，出风不凉")).to_be_visible()
    expect(phone.locator(".photos img").first).to_be_visible()
    phone.get_by_text("全部记录").click()
    expect(phone.locator(".timeline li").first).to_be_visible()
