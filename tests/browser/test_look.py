"""Both languages, both themes and every width: nothing on the console, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.axe import stumbles
from tests.browser.windows import House
from tests.journey import Journey

pytestmark = pytest.mark.browser
WIDTHS = (360, 768, 1440, 2560)
ENDS = (360, 1440)
"""In the second language words are longer, and the layout is the same."""
PORTAL = (
    "/",
    "/report/",
    "/report/?family=air_conditioner",
    "/prices/",
    "/warranty/",
    "/t/",
    "/accounts/login/",
)
DESK = (
    "/desk/", "/desk/requests/", "/desk/requests/new/", "/desk/orders/", "/desk/orders/{order}/",
    "/desk/requests/{request}/", "/desk/dispatch/", "/desk/followups/", "/desk/complaints/",
    "/desk/customers/", "/desk/products/", "/desk/technicians/", "/desk/outlets/", "/desk/people/",
    "/desk/prices/", "/desk/settings/", "/desk/notices/",
)  # fmt: skip
FIELD = (
    "/field/", "/field/orders/", "/field/orders/{order}/", "/field/orders/{order}/self_check/",
    "/field/orders/{order}/new_quote/", "/field/me/", "/field/me/notices/",
)  # fmt: skip
LATELY = (
    "/desk/search/?q=Alice", "/desk/inbox/", "/desk/assistance/", "/desk/calls/",
    "/desk/satisfaction/", "/desk/satisfaction/remarks/", "/desk/campaigns/new/",
    "/desk/followups/calls/", "/desk/followups/letters/", "/desk/quality/", "/desk/customers/key/",
    "/desk/settings/checklists/", "/desk/people/roles/", "/desk/publications/", "/desk/webhooks/",
    "/desk/settings/calendar/",
)  # fmt: skip
"""Lists and forms of the parts that the pages above are made of: one width is enough."""
ON_A_PHONE = 390
"""Where axe looks: what stands on the page is the same at every width, and here all controls are large."""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def repaired(house: House, visit_journey: Journey) -> House:
    """Alice agreed to pay a part; Bo repairs."""
    visit_journey.in_repair(visit_journey.listed("AC-P-CAP"), cause_class="misuse")
    house.follows()
    return house


def test_the_customers_pages_fit_every_width(repaired: House) -> None:
    """STYLE.md: from 360 to 2560 px, both languages; axe finds nothing serious (WCAG 2.2 AA)."""
    case = tuple(repaired.link() + page for page in ("", "quote/1/", "complain/"))
    page = repaired.phone(is_mobile=False)
    _fit(page, (*PORTAL, *case), heard=True)
    page.goto("/")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("link", name="Report a fault").first).to_be_visible()
    _fit(page, (*PORTAL, *case), ENDS)


def test_the_desk_fits_every_width(repaired: House) -> None:
    """In Chinese and light, in English and dark."""
    page = repaired.desk("mo")
    _fit(page, _addresses(repaired, DESK), heard=True)
    _fit(page, LATELY, (ON_A_PHONE,), heard=True)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/desk/")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("link", name="Register a request")).to_be_visible()
    _darkens(page)
    _fit(page, _addresses(repaired, DESK), ENDS)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_technicians_pages_fit_every_width(repaired: House) -> None:
    """In Chinese and light, in English and dark."""
    page = repaired.phone("bo", is_mobile=False)
    _fit(page, _addresses(repaired, FIELD), heard=True)
    page.goto("/field/me/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Certificates")).to_be_visible()
    _darkens(page)
    _fit(page, _addresses(repaired, FIELD), ENDS)


def _addresses(house: House, pages: Iterable[str]) -> list[str]:
    return [page.format(order=house.order.number, request=house.request.number) for page in pages]


def _darkens(page: Page) -> None:
    """The button changes the colours at once, and the next page comes in them."""
    root = page.locator("html")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.locator("[data-theme-switch]").first.click()
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).not_to_have_css("background-color", light)
    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def _resize(window: CDPSession, width: int) -> None:
    """The page alone: to draw the window around it anew takes twice as long."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    window.send("Emulation.setDeviceMetricsOverride", size)


def _fit(
    page: Page, addresses: Iterable[str], widths: Iterable[int] = WIDTHS, *, heard: bool = False
) -> None:
    """No page can be pushed sideways at any width; ``heard``: and nobody stumbles over it."""
    poor = []
    window = page.context.new_cdp_session(page)
    for address in addresses:
        answer = page.goto(address)
        assert answer, address
        assert answer.ok, address
        for width in widths:
            _resize(window, width)
            if (over := page.evaluate(WIDER)) > 0:
                poor.append(f"{address} at {width}: {over} px")
            if heard and width == ON_A_PHONE:
                poor.extend(f"{address}: {one}" for one in stumbles(page))
    assert not poor, "\n".join(poor)
