"""Reading JSON without surprises: what other programs read differently is refused."""

from __future__ import annotations

import json
import math
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.parser import Parser

DEEPEST = 20
UPLOAD = "multipart/form-data"
"""How a file comes."""


class UnreadableBody(ValueError):
    """The body is no JSON that this door accepts; the message is the sentence to show."""


class StrictParser(Parser):
    """JSON as RFC 8259 has it: UTF-8, no NaN, no name twice, no NUL, no half of a character."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The parsed body; raises ``UnreadableBody``."""
        return read(request.body)


def read(body: bytes) -> Any:
    """What a body says; raises ``UnreadableBody`` with a sentence."""
    try:
        given = json.loads(
            body.decode("utf-8"), parse_constant=_constant, parse_float=_number, object_pairs_hook=_once
        )
    except UnreadableBody:
        raise
    except (ValueError, RecursionError):
        raise UnreadableBody(_("The body is not valid JSON in UTF-8."))
    _check(given, 0)
    return given


def _constant(_name: str) -> float:
    raise UnreadableBody(_("NaN and Infinity are no numbers here."))


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise UnreadableBody(_("A number is too large."))
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UnreadableBody(_("A name stands twice in one object."))
    return found


def _check(given: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise UnreadableBody(_("The body is nested too deeply."))
    if isinstance(given, dict):
        for name, value in given.items():
            _check(name, depth)
            _check(value, depth + 1)
    elif isinstance(given, list):
        for value in given:
            _check(value, depth + 1)
    elif isinstance(given, str) and not is_text(given):
        raise UnreadableBody(_("A text contains characters that cannot be kept."))


def is_text(text: str) -> bool:
    """Whether the database can keep this text: no NUL, no half of a surrogate pair."""
    if "\x00" in text:
        return False
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)
