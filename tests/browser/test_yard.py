"""Bays and counter on the dispatch board: a unit and an appointment go elsewhere by mouse and by keys, refused with their sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.policy.actions import choose
from baoxiu.flow.planning.actions import book_slot, hold_slot
from baoxiu.flow.planning.models import CounterTime
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop.models import Stay
from baoxiu.flow.workshop.tests.test_bays import brought
from tests.browser.axe import stumbles
from tests.browser.test_look import WIDER
from tests.browser.windows import House
from tests.cast import Cast

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Board:
    """The page, and how a hand moves on it."""

    page: Page

    def line(self, name: str) -> Locator:
        """Of a bay or a place at the counter."""
        return self.page.locator(".brow", has=self.page.locator("strong", has_text=name))

    def bar(self, order: WorkOrder) -> Locator:
        """The order on its line."""
        return self.page.locator(f".stop[data-n='{order.number}']")

    def drag(self, order: WorkOrder, name: str, hour: int) -> None:
        """Over a line at a full hour, still in the hand."""
        bar, track = self.bar(order).bounding_box(), self.line(name).locator(".btrack").bounding_box()
        tick = self.page.locator(".tick", has_text=f"{hour:02}:00").bounding_box()
        assert bar
        assert track
        assert tick
        mouse = self.page.mouse
        mouse.move(bar["x"] + 4, bar["y"] + 8)
        mouse.down()
        mouse.move(bar["x"] + 30, bar["y"] + 12)
        mouse.move(tick["x"] + 4, track["y"] + 20, steps=4)

    @property
    def tip(self) -> Locator:
        """The verdict at the pointer."""
        return self.page.locator("[data-tip][data-verdict]")

    def verdict(self, kind: str, words: str) -> None:
        """What stands there before anything is let go."""
        expect(self.tip).to_have_attribute("data-verdict", kind)
        expect(self.tip).to_contain_text(words)

    def says(self, words: str) -> None:
        """The newest toast."""
        expect(self.page.locator(".toast").last).to_contain_text(words)

    def drop(self, order: WorkOrder, name: str, hour: int, *, kind: str, verdict: str, says: str) -> None:
        """Over a line and let go there: the verdict before, the toast after."""
        self.drag(order, name, hour)
        self.verdict(kind, verdict)
        self.page.mouse.up()
        self.says(says)

    def back(self) -> None:
        """Undo."""
        self.page.get_by_role("button", name="撤销").click()
        self.says("已撤销")

    def lift(self, order: WorkOrder) -> None:
        """Down to it by the arrows, and into the hand."""
        self.page.locator("[data-chart]").focus()
        for _line in range(12):
            if self.bar(order).get_attribute("aria-selected") == "true":
                break
            self.page.keyboard.press("ArrowDown")
        expect(self.bar(order)).to_have_attribute("aria-selected", "true")
        self.page.keyboard.press(" ")

    def along(self, quarters: int) -> None:
        """To the right, a quarter of an hour each time."""
        for _quarter in range(quarters):
            self.page.keyboard.press("ArrowRight")


def clock(hour: int, minute: int = 0) -> datetime:
    """Of the Monday."""
    return datetime(2026, 3, 2, hour, minute, tzinfo=SHANGHAI)


def on_bay(order: WorkOrder) -> tuple[str, datetime | None]:
    """Bay and beginning in the database."""
    row = Stay.objects.select_related("bay").get(order=order)
    return row.bay.name if row.bay else "", row.start


def at_counter(order: WorkOrder) -> tuple[int, datetime]:
    """Place and beginning in the database."""
    row = CounterTime.objects.get(order=order)
    return row.place, row.start


def coming(cast: Cast, window: int) -> WorkOrder:
    """Somebody who has an appointment at the counter."""
    order, ava = new_order(cast, mode="carry_in"), cast.actor("ava")
    span = free_windows(order, at=cast.at)[window]
    hold_slot(order, technician_id=None, start=span.start, end=span.end, by=ava, at=cast.at)
    book_slot(order, agreed_with="Alice", by=ava, at=cast.at)
    return order


@pytest.fixture
def units(house: House) -> list[WorkOrder]:
    """Two units on two bays."""
    choose("planning.counter_places", value=2, valid_from=house.cast.at, by=SYSTEM, at=house.cast.at)
    return brought(house.cast, 2, 2)


def board_of(house: House) -> str:
    """The Monday's address."""
    return f"/desk/dispatch/board/?outlet={house.cast.outlet.pk}&day=2026-03-02"


