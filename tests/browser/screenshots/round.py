"""The round through all doors: staff, technicians, customers; then the contact sheet."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import FLAGS, chromium
from tests.browser.screenshots.camera import Camera
from tests.browser.screenshots.contact_sheet import write_sheet
from tests.browser.screenshots.routes import Kind
from tests.browser.screenshots.visitors import CUSTOMER, PASSWORD, STAFF, TECHNICIANS, Visitor

LANGUAGES = (("zh-Hans", "zh-hans"), ("en", "en"))
REPORTED = "?family=air_conditioner"


def go_round(address: str, folder: Path) -> None:
    """Take every page of the house at ``address`` into ``folder``, and say which routes have none."""
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(address, folder)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for visitor in (*STAFF, *TECHNICIANS):
            _visit(browser, camera, visitor)
        _visit(browser, camera, CUSTOMER)
        _report(browser, camera)
        _cases(browser, camera)
        browser.close()
    write_sheet(camera)


def _window(browser: Browser, camera: Camera) -> Page:
    context = browser.new_context(base_url=camera.base, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(30_000)
    return context.new_page()


def _visit(browser: Browser, camera: Camera, visitor: Visitor) -> None:
    page = _window(browser, camera)
    if visitor.user:
        _sign_in(page, visitor.user)
    before = len(camera.taken)
    camera.walk(page, visitor)
    print(f"{visitor.user or 'customer'}: {len(camera.taken) - before} pages", flush=True)
    page.context.close()


def _sign_in(page: Page, user: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def _report(browser: Browser, camera: Camera) -> None:
    """The three screens of a report; it is never sent."""
    page = _window(browser, camera)
    for language, code in LANGUAGES:
        camera.speak(page, code)
        page.goto(f"/report/{REPORTED}")
        camera.take(page, Kind("portal:report", "fault"), language)
        page.locator("input[name=fault]").first.check(force=True)
        page.locator("[name=fault_text]").fill("开机半小时，出风不凉")
        page.locator("main form button.primary").click()
        page.wait_for_url("**/where/")
        camera.take(page, Kind("portal:report_place"), language)
        _fill_place(page)
        page.locator("main form button.primary").click()
        page.wait_for_url("**/check/")
        camera.take(page, Kind("portal:report_check"), language)
    page.context.close()


def _fill_place(page: Page) -> None:
    page.locator("[name=contact_name]").fill("李梅")
    page.locator("[name=phone]").fill("13712345678")
    for label in ("410000", "410100", "410105"):
        page.locator(f"select:has(option[value='{label}'])").last.select_option(label)
    page.locator("[name=address]").fill("花园路66号院1号楼501室")


def _cases(browser: Browser, camera: Camera) -> None:
    """A customer's case in every stage that the desk's lists showed."""
    for stage, (number, phone) in camera.callers.items():
        page = _window(browser, camera)
        page.goto("/")
        page.locator("#find [name=number]").fill(number)
        page.locator("#find [name=phone]").fill(phone)
        page.locator("#find button.wide").click()
        page.wait_for_load_state()
        if "/r/" in page.url:
            camera.walk_case(page, stage)
        else:
            camera.refused.append(f"{page.url} does not find {number}")
        page.context.close()
