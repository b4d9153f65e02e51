"""Days and windows as the customer reads them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from baoxiu.core.clock import SHANGHAI

WEEKDAYS = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)


def day(on: date) -> str:
    """11月24日周二."""
    named = date_format(on, pgettext("date format", "j M"))
    return pgettext("day and weekday", "%(weekday)s %(day)s") % {
        "day": named,
        "weekday": WEEKDAYS[on.weekday()],
    }


def near_day(on: date, today: date) -> str:
    """今天, 明天, or the day with its weekday."""
    near = {0: _("Today"), 1: _("Tomorrow")}.get((on - today).days)
    return near or day(on)


def window(begins: datetime, ends: datetime, now: datetime) -> str:
    """明天14:00—16:00, or 11月24日周二14:00—16:00."""
    today = now.astimezone(SHANGHAI).date()
    return _hours(near_day(begins.astimezone(SHANGHAI).date(), today), begins, ends)


def dated_window(begins: datetime, ends: datetime) -> str:
    """11月24日周二14:00—16:00: for texts that are read on another day."""
    return _hours(day(begins.astimezone(SHANGHAI).date()), begins, ends)


def hours(begins: datetime, ends: datetime) -> str:
    """14:00—16:00."""
    return f"{begins.astimezone(SHANGHAI):%H:%M}—{ends.astimezone(SHANGHAI):%H:%M}"


def _hours(named: str, begins: datetime, ends: datetime) -> str:
    first, last = begins.astimezone(SHANGHAI), ends.astimezone(SHANGHAI)
    return pgettext("day and hours", "%(day)s %(from)s—%(to)s") % {
        "day": named,
        "from": f"{first:%H:%M}",
        "to": f"{last:%H:%M}",
    }
