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
    current = list_in_force(at)
    return lines_of(current) if current else []


def lists() -> models.QuerySet[PriceList]:
    """Every version, drafts first, then the latest first day; with the number of lines."""
    return PriceList.objects.annotate(line_count=models.Count("lines")).order_by(
        models.Case(models.When(published_at=None, then=0), default=1), "-valid_from", "-pk"
    )


def list_by_id(pk: int) -> PriceList | None:
    """One version."""
    return PriceList.objects.filter(pk=pk).first()


def lines_of(prices: PriceList) -> list[tuple[Family | None, list[PriceLine]]]:
    """The lines of a version by family; what holds for all comes last."""
    groups: dict[int | None, tuple[Family | None, list[PriceLine]]] = {}
    rows = prices.lines.select_related("family", "fault")
    for line in rows.order_by(models.F("family_id").asc(nulls_last=True), "kind", "difficulty", "code"):
        groups.setdefault(line.family_id, (line.family, []))[1].append(line)
    return list(groups.values())