def opened(house: House) -> Board:
    """The day on the board."""
    desk = house.desk("dana")
    desk.goto(board_of(house))
    expect(desk.locator(".stop")).not_to_have_count(0)
    return Board(desk)


def test_units_are_moved_by_mouse_and_keys(house: House, units: list[WorkOrder]) -> None:
    """RQ-APT-09: the verdict before the drop, a taken bay refused with its sentence, undo; by keys the same."""
    first, second = units
    had, others, taken = on_bay(first), on_bay(second), "2号工位这段时间已有产品。"
    board = opened(house)
    assert stumbles(board.page) == []
    board.drop(first, "2号工位", 15, kind="yes", verdict="2号工位：15:00–16:30", says="改到2号工位，15:00–")
    assert on_bay(first) == ("2号工位", clock(15))
    board.back()
    assert on_bay(first) == had
    house.watch.expects(409)
    board.drop(first, "2号工位", 9, kind="no", verdict=taken, says=taken)
    assert (on_bay(first), on_bay(second)) == (had, others)
    board.lift(first)
    board.page.keyboard.press("ArrowDown")
    board.verdict("no", taken)
    board.page.keyboard.press("Enter")
    expect(board.page.locator(".toast", has_text=taken)).to_have_count(2)
    assert (on_bay(first), on_bay(second)) == (had, others)
    board.lift(first)
    board.page.keyboard.press("ArrowDown")
    board.along(16)
    board.verdict("yes", "2号工位：13:00–14:30")
    board.page.keyboard.press("Enter")
    board.says("改到2号工位，13:00–")
    assert on_bay(first) == ("2号工位", clock(13))
    board.back()
    assert on_bay(first) == had


@pytest.mark.usefixtures("units")
def test_appointments_are_moved_by_mouse_and_keys(house: House) -> None:
    """RQ-APT-04, RQ-APT-08: another place and time at the counter; a full one refused; undo; by keys the same."""
    cast = house.cast
    comes, other = coming(cast, 2), coming(cast, 7)
    had, others = at_counter(comes), at_counter(other)
    assert (had, others) == ((1, clock(10, 30)), (1, clock(13)))
    full = "这个时间柜台已约满或不营业"
    board = opened(house)
    board.drop(comes, "柜台2", 15, kind="yes", verdict="柜台2：15:00–15:30", says="改到柜台2，15:00–15:30")
    assert at_counter(comes) == (2, clock(15))
    board.back()
    assert at_counter(comes) == had
    house.watch.expects(409)
    board.drop(comes, "柜台1", 13, kind="no", verdict=full, says=full)
    assert (at_counter(comes), at_counter(other)) == (had, others)
    board.lift(comes)
    board.along(10)
    board.verdict("no", full)
    board.page.keyboard.press("Escape")
    expect(board.page.locator("[data-tip]")).to_be_hidden()
    board.lift(comes)
    board.page.keyboard.press("ArrowDown")
    board.along(4)
    board.verdict("yes", "柜台2：11:30–12:00")
    board.page.keyboard.press("Enter")
    board.says("改到柜台2，11:30–12:00")
    assert at_counter(comes) == (2, clock(11, 30))
    board.back()
    assert at_counter(comes) == had


def test_on_a_phone_they_are_a_list(house: House, units: list[WorkOrder]) -> None:
    """RQ-APT-09: whoever is on the way reads who stands where; nothing is wider than the window."""
    coming(house.cast, 2)
    phone = house.phone("dana")
    phone.goto(board_of(house))
    lines = phone.locator("[data-list] details")
    lines.filter(has_text="1号工位").click()
    expect(lines.filter(has_text="1号工位")).to_contain_text("09:00–10:30 Alice")
    lines.filter(has_text="柜台1").click()
    expect(lines.filter(has_text="柜台1")).to_contain_text("10:30–11:00 Alice")
    assert len(units) == lines.filter(has_text="1台").count()
    assert phone.evaluate(WIDER) <= 0
