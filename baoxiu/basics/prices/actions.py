"""Drafting and publishing price lists (RQ-FEE-01…03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.basics.prices.permissions import may_change_prices
from baoxiu.basics.products.inputs import read_code
from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.money import LARGEST, ZERO, yuan
from baoxiu.core.refusals import InvalidInput, Refusal
from baoxiu.core.rows import lock

DIFFICULTIES = range(1, 6)


class AlreadyPublished(Refusal):
    """A published list never changes: orders refer to it."""

    code = "price_list_published"
    message = _("This price list is published and stays as it is. Draft a new one to change prices.")


class NoLines(Refusal):
    """An empty list would leave the firm without prices."""

    code = "price_list_empty"
    message = _("The price list has no lines yet.")


class LineTaken(InvalidInput):
    """The list has a line with this code."""

    message = _("The price list has a line with this code already.")


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as it was entered. ``price`` in yuan; family and fault empty: it holds for all."""

    code: str
    kind: str
    name: str
    price: Decimal
    name_en: str = ""
    family: Family | None = None
    fault: FaultKind | None = None
    difficulty: int = 1
    is_main_part: bool = False
    unit: str = "次"


@transaction.atomic
def draft_list(
    title: str, *, valid_from: datetime, copy_of: PriceList | None = None, by: Actor, at: datetime
) -> PriceList:
    """A new list, empty or with the lines of another one; nobody outside sees it before it is published."""
    may_change_prices(by).or_refuse()
    prices = PriceList.objects.create(
        title=texts.one_line(title, field="title", most=80), valid_from=valid_from
    )
    if copy_of is not None:
        _copy_lines(copy_of, prices)
    record("prices.drafted", prices, by=by, at=at, title=prices.title, valid_from=valid_from)
    return prices


@transaction.atomic
def add_line(prices: PriceList, data: LineInput, *, by: Actor, at: datetime) -> PriceLine:
    """A line of a draft; raises ``AlreadyPublished``, ``LineTaken`` or a refusal of the input."""
    prices = _draft(prices, by)
    code = read_code(data.code, most=40)
    if prices.lines.filter(code=code).exists():
        raise LineTaken(field="code")
    line = PriceLine(price_list=prices, code=code)
    _fill(line, data)
    record("prices.line_added", prices, by=by, at=at, line=code, price=line.price)
    return line


@transaction.atomic
def change_line(line: PriceLine, data: LineInput, *, by: Actor, at: datetime) -> PriceLine:
    """Change a line of a draft; its code stays."""
    prices = _draft(line.price_list, by)
    line = lock(line)
    old = line.price
    _fill(line, data)
    record("prices.line_changed", prices, by=by, at=at, line=line.code, old=old, price=line.price)
    return line


@transaction.atomic
def remove_line(line: PriceLine, *, by: Actor, at: datetime) -> PriceList:
    """Take a line out of a draft."""
    prices = _draft(line.price_list, by)
    record("prices.line_removed", prices, by=by, at=at, line=line.code, price=line.price)
    line.delete()
    return prices


@transaction.atomic
def publish(prices: PriceList, *, valid_from: datetime | None = None, by: Actor, at: datetime) -> PriceList:
    """Make a list hold from its first moment on, or from another one, for everybody to see (RQ-FEE-02).

    Raises ``AlreadyPublished``, ``NoLines``, or a refusal when its first moment lies in the past.
    """
    prices = _draft(prices, by)
    if not prices.lines.exists():
        raise NoLines()
    prices.valid_from = valid_from or prices.valid_from
    if prices.valid_from < at:
        raise InvalidInput(_("A price list cannot hold for the past."), field="valid_from")
    prices.published_at, prices.published_by = at, by.name
    prices.save(update_fields=["valid_from", "published_at", "published_by"])
    record("prices.published", prices, by=by, at=at, title=prices.title, valid_from=prices.valid_from)
    return prices


def _draft(prices: PriceList, by: Actor) -> PriceList:
    may_change_prices(by).or_refuse()
    prices = lock(prices)
    if prices.published_at is not None:
        raise AlreadyPublished()
    return prices


def _fill(line: PriceLine, data: LineInput) -> None:
    if data.kind not in PriceLine.Kind.values:
        raise InvalidInput(_("Please choose labour, part, travel or diagnosis."), field="kind")
    if data.difficulty not in DIFFICULTIES:
        raise InvalidInput(_("The difficulty is a number from 1 to 5."), field="difficulty")
    if not (data.price.is_finite() and ZERO <= data.price <= LARGEST):
        raise InvalidInput(_("The price is zero or more."), field="price")
    line.kind, line.difficulty, line.is_main_part = data.kind, data.difficulty, data.is_main_part
    line.family, line.fault = data.family, data.fault
    line.price = yuan(data.price)  # type: ignore[assignment]
    line.name = texts.one_line(data.name, field="name", most=80)
    line.name_en = texts.one_line(data.name_en, field="name_en", most=80, required=False)
    line.unit = texts.one_line(data.unit, field="unit", most=12)
    line.save()


def _copy_lines(source: PriceList, target: PriceList) -> None:
    rows = list(source.lines.order_by("pk"))
    for row in rows:
        row.pk, row.price_list = None, target
        row._state.adding = True
    PriceLine.objects.bulk_create(rows)
