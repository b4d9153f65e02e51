"""Pages of a list, and links that keep the filters."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 40


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> Page[Any]:
    """The page that was asked for; a page beyond the end gives the last."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def whole(text: str | None) -> int | None:
    """A number from a link; anything else is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
