"""Pages of a list, and links that keep the filters."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.formats import date_format

from baoxiu.core.clock import start_of_day

PER_PAGE = 40


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> Page[Any]:
    """The page that was asked for; a page beyond the end gives the last."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def whole(text: str | None) -> int | None:
    """A number from a link; anything else is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def day_in(text: str | None) -> date | None:
    """A day from a link; anything else is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def chosen(request: HttpRequest, name: str, among: Container[str]) -> str:
    """A filter of the address; empty when it is none of these."""
    given = request.GET.get(name, "")
    return given if given in among else ""


def whole_day(day: date) -> tuple[datetime, datetime]:
    """From the first moment of a day in China to its last."""
    return start_of_day(day), start_of_day(day + timedelta(days=1)) - timedelta(microseconds=1)


def day_said(day: date) -> str:
    """A day as people write it."""
    return date_format(day, "MONTH_DAY_FORMAT")
