"""Two columns as a time, and rows that may not stand at one place at one time."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.expressions import Combinable


class TimeRange(models.Func):
    """Two columns as the time between them: the end does not belong to it."""

    function = "TSTZRANGE"


def no_overlap(name: str, *same: str, where: models.Q) -> ExclusionConstraint:
    """Rows of the same place never stand at one time: the database says so."""
    place: list[tuple[str | Combinable, str]] = [(field, RangeOperators.EQUAL) for field in same]
    time = (TimeRange("start", "end"), RangeOperators.OVERLAPS)
    return ExclusionConstraint(name=name, expressions=[*place, time], condition=where)
