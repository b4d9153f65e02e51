"""Filling a template (pure): ``{name}`` is replaced from an allow-list, nothing is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

_PLACE = re.compile(r"\{([^{}\n]*)\}")
_WAITS = (2, 5, 15, 60, 240, 720)
ATTEMPTS = len(_WAITS)


class UnknownVariable(ValueError):
    """The text asks for something that this notice does not have."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = sorted(names)
        super().__init__(", ".join("{" + name + "}" for name in self.names))


def unknown(text: str, allowed: Collection[str]) -> set[str]:
    """The names a text asks for that are not allowed."""
    return set(_PLACE.findall(text)) - set(allowed)


def render(text: str, variables: Mapping[str, str]) -> str:
    """The text with its variables; raises ``UnknownVariable``. Braces inside a value stay what they are."""
    if names := unknown(text, variables.keys()):
        raise UnknownVariable(names)
    return _PLACE.sub(lambda found: variables[found[1]], text)


def render_line(text: str, variables: Mapping[str, str], *, most: int = 200) -> str:
    """The same on one line (a mail's subject), so that no value can add a header."""
    return " ".join(render(text, variables).split())[:most]


def wait_after(attempt: int) -> timedelta:
    """How long to wait before the try after this one (counted from 1)."""
    return timedelta(minutes=_WAITS[min(attempt, ATTEMPTS) - 1])


def after_quiet(local: datetime, begins: int, ends: int) -> datetime | None:
    """When the quiet hours end that a local moment lies in; ``None`` outside them. Equal hours: there are none."""
    hour = local.hour
    quiet = begins <= hour < ends if begins < ends else hour >= begins or hour < ends
    if begins == ends or not quiet:
        return None
    over = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=ends)
    return over if over > local else over + timedelta(days=1)
