"""Time, money, phones and names as a Chinese or an English reader writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import phonenumbers
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from baoxiu.core.clock import SHANGHAI

_MOBILE = re.compile(r"^(?:\+?86)?(1\d{2})(\d{4})(\d{4})$")
_CJK = re.compile(r"[\u3400-\u9fff]")


def moment(when: datetime | date, now: datetime) -> str:
    """今天 14:05 · 11月22日 14:05 · 2025年11月22日; another year and plain dates go without the hour."""
    local_now = now.astimezone(SHANGHAI)
    timed = isinstance(when, datetime)
    local = when.astimezone(SHANGHAI) if isinstance(when, datetime) else when
    day = local.date() if isinstance(local, datetime) else local
    near = _near_day((day - local_now.date()).days)
    if near:
        return f"{near} {local:%H:%M}" if timed else near
    if day.year != local_now.year:
        return date_format(local, pgettext("date format", "j M Y"))
    return date_format(local, pgettext("date format", "j M H:i") if timed else pgettext("date format", "j M"))


def deadline(when: datetime, now: datetime) -> str:
    """The last minute that still counts: what ends at midnight ends with the day before."""
    local = when.astimezone(SHANGHAI)
    return moment(when - timedelta(minutes=1) if (local.hour, local.minute) == (0, 0) else when, now)


def day(when: datetime | date) -> str:
    """A date that somebody may hold against a paper: always with its year, 2026年6月25日."""
    local = when.astimezone(SHANGHAI) if isinstance(when, datetime) else when
    return date_format(local, pgettext("date format", "j M Y"))


def bracketed(text: object) -> str:
    """An addition in brackets: 王师傅（本人）."""
    return pgettext("brackets", " (%s)") % text


def _near_day(days: int) -> str:
    return {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}.get(days, "")


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit: 5分钟, 3小时, 2天."""
    minutes = max(int(length.total_seconds() // 60), 1)
    if minutes < 60:
        return ngettext("%(n)d min", "%(n)d min", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", hours // 24) % {"n": hours // 24}


def since(when: datetime, now: datetime) -> str:
    """How long ago: 刚刚, 5分钟前."""
    passed = now - when
    if passed < timedelta(minutes=1):
        return _("just now")
    return _("%(span)s ago") % {"span": span(passed)}


def until(when: datetime, now: datetime) -> str:
    """How much time is left, or by how much it is late."""
    left = when - now
    if left < timedelta(0):
        return _("%(span)s late") % {"span": span(-left)}
    return _("%(span)s left") % {"span": span(left)}


def yuan(amount: Decimal) -> str:
    """¥1,234.50; a minus stands before the sign."""
    return f"{'-' if amount < 0 else ''}¥{abs(amount):,.2f}"


def quantity(amount: Decimal) -> str:
    """A number of pieces without idle zeros: 1, 1.5."""
    return f"{amount.normalize():f}"


def phone(number: str) -> str:
    """138 0013 8000, 0371 6688 7700; what is no number of the mainland stays as it is."""
    found = _MOBILE.match(re.sub(r"[\s-]", "", number))
    if found:
        return " ".join(found.groups())
    return _landline(number) if number.startswith("+86") else number


def _landline(number: str) -> str:
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.NATIONAL)
    except phonenumbers.NumberParseException:
        return number


def masked(number: str) -> str:
    """138****8000: enough to recognise, not enough to call (RQ-SEC-01)."""
    digits = re.sub(r"[\s-]", "", number)
    found = _MOBILE.match(digits)
    if found:
        return f"{found[1]}****{found[3]}"
    return f"{digits[:2]}****{digits[-2:]}" if len(digits) > 5 else "****"


def initials(name: str) -> str:
    """The family name of a Chinese name, else the first letters of two words."""
    stripped = name.strip()
    if _CJK.match(stripped):
        return stripped[0]
    return "".join(word[0] for word in stripped.split()[:2]).upper() or "?"
