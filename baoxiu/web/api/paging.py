"""Pages by cursor: the id of the last row seen, so that rows added meanwhile shift nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.db import models
from pydantic import BaseModel, Field

from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.kinds import Given, RowId


class Paged(Given):
    """How much of a list, and from where."""

    cursor: RowId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


def page[T: BaseModel](rows: models.QuerySet[Any], asked: Paged, shape: Callable[[Any], T]) -> Page[T]:
    """The newest rows, older than the cursor."""
    if asked.cursor is not None:
        rows = rows.filter(pk__lt=asked.cursor)
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    following = shown[-1].pk if len(found) > asked.limit else None
    return Page(items=[shape(row) for row in shown], next_cursor=following)
