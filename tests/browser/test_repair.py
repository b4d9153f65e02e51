"""A paid repair from the offer on the technician's phone to the closed order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.visits.models import Visit
from tests.browser.windows import House
from tests.cast import ALICE_ADDRESS, ALICE_PHONE

pytestmark = pytest.mark.browser


def test_the_technician_repairs_and_the_customer_signs(house: House) -> None:
    """RQ-DSP-07, RQ-APT-01, RQ-VIS-01, RQ-ASM-01, RQ-QUO-07, RQ-QC-01, RQ-ACC-01, RQ-FEE-05."""
    _offered(house)
    bo, alice = house.phone("bo"), house.phone()
    _goes_there(house, bo)
    _quotes(house, bo)
    _agrees(house, alice)
    _repairs(house, bo)
    _inspects(house)
    _signs(house, bo)
    _is_paid(house, bo)
    expect(bo.get_by_text("已结案").first).to_be_visible()
    assert house.order.stage == "closed"
    alice.goto(house.link())
    expect(alice.get_by_text("已付清")).to_be_visible()


def _offered(house: House) -> None:
    """Reported, accepted and given to Bo, who has not answered yet."""
    cast = house.cast
    data = RequestInput(
        channel="phone", family=cast.family, fault=cast.fault, fault_text="空调不制冷", contact_name="Alice",
        phone=ALICE_PHONE, division_code=ALICE_ADDRESS.division_code, address=ALICE_ADDRESS.detail,
        lat=ALICE_ADDRESS.lat, lng=ALICE_ADDRESS.lng, serial=cast.unit.serial, mode="on_site",
    )  # fmt: skip
    request = intake.submit(data, by=cast.actor("ava"), at=cast.at)
    intake.accept(request, by=cast.actor("ava"), at=cast.at)
    house.follows()
    if house.order.technician != cast.bo:
        dispatch.assign(house.order, cast.bo, reason="熟悉", by=cast.actor("dana"), at=cast.at)
        house.follows()


def _goes_there(house: House, bo: Page) -> None:
    bo.goto("/field/")
    bo.get_by_role("button", name="接单").click()
    _said(house, bo, "已接单")
    _opens(bo, "约定上门时间")
    bo.locator(".slot").filter(has_text="14:00").first.click()
    _sends(house, bo, "约定这个时间", "上门时间已约定")
    _opens(bo, "出发前准备")
    _fills_in(bo)
    _sends(house, bo, "已准备齐全", "已准备好")
    _sends(house, bo, "出发", "已出发")
    _sends(house, bo, "到达签到", "已签到")
    assert Visit.objects.get().arrived_lat is not None
    _opens(bo, "到达检查")
    _fills_in(bo)
    _sends(house, bo, "检查完毕", "检查表已填写")


def _quotes(house: House, bo: Page) -> None:
    """Misuse: the customer pays work and part."""
    _opens(bo, "故障鉴定")
    bo.locator("[name=fault_nature]").fill("启动电容击穿，外机不启动")
    bo.locator("[name=cause_class]").select_option("misuse")
    bo.locator("[name=proposal]").fill("更换启动电容")
    _sends(house, bo, "保存", "鉴定结论已保存")
    _opens(bo, "方案和报价")
    for name in ("空调一般维修", "启动电容"):
        bo.locator(".prices li").filter(has_text=name).locator("[data-more]").click()
    expect(bo.locator("[data-total]")).to_contain_text("¥165.00")
    _sends(house, bo, "给客户看", "报价已保存")


def _agrees(house: House, alice: Page) -> None:
    """By the link, on the customer's own phone."""
    alice.goto(house.link())
    alice.locator(".papers").get_by_role("link", name="方案和价格").click()
    expect(alice.locator(".total")).to_contain_text("165.00")
    alice.get_by_label("我已阅读方案和价格").check()
    alice.get_by_role("button", name="同意，支付").click()
    _said(house, alice, "已收到您的答复")
    expect(alice.locator(".proof")).to_contain_text("Alice")


def _repairs(house: House, bo: Page) -> None:
    bo.goto(f"/field/orders/{house.order.number}/")
    _sends(house, bo, "开始维修", "已开始维修")
    _opens(bo, "完工自检")
    _fills_in(bo)
    _sends(house, bo, "提交终检", "自检结果已保存")
    expect(bo.get_by_role("heading", name="等待终检")).to_be_visible()


def _inspects(house: House) -> None:
    """Iris, at the desk: somebody who did not repair."""
    desk = house.desk("iris")
    desk.goto(f"/desk/orders/{house.order.number}/")
    _fills_in(desk)
    desk.locator("#next").get_by_role("button", name="终检").click()
    _said(house, desk, "终检结果已保存")


def _signs(house: House, bo: Page) -> None:
    """The customer draws on the technician's phone; an empty box is not sent."""
    bo.goto(f"/field/orders/{house.order.number}/sign/")
    send = bo.locator(".action-bar").get_by_role("button", name="验收并签字")
    send.click()
    expect(bo.locator("[data-signature].missing")).to_be_visible()
    _draws(bo)
    send.click()
    _said(house, bo, "验收已签字")
    assert Acceptance.objects.get().signature is not None


def _draws(page: Page) -> None:
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box
    points = _line(box["x"] + 40, box["y"] + box["height"] / 2)
    page.mouse.move(*next(points))
    page.mouse.down()
    for x, y in points:
        page.mouse.move(x, y)
    page.mouse.up()


def _line(x: float, y: float) -> Iterator[tuple[float, float]]:
    for place in range(32):
        yield x + place * 7, y + (24 if place % 4 < 2 else -16)


def _is_paid(house: House, bo: Page) -> None:
    bo.goto(f"/field/orders/{house.order.number}/")
    _opens(bo, "收款登记")
    expect(bo.locator("[name=amount]")).to_have_value("165.00")
    _sends(house, bo, "确认收款", "收款已登记")
    bo.goto(f"/field/orders/{house.order.number}/")
    if house.order.stage != "closed":
        _sends(house, bo, "结算", "已结算")
        bo.goto(f"/field/orders/{house.order.number}/")


def _opens(page: Page, name: str) -> None:
    """The next step's own screen."""
    page.locator(".action-bar").get_by_role("link", name=name).click()


def _sends(house: House, page: Page, name: str, done: str) -> None:
    """The button under the thumb, and what follows from it."""
    page.locator(".action-bar").get_by_role("button", name=name).click()
    _said(house, page, done)


def _said(house: House, page: Page, words: str) -> None:
    expect(page.locator(".toast").filter(has_text=words)).to_be_visible()
    house.follows()


def _fills_in(page: Page) -> None:
    """The first answer to each question of a checklist: yes, passed."""
    questions = page.locator(".checklist .segments")
    expect(questions.first).to_be_visible()
    for question in questions.all():
        question.locator("label").first.click()
