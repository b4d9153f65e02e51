"""Time, money, phones and names in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from baoxiu.web.shared import words

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
"""14:00 in Shanghai."""


@pytest.mark.parametrize(
    ("when", "english"),
    [
        (NOW + timedelta(minutes=5), "Today 14:05"),
        (NOW - timedelta(days=1), "Yesterday 14:00"),
        (NOW + timedelta(hours=10), "Tomorrow 00:00"),
        (NOW - timedelta(days=20), "2 Nov 14:00"),
        (NOW - timedelta(days=400), "18 Oct 2025"),
        (date(2026, 11, 22), "Today"),
        (date(2026, 3, 8), "8 Mar"),
    ],
)
def test_moment(when: datetime | date, english: str) -> None:
    """A day is a Chinese day; what is near has a word."""
    with translation.override("en"):
        assert words.moment(when, NOW) == english


def test_until_says_left_or_late() -> None:
    """The same limit before and after it has passed."""
    with translation.override("en"):
        assert words.until(NOW + timedelta(minutes=90), NOW) == "1 hour left"
        assert words.until(NOW - timedelta(days=3), NOW) == "3 days late"
        assert words.since(NOW - timedelta(seconds=5), NOW) == "just now"


def test_yuan() -> None:
    """Thousands are parted, two places are kept, a minus stands in front."""
    assert words.yuan(Decimal("1234.5")) == "¥1,234.50"
    assert words.yuan(Decimal("-3")) == "-¥3.00"


def test_phone_and_mask() -> None:
    """A mobile number is grouped, another number stays; the mask hides the middle (RQ-SEC-01)."""
    assert words.phone("+8613800138000") == "138 0013 8000"
    assert words.phone("0371-65551234") == "0371-65551234"
    assert words.phone("+8637165551234") == "0371 6555 1234"
    assert words.phone("+86") == "+86"
    assert words.masked("138 0013 8000") == "138****8000"
    assert words.masked("0371-65551234") == "03****34"


@pytest.mark.parametrize(("name", "sign"), [("李建国", "李"), ("Alice Smith", "AS"), ("  ", "?")])
def test_initials(name: str, sign: str) -> None:
    """A Chinese name shows its family name."""
    assert words.initials(name) == sign
