"""Pages of a list, and links that keep the filters."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import cached_property

from baoxiu.core.clock import start_of_day

PER_PAGE = 40
MOST_COUNTED = 10_000


class Pages(Paginator):
    """A list by pages, counted no further than people turn pages: to count a million rows takes longer than to read."""

    @cached_property
    def count(self) -> int:
        """How many there are, and ``MOST_COUNTED`` where there are more."""
        rows = self.object_list
        return rows[:MOST_COUNTED].count() if isinstance(rows, QuerySet) else len(rows)

    def page(self, number: int | str) -> Page[Any]:
        """The rows of one page. What is joined to them, or reckoned for them, is so for these rows alone, not for all that they
        are chosen from."""
        found = super().page(number)
        rows = self.object_list
        if _is_wide(rows):
            keys = list(found.object_list.values_list("pk", flat=True))
            found.object_list = rows.filter(pk__in=keys)
        return found

    @property
    def has_more(self) -> bool:
        """Whether there may be more than are counted."""
        return self.count == MOST_COUNTED


def _is_wide(rows: Any) -> bool:
    if not isinstance(rows, QuerySet) or rows.query.combinator or rows.query.is_sliced:
        return False
    return bool(rows.query.select_related or rows.query.annotations)


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> Page[Any]:
    """The page that was asked for; a page beyond the end gives the last."""
    return Pages(rows, per_page).get_page(request.GET.get("page"))


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
