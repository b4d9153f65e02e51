"""Both languages are whole: every text has its Chinese, and no page mixes the two (design.md 6)."""

from __future__ import annotations

import gettext
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from baoxiu.core.policy.queries import value
from tests.cast import Cast

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "baoxiu"
BACKEND = "django.contrib.auth.backends.ModelBackend"
CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z][A-Za-z’']+(?:[ ,]+[A-Za-z’']{2,}){2,}")
"""Three English words in a row: names, units and codes are shorter."""
DATA = ("中文", "简体中文", "中")
"""A language's own name stays as it is."""
PUBLIC = ("/", "/report/", "/prices/", "/warranty/", "/t/", "/accounts/login/", "/no-such-page/")
DESK = ("desk:home", "desk:requests", "desk:orders", "desk:followups", "desk:register")


class Texts(HTMLParser):
    """What a person reads of a page: texts and the attributes that are read aloud or shown."""

    SILENT = ("script", "style", "svg", "option", "textarea")
    SHOWN = ("alt", "title", "placeholder", "aria-label")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in."""
        self._silent += tag in self.SILENT
        self.found += [value for name, value in attrs if name in self.SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        """Come out."""
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        """A text."""
        if not self._silent and data.strip():
            self.found.append(" ".join(data.split()))


def texts(client: Client, address: str, language: str) -> list[str]:
    """What stands on a page in a language, without what is data."""
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(address)
    assert page.status_code in (200, 404), address
    assert page.headers["Content-Language"] == language
    return [text for text in Texts(page.content.decode()).found if text not in DATA]


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """WhiteNoise warns of a missing folder."""
    settings.DATA_DIR = settings.STATIC_ROOT = tmp_path


def test_every_text_has_its_chinese() -> None:
    """Every msgid of every room is in the room's catalogue, translated and not fuzzy."""
    command = [sys.executable, str(CHECKOUT / "scripts" / "messages.py"), "check"]
    said = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_one_text_has_one_chinese() -> None:
    """The rooms' catalogues are merged at run time: of two translations of one msgid only the first room's is seen.

    Where the Chinese must differ, the msgid has a context.
    """
    seen: dict[tuple[object, object], tuple[str, object]] = {}
    clashes = []
    for place in map(Path, django_settings.LOCALE_PATHS):
        with (place / "zh_Hans" / "LC_MESSAGES" / "django.po").open("rb") as stream:
            rows = [message for message in read_po(stream) if message.id]
        for row in rows:
            room, words = seen.setdefault((row.context, str(row.id)), (str(place), row.string))
            if words != row.string:
                clashes.append(f"{row.id}: {words} in {room}, {row.string} in {place}")
    assert clashes == []


def catalogues() -> list[Path]:
    """The compiled catalogues beside every source."""
    sources = sorted(PACKAGE.rglob("locale/zh_Hans/LC_MESSAGES/django.po"))
    return [source.with_suffix(".mo") for source in sources]


def test_the_compiled_catalogues_load() -> None:
    """Each is there in both languages, and Django's locale paths and apps cover its room."""
    assert len(catalogues()) > 5
    for chinese in catalogues():
        english = Path(str(chinese).replace("/zh_Hans/", "/en/"))
        for path in (chinese, english):
            with path.open("rb") as stream:
                read = gettext.GNUTranslations(stream)
            assert read.charset() == "utf-8", path


@pytest.mark.parametrize("address", PUBLIC)
def test_chinese_pages_speak_chinese(client: Client, cast: Cast, address: str) -> None:  # noqa: ARG001
    """No English sentence is left on the pages that everybody sees first."""
    found = texts(client, address, "zh-hans")
    assert any(CHINESE.search(text) for text in found)
    assert [text for text in found if ENGLISH.search(text)] == []


@pytest.mark.parametrize("address", PUBLIC)
def test_english_pages_speak_english(client: Client, cast: Cast, address: str) -> None:
    """No Chinese is left in the fixed texts; names that the firm gave in Chinese alone are data."""
    found = texts(client, address, "en")
    assert any(ENGLISH.search(text) for text in found)
    assert _chinese(found, cast) == []


@pytest.mark.parametrize("name", DESK)
def test_the_desk_speaks_either(client: Client, cast: Cast, name: str) -> None:
    """The same for those who sign in."""
    client.force_login(cast.user("mo"), backend=BACKEND)
    assert [text for text in texts(client, reverse(name), "zh-hans") if ENGLISH.search(text)] == []
    assert _chinese(texts(client, reverse(name), "en"), cast) == []


def _chinese(found: list[str], cast: Cast) -> list[str]:
    """Chinese that is neither the firm's own words nor the number of a statute, as in “〔1995〕458号”."""
    data = {
        str(value("firm.name", at=cast.at).value),
        "〔",
        cast.price_list.title,
        *cast.price_list.lines.values_list("unit", flat=True),
    }
    data |= {cast.outlet.name, cast.outlet.address, cast.other_outlet.name}
    return [text for text in found if CHINESE.search(text) and not any(one and one in text for one in data)]
