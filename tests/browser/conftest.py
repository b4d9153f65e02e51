"""One Chromium of this machine for all journeys; the clock stands at the cast's Monday morning."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from PIL import Image
from playwright.sync_api import BrowserContext, expect

from baoxiu.core import clock
from tests.browser.chromium import FLAGS, chromium
from tests.browser.windows import PATIENCE, House, Watch
from tests.cast import Cast

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium: nothing is downloaded."""
    # Playwright keeps a loop running in this thread until the end; Django would take it for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if not (found := chromium()):
        pytest.fail("the browser's tests need Chromium: install the package chromium (or google-chrome)")
    return browser_type_launch_args | {"executable_path": found, "args": list(FLAGS)}


@pytest.fixture(scope="session", autouse=True)
def _files_are_kept() -> Iterator[None]:
    """As in the product, a window asks for style and pictures once, not with every page."""
    serve = StaticFilesHandler.serve

    def kept(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        answer = serve(handler, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", kept)
        yield


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Where the product answers."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A browser as it stands in Zhengzhou."""
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test on whatever a window complained of."""
    made = Watch()
    yield made
    assert not made.found, "\n".join(made.found)


@pytest.fixture
def house(
    live_server: Any,
    cast: Cast,
    watch: Watch,
    new_context: Callable[..., BrowserContext],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> House:
    """The whole product at an address of its own; files of its own."""
    monkeypatch.setattr(settings, "FILES_DIR", tmp_path / "files")
    monkeypatch.setattr(clock, "now", lambda: cast.at)
    return House(cast, live_server.url, watch, new_context)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture as a phone takes it."""
    place = tmp_path / "fault.png"
    Image.new("RGB", (640, 480), "#2f6f73").save(place)
    return place
