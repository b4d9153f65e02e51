"""The browser's windows in a journey: whose they are, how large, and that nothing goes wrong in any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "geolocation": {"latitude": 34.7905, "longitude": 113.6765},
    "permissions": ["geolocation"],
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}

PATIENCE = 60_000
"""For one step, in milliseconds: long enough for a busy machine."""


@dataclass
class Watch:
    """Everything a window complains of. A content policy that is broken is an error on the console, too."""

    found: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def over(self, window: BrowserContext) -> None:
        """Listen to all pages of a window."""
        window.on("console", self._said)
        window.on("weberror", self._broke)
        window.on("requestfailed", self._failed)
        window.on("response", self._answered)

    def expects(self, status: int) -> None:
        """A refusal that a test brings about; Chromium writes a line about each such answer."""
        self.expected.add(status)

    def _said(self, message: ConsoleMessage) -> None:
        asked_for = any(f"responded with a status of {status} " in message.text for status in self.expected)
        if message.type in ("error", "warning") and not asked_for:
            self.found.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _broke(self, error: WebError) -> None:
        self.found.append(f"page: {error.error}")

    def _failed(self, request: Request) -> None:
        # What the browser itself breaks off when it goes to the next page is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"failed: {request.method} {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.found.append(f"{response.status}: {response.request.method} {response.url}")


@dataclass
class House:
    """The firm with its doors open, and windows for whoever looks in."""

    cast: Cast
    url: str
    watch: Watch
    opens: Callable[..., BrowserContext]

    def phone(self, name: str = "", **more: Any) -> Page:
        """A phone; with a name, this person is signed in on it."""
        return self._window(name, PHONE | more)

    def desk(self, name: str = "", **more: Any) -> Page:
        """A desktop; with a name, this person is signed in on it."""
        return self._window(name, DESKTOP | more)

    def follows(self) -> None:
        """What follows from all that has happened, happens."""
        while outbox.drain(next_steps.follow):
            pass

    @property
    def request(self) -> RepairRequest:
        """The only request."""
        return RepairRequest.objects.get()

    @property
    def order(self) -> WorkOrder:
        """The only order."""
        return WorkOrder.objects.get()

    def link(self) -> str:
        """The customer's page of the only request."""
        return f"/r/{token_for(self.request)}/"

    def _window(self, name: str, how: dict[str, Any]) -> Page:
        window = self.opens(**how)
        window.set_default_timeout(PATIENCE)
        window.clock.set_fixed_time(self.cast.at)
        self.watch.over(window)
        if name:
            window.add_cookies([{"name": "sessionid", "value": self._session(name), "url": self.url}])
        return window.new_page()

    def _session(self, name: str) -> str:
        client = Client()
        client.force_login(self.cast.user(name), backend="django.contrib.auth.backends.ModelBackend")
        return client.cookies["sessionid"].value
