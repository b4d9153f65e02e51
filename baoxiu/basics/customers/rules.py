"""Phone numbers and names (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module

import phonenumbers

_ALLOWED = re.compile(r"[(]?\+?[\d()\-. /]+", re.ASCII)
_NAMED_EXTENSION = re.compile(
    r"^(.*?)\s*(?:转|轉|分机|分機|ext\.?|x|#)\s*(\d{1,6})$", re.IGNORECASE | re.ASCII
)
_DASHED_EXTENSION = re.compile(r"^(.*\d)\s*-\s*(\d{1,5})$", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")

# Family names that are read unlike the character by itself.
_FAMILY_NAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "翟": "zhai",
    "盖": "ge", "乐": "yue", "任": "ren", "华": "hua", "冼": "xian", "覃": "qin", "缪": "miao", "秘": "bi",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun",
}  # fmt: skip


class UnreadablePhone(ValueError):
    """The text is no phone number."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164 and, for a landline, the extension."""

    e164: str
    extension: str = ""


def normalise_phone(text: str, region: str = "CN") -> Phone:
    """One form for a number however it was typed (C09): blanks, hyphens, full-width digits, extension.

    Raises ``UnreadablePhone`` for anything that is no valid number of ``region`` or with a country code.
    """
    plain = _plain(text)
    for pattern in (_NAMED_EXTENSION, _DASHED_EXTENSION):
        found = pattern.match(plain)
        number = found and _e164(found[1], region)
        if found and number:
            return Phone(number, found[2])
    number = _e164(plain, region)
    if not number:
        raise UnreadablePhone(text)
    return Phone(number)


def _plain(text: str) -> str:
    visible = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return "".join(visible).translate(_DASHES).strip()


def _e164(text: str, region: str) -> str:
    if not _ALLOWED.fullmatch(text) or len(text) > 40:
        return ""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(e164: str, extension: str = "", region: str = "CN") -> str:
    """A number as people of the region write it: ``138 0013 8000``, ``0371 6677 8899-12``."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    home = phonenumbers.region_code_for_number(number) == region
    form = phonenumbers.PhoneNumberFormat
    shown = phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)
    return f"{shown}-{extension}" if extension else shown


def mask_phone(e164: str) -> str:
    """The number with its middle hidden, for screens that need no more (RQ-SEC-01)."""
    shown = e164.removeprefix("+86")
    return f"{shown[:3]}****{shown[-4:]}" if len(shown) >= 9 else shown


def pinyin_keys(name: str) -> tuple[str, str]:
    """What a name is sorted by and found by: ``("zhangwei", "zw")`` for 张伟."""
    syllables = [part for chunk in _syllables(name) for part in _words(chunk)]
    return "".join(syllables)[:200], "".join(part[0] for part in syllables)[:80]


def _syllables(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", name)
    if _CHINESE.fullmatch(text):
        for length in (2, 1):
            family = _FAMILY_NAMES.get(text[:length])
            if family:
                return [*_split(family, length), *_read(text[length:])]
    return _read(text)


def _read(text: str) -> list[str]:
    """The dictionary of phrases takes a third of a second to load: only who writes a name waits for it."""
    read: Callable[[str], list[str]] = import_module("pypinyin").lazy_pinyin
    return read(text)


def _split(reading: str, length: int) -> list[str]:
    """A double family name counts as two syllables for the initials."""
    cuts = {"yuchi": 2, "moqi": 2, "zhangsun": 5}
    return [reading] if length == 1 else [reading[: cuts[reading]], reading[cuts[reading] :]]


def _words(chunk: str) -> list[str]:
    return re.findall(r"\w+", chunk.casefold())


def is_key_by_sales(sales: Decimal | None, limit: Decimal) -> bool:
    """Last year's sales at the limit or above (RQ-CUS-05)."""
    return sales is not None and sales >= limit


def class_after_list(*, listed: bool, has_agreement: bool) -> str:
    """What a customer is once a year's list holds: key, else long-term by agreement, else ordinary (RQ-CUS-07)."""
    if listed:
        return "key"
    return "long_term" if has_agreement else "ordinary"
