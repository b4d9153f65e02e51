"""How many rows belong to each row of a list."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce


def count_of(rows: models.QuerySet[Any]) -> Coalesce:
    """How many of these rows of an ``OuterRef`` there are, for each shown row by itself.

    Two joins at once would pair every row of the one with every row of the other, and any join be grouped for the whole list
    before its first page is known.
    """
    counted = (
        rows.order_by().annotate(_all=models.Value(1)).values("_all").annotate(_count=models.Count("pk"))
    )
    return Coalesce(models.Subquery(counted.values("_count")), 0)
