"""The dispatch board: a visit goes to somebody else by mouse and by keys, refused with its rule, taken back, tried out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from baoxiu.basics.technicians.actions import add_absence
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.planning.actions import place_order
from baoxiu.flow.planning.models import PlannedVisit
from baoxiu.flow.planning.tests.test_place_order import by_the_plan, new_order
from baoxiu.flow.work_orders.models import WorkOrder
from tests.browser.axe import stumbles
from tests.browser.windows import House

pytestmark = pytest.mark.browser


def of(order: WorkOrder) -> str:
    """Who has the order in the plan."""
    row = PlannedVisit.objects.filter(order=order).select_related("technician").first()
    return row.technician.name if row else ""


def _drag(desk: Page, number: str, line: int) -> None:
    """Over the line's track, until the verdict is there."""
    bar = desk.locator(f".stop[data-n='{number}']")
    box = bar.bounding_box()
    track = desk.locator(f".brow[data-line='{line}'] .btrack").bounding_box()
    assert box
    assert track
    desk.mouse.move(box["x"] + 4, box["y"] + 8)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 40, box["y"] + 12)
    desk.mouse.move(track["x"] + track["width"] - 60, track["y"] + 20, steps=4)
    expect(desk.locator("[data-tip][data-verdict]")).to_be_visible()


def test_visits_are_moved_by_mouse_and_keys(house: House) -> None:
    """RQ-DSP-02, RQ-DSP-05, RQ-DSP-06: the verdict before the drop, hard rules refused, undo, what-if, another dispatcher."""
    cast = house.cast
    by_the_plan(cast)
    orders = [new_order(cast), new_order(cast)]
    for order in orders:
        place_order(order, by=SYSTEM, at=cast.at)
    day = PlannedVisit.objects.get(order=orders[0]).day
    desk = house.desk("dana")
    desk.goto(f"/desk/dispatch/board/?day={day}")
    expect(desk.locator(".stop")).to_have_count(2)
    assert stumbles(desk) == []
    first = orders[0].number
    had = of(orders[0])
    other = 1 if desk.locator(".brow[data-line='0']").inner_text().startswith(had) else 0
    _drag(desk, first, other)
    desk.mouse.up()
    expect(desk.locator(".toast")).to_contain_text("分钟")
    assert of(orders[0]) != had
    desk.get_by_role("button", name="撤销").click()
    expect(desk.get_by_text("已撤销")).to_be_visible()
    assert of(orders[0]) == had
    _by_keys(desk, other)
    assert of(orders[0]) != had or of(orders[1]) != had
    desk.get_by_role("button", name="撤销").click()
    expect(desk.locator(f".brow[data-line='{other}'] .stop")).to_have_count(0)
    assert of(orders[0]) == of(orders[1]) == had
    _refused(house, desk, orders[0])


def _by_keys(desk: Page, other: int) -> None:
    desk.locator("[data-chart]").focus()
    desk.keyboard.press("ArrowDown")
    expect(desk.locator(".stop[aria-selected=true]")).to_have_count(1)
    desk.keyboard.press(" ")
    desk.keyboard.press("ArrowDown" if other else "ArrowUp")
    expect(desk.locator("[data-tip][data-verdict]")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.locator(".toast").last).to_contain_text("已移动")


def _refused(house: House, desk: Page, order: WorkOrder) -> None:
    """Whoever is away does not get it: the sentence stands at the pointer, and nothing happens."""
    for technician in (house.cast.bo, house.cast.ben):
        if technician.name != of(order):
            add_absence(
                technician, house.cast.at, house.cast.at + timedelta(days=9), by=SYSTEM, at=house.cast.at
            )
    before = of(order)
    desk.reload()
    expect(desk.locator(".stop")).not_to_have_count(0)
    target = 0 if desk.locator(".brow[data-line='1']").inner_text().startswith(before) else 1
    _drag(desk, order.number, target)
    expect(desk.locator("[data-tip]")).to_have_attribute("data-verdict", "no")
    desk.keyboard.press("Escape")
    desk.mouse.up()
    assert of(order) == before
