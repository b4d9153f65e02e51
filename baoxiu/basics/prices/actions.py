"""Drafting and publishing price lists (RQ-FEE-01…03)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.prices.comparison import Entered, compare
from baoxiu.basics.prices.inputs import LineInput, fill
from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.basics.prices.permissions import may_change_prices
from baoxiu.basics.products.inputs import read_code
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput, Refusal
from baoxiu.core.rows import lock, one_at_a_time


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


class WrongRows(InvalidInput):
    """Some rows of the file cannot be taken over."""

    message = _("The file has wrong rows. Nothing was taken over; please put them right first.")


class TitleTaken(InvalidInput):
    """A version with this title was made already, perhaps by a second click."""

    message = _("There is a price list with this title already.")


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
def take_over(
    title: str,
    rows: Sequence[Entered],
    *,
    valid_from: datetime,
    base: PriceList | None,
    keeps_others: bool,
    by: Actor,
    at: datetime,
) -> PriceList:
    """A new list from the rows of a file, all of them or none (RQ-FEE-01). ``base`` is the list they are compared with.

    ``keeps_others``: what the file does not name stays as it is in ``base``. Nobody outside sees the list before it is
    published. Raises ``WrongRows``, ``TitleTaken``, ``NoLines``.
    """
    may_change_prices(by).or_refuse()
    title = texts.one_line(title, field="title", most=80)
    one_at_a_time("prices")
    if PriceList.objects.filter(title=title).exists():
        raise TitleTaken(field="title")
    found = compare(rows, base)
    if found.wrong:
        raise WrongRows
    lines = [*found.lines, *(found.missing if keeps_others else ())]
    if not lines:
        raise NoLines
    prices = PriceList.objects.create(title=title, valid_from=valid_from)
    _put(lines, prices)
    record(
        "prices.taken_over", prices, by=by, at=at, title=title, valid_from=valid_from,
        new=len(found.new), changed=len(found.changed), lines=len(lines),
    )  # fmt: skip
    return prices


@transaction.atomic
def add_line(prices: PriceList, data: LineInput, *, by: Actor, at: datetime) -> PriceLine:
    """A line of a draft; raises ``AlreadyPublished``, ``LineTaken`` or a refusal of the input."""
    prices = _draft(prices, by)
    code = read_code(data.code, most=40)
    if prices.lines.filter(code=code).exists():
        raise LineTaken(field="code")
    line = PriceLine(price_list=prices, code=code)
    fill(line, data)
    line.save()
    record("prices.line_added", prices, by=by, at=at, line=code, price=line.price)
    return line


@transaction.atomic
def change_line(line: PriceLine, data: LineInput, *, by: Actor, at: datetime) -> PriceLine:
    """Change a line of a draft; its code stays."""
    prices = _draft(line.price_list, by)
    line = lock(line)
    old = line.price
    fill(line, data)
    line.save()
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


def _copy_lines(source: PriceList, target: PriceList) -> None:
    _put(source.lines.order_by("pk"), target)


def _put(lines: Iterable[PriceLine], target: PriceList) -> None:
    rows = list(lines)
    for row in rows:
        row.pk, row.price_list = None, target
        row._state.adding = True
    PriceLine.objects.bulk_create(rows)
