"""Reading prices."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.basics.products.models import Family


def list_in_force(at: datetime) -> PriceList | None:
    """The price list that holds at a moment; ``None`` before the first one."""
    return PriceList.objects.in_force(at)


def lines_in_force(at: datetime, family: Family | None = None) -> models.QuerySet[PriceLine]:
    """The lines of the list in force; with a family, its own and those that hold for all families."""
    current = list_in_force(at)
    if current is None:
        return PriceLine.objects.none()
    rows = current.lines.select_related("family", "fault").order_by("kind", "difficulty", "code")
    if family is None:
        return rows
    return rows.filter(models.Q(family=family) | models.Q(family=None))


def line_in_force(code: str, *, at: datetime) -> PriceLine | None:
    """One line of the list in force by its code."""
    return lines_in_force(at).filter(code=code).first()


def public_rows(at: datetime) -> list[tuple[Family | None, list[PriceLine]]]:
    """The price list as it is shown to everybody: by family, what holds for all comes last (RQ-FEE-02)."""
    groups: dict[int | None, tuple[Family | None, list[PriceLine]]] = {}
    for line in lines_in_force(at).order_by(
        models.F("family_id").asc(nulls_last=True), "kind", "difficulty", "code"
    ):
        groups.setdefault(line.family_id, (line.family, []))[1].append(line)
    return list(groups.values())
