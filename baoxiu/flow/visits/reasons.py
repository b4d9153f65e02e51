"""The sentences of the visit rules."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.clock import SHANGHAI

SENTENCES = {
    "window_backwards": _("The visit must end after it begins."),
    "window_past": _("This time is over already."),
}


def sentence(code: str) -> object:
    """The sentence of a reason."""
    return SENTENCES[code]


def window_text(start: datetime, end: datetime) -> str:
    """A window as people read it: day and hours, in Chinese time."""
    first, last = start.astimezone(SHANGHAI), end.astimezone(SHANGHAI)
    until = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d %H:%M}–{until}"
