"""The desk: an agent registers a caller, a dispatcher sees who fits and why, and gives the job."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from baoxiu.basics.technicians.actions import hire
from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from tests.browser.windows import House

pytestmark = pytest.mark.browser


def test_a_caller_is_registered_and_the_job_dispatched(house: House) -> None:
    """RQ-INT-07, RQ-TRI-01, RQ-DSP-02, RQ-DSP-05."""
    choose("dispatch.mode", value="manual", valid_from=house.cast.at, by=SYSTEM, at=house.cast.at)
    newcomer = {"outlet": house.cast.outlet, "by": SYSTEM, "at": house.cast.at}
    hire("cai", "Cai", "13900139009", **newcomer)
    agent = house.desk("ava")
    _register(agent)
    _accept(agent)
    house.follows()
    dispatcher = house.desk("dana")
    _choose(dispatcher)
    house.follows()
    assert house.order.technician == house.cast.bo
    _give_to_somebody_else(dispatcher)
    house.follows()
    assert house.order.technician == house.cast.ben
    phone = house.phone("ben")
    phone.goto("/field/")
    expect(phone.locator(".offer")).to_contain_text("空调")


def _register(agent: Page) -> None:
    """The number is enough: customer and product are known."""
    agent.goto("/desk/")
    agent.get_by_role("link", name="登记报修").click()
    agent.get_by_label("电话号码").press_sequentially("13800138000")
    known = agent.locator("#caller")
    expect(known).to_contain_text("老客户")
    expect(known).to_contain_text("花园路88号院3号楼2单元1201室")
    known.get_by_role("link", name="空调").click()
    expect(agent.get_by_label("姓名")).to_have_value("Alice")
    expect(agent.get_by_label("区县")).to_have_value("410105")
    agent.get_by_label("故障类型").select_option("不制冷或制冷差")
    agent.get_by_label("故障现象").fill("开机不制冷，外机不转")
    agent.get_by_role("button", name="登记", exact=True).click()


def _accept(agent: Page) -> None:
    expect(agent.get_by_role("heading", level=1)).to_contain_text("Alice")
    agent.locator("#review").get_by_role("button", name="受理").click()
    expect(agent.locator(".toast")).to_be_visible()


def _choose(dispatcher: Page) -> None:
    """All candidates with reasons for and against; the best one is chosen already."""
    dispatcher.goto("/desk/dispatch/")
    dispatcher.get_by_role("link", name="全部候选").click()
    candidates = dispatcher.locator(".candidate")
    expect(candidates).to_have_count(2)
    expect(candidates.filter(has_text="最佳")).to_have_count(1)
    expect(candidates.first).to_contain_text("。")
    dispatcher.get_by_text("不符合条件").click()
    expect(dispatcher.get_by_role("listitem").filter(has_text="Cai")).to_contain_text("技能")
    candidates.filter(has_text="Bo").click()
    dispatcher.locator("#next").get_by_role("button", name="派单").click()
    expect(dispatcher.locator(".toast")).to_contain_text("已派单")


def _give_to_somebody_else(dispatcher: Page) -> None:
    dispatcher.locator("#next").get_by_text("改派").first.click()
    dispatcher.locator(".candidate").filter(has_text="Ben").click()
    dispatcher.get_by_label("原因").fill("Bo当天已满")
    dispatcher.locator("#next").get_by_role("button", name="改派").click()
    expect(dispatcher.locator(".toast").last).to_contain_text("已改派")
