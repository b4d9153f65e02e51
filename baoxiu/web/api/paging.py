"""Pages by cursor: the place of the last row seen, so that rows added meanwhile shift nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from django.db import models
from pydantic import BaseModel, Field

from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.kinds import Given, RowId

NOTHING_ASKED: tuple[object, ...] = (None, "", False)


class Paged(Given):
    """How much of a list, and from where."""

    cursor: RowId | None = Field(None, description="next_cursor of the page before")
    limit: Annotated[int, Field(ge=1, le=200)] = 50


def page[T: BaseModel](
    rows: models.QuerySet[Any], asked: Paged, shape: Callable[[Any], T], *, oldest_first: bool = False
) -> Page[T]:
    """The newest rows, older than the cursor; ``oldest_first`` the other way round."""
    beyond, order = ("pk__gt", "pk") if oldest_first else ("pk__lt", "-pk")
    if asked.cursor is not None:
        rows = rows.filter(**{beyond: asked.cursor})
    found = list(rows.order_by(order)[: asked.limit + 1])
    shown = found[: asked.limit]
    following = shown[-1].pk if len(found) > asked.limit else None
    return Page(items=[shape(row) for row in shown], next_cursor=following)


def ranked[T: BaseModel](found: Sequence[Any], asked: Paged, shape: Callable[[Any], T]) -> Page[T]:
    """A part of a ranking that is made anew at each request: the cursor is a place in it."""
    begin = asked.cursor or 0
    end = begin + asked.limit
    return Page(items=[shape(one) for one in found[begin:end]], next_cursor=end if len(found) > end else None)


def narrowed[R: models.QuerySet[Any]](rows: R, asked: Given, **lookups: str) -> R:
    """The rows that fit what was asked: ``stage="stage"`` names the filter and the lookup behind it."""
    given = {lookup: getattr(asked, name) for name, lookup in lookups.items()}
    return rows.filter(**{lookup: wish for lookup, wish in given.items() if wish not in NOTHING_ASKED})
