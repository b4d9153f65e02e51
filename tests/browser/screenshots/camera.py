"""A window that walks from link to link and takes each kind of page once."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import Error, Page

from tests.browser.screenshots.routes import Kind, kind_of
from tests.browser.screenshots.visitors import CASE, Visitor

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
SETTLES = 150
"""Milliseconds after a page has loaded, or after its width has changed."""
LINKS = """() => [...document.querySelectorAll('a[href], form[action], [hx-get]')].map((one) => ({
  address: new URL(
    one.getAttribute('href') || one.getAttribute('hx-get') || one.getAttribute('action') || '', location.href
  ).href,
  how: one.matches('a[href]') ? 'page' : one.matches('[hx-get]') ? 'part of a page' : 'target of a form',
  posts: one.matches('form') && one.method === 'post',
  stage: one.closest('tr, li, .stop')?.querySelector('.pill')?.textContent.trim() || '',
}))"""

UNFOLDS = """() => {
  const folded = [...document.querySelectorAll('details:not([open]):not(.menu)')];
  for (const one of folded) { one.removeAttribute('name'); one.open = true; }
  return folded.length;
}"""
DIALOGS = """() => [...new Set(
  [...document.querySelectorAll('main [data-dialog]')].map((one) => one.dataset.dialog)
)].filter((id) => document.getElementById(id))"""
SHOWS = "(id) => document.getElementById(id).showModal()"
CLOSES = "(id) => document.getElementById(id).close()"


@dataclass
class Camera:
    """What was taken so far, and how each route was met."""

    base: str
    folder: Path
    taken: dict[Kind, list[tuple[str, str, str]]] = field(default_factory=dict)
    met: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    callers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Stage: number and phone of a case, for the customer's way in."""

    def walk(self, page: Page, visitor: Visitor) -> None:
        """Take every kind of page that this person reaches and nobody before did, in both languages."""
        self._follow(page, visitor, deque((address, "") for address in visitor.starts))

    def walk_case(self, page: Page, stage: str) -> None:
        """Take the customer's page that is open, and what its links lead to."""
        self._follow(page, CASE, deque([(page.url.partition("#")[0], stage)]))

    def _follow(self, page: Page, visitor: Visitor, queue: deque[tuple[str, str]]) -> None:
        found: dict[Kind, str] = {}
        seen: set[Kind] = set()
        while queue:
            address, stage = queue.popleft()
            kind = self._kind(address, stage, visitor)
            if kind is None or kind.door not in visitor.doors or kind in seen:
                continue
            seen.add(kind)
            known = kind in self.taken
            if (known and not visitor.thorough) or not self._goes(page, address, kind):
                continue
            queue.extend(self._links(page))
            if not known:
                found[kind] = address
                self._note_caller(page, kind)
                self._take_all(page, kind, "zh-Hans")
        self._again_in_english(page, found)

    def _kind(self, address: str, stage: str, visitor: Visitor) -> Kind | None:
        """The first page of each person is a kind of its own."""
        if visitor.user and address == visitor.starts[0]:
            stage = visitor.user
        kind = kind_of(address, self.base, stage)
        return replace(kind, stage=stage) if kind and stage == visitor.user else kind

    def speak(self, page: Page, language: str) -> None:
        """Change the language as the button in the head of each page does."""
        page.goto(self.base + "/")
        other = page.locator(f"button[name=language][value={language}]").first
        if other.count():
            other.click()
            page.wait_for_load_state()

    def _again_in_english(self, page: Page, found: Mapping[Kind, str]) -> None:
        self.speak(page, "en")
        for kind, address in found.items():
            if self._goes(page, address, kind):
                self._take_all(page, kind, "en")
        self.speak(page, "zh-hans")

    def _take_all(self, page: Page, kind: Kind, language: str) -> None:
        """The page as it comes, each of its dialogs, and everything on it unfolded."""
        self.take(page, kind, language)
        for name in page.evaluate(DIALOGS):
            dialog = replace(kind, code=name, stage="")
            if any(one[0] == language for one in self.taken.get(dialog, ())):
                continue
            page.evaluate(SHOWS, name)
            self.take(page, dialog, language, whole=False)
            page.evaluate(CLOSES, name)
        if page.evaluate(UNFOLDS):
            self.take(page, kind.opened("unfolded"), language)

    def _goes(self, page: Page, address: str, kind: Kind) -> bool:
        """Whether a page is there to be taken."""
        try:
            answer = page.goto(address if address.startswith("http") else self.base + address)
        except Error as trouble:
            if "Download is starting" in str(trouble) or "ERR_ABORTED" in str(trouble):
                self.met[kind.route] = "file"
                return False
            raise
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            self.met[kind.route] = "file"
            return False
        if answer.status >= 400:
            self.refused.append(f"{answer.status} {address}")
            return False
        return True

    def take(self, page: Page, kind: Kind, language: str, *, whole: bool = True) -> None:
        """The page as it stands, on desktop and phone; not ``whole``: what the window shows of it."""
        self.met[kind.route] = "page"
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLES)
            name = f"{kind.name}.{language}.{size}.jpg"
            page.screenshot(path=self.folder / name, full_page=whole, type="jpeg", quality=72)
            self.taken.setdefault(kind, []).append((language, size, name))
        page.set_viewport_size(dict(zip(("width", "height"), SIZES["desktop"], strict=True)))

    def _links(self, page: Page) -> list[tuple[str, str]]:
        further = []
        for link in page.evaluate(LINKS):
            kind = kind_of(link["address"], self.base, link["stage"])
            if kind is None:
                continue
            if link["how"] == "page":
                further.append((link["address"], link["stage"]))
            else:
                self.met.setdefault(kind.route, link["how"])
        return further

    def _note_caller(self, page: Page, kind: Kind) -> None:
        if kind.route not in ("desk:request", "desk:order"):
            return
        phone = page.locator("a[href^='tel:']").first
        number = page.url.rstrip("/").rsplit("/", 1)[-1]
        if phone.count():
            said = phone.get_attribute("href") or ""
            self.callers.setdefault(kind.stage, (number, said.removeprefix("tel:")))
