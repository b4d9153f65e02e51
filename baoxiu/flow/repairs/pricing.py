"""From what a technician enters to priced lines with their payers (RQ-FEE-01, RQ-FEE-03, RQ-FEE-04)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.core.money import LARGEST, ZERO, yuan
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.repairs.models import QuoteLine
from baoxiu.flow.repairs.rules import ChargeLine
from baoxiu.flow.warranty import queries as warranty
from baoxiu.flow.warranty.rules import LineKind, Payer
from baoxiu.flow.work_orders.models import WorkOrder

CHARGED_AS = {
    PriceLine.Kind.LABOUR: LineKind.LABOUR,
    PriceLine.Kind.PART: LineKind.PART,
    PriceLine.Kind.TRAVEL: LineKind.TRAVEL,
    PriceLine.Kind.INSPECTION: LineKind.LABOUR,
}
MOST = Decimal(9999)


class InvalidLine(InvalidInput):
    """A line has no name, no kind, or a figure out of range."""


class UnknownPrice(InvalidInput):
    """The price is not on the list in force, or is for another product."""

    message = _("This price is not on the price list in force for this product.")


class PriceReasonMissing(InvalidInput):
    """A price off the list needs its reason (RQ-FEE-03)."""


class PayerUndecided(InvalidInput):
    """The warranty verdict leaves open who pays (RQ-FEE-04)."""


@dataclass(frozen=True, slots=True)
class QuoteLineInput:
    """One line as entered. With ``price_line`` (id on the list in force), kind and name come from the list.

    ``unit_price`` in yuan; ``None`` takes the list's. ``price_reason`` says why it deviates.
    """

    kind: str = ""
    name: str = ""
    quantity: Decimal = Decimal(1)
    unit_price: Decimal | None = None
    price_line: int | None = None
    is_main_part: bool = False
    price_reason: str = ""


def price(
    order: WorkOrder, inputs: Sequence[QuoteLineInput], price_list: PriceList | None
) -> list[QuoteLine]:
    """The unsaved quote lines, with payers by the warranty verdict.

    Raises ``InvalidLine``, ``UnknownPrice``, ``PriceReasonMissing`` or ``PayerUndecided``.
    """
    listed = _listed(order, inputs, price_list)
    lines = [_line(entered, listed) for entered in inputs]
    _set_payers(order, lines)
    return lines


def charges(lines: Iterable[QuoteLine]) -> list[ChargeLine]:
    """The lines as the money rules count them."""
    return [_charge(str(place), line) for place, line in enumerate(lines, start=1)]


def _charge(key: str, line: QuoteLine) -> ChargeLine:
    kind = CHARGED_AS[PriceLine.Kind(line.kind)]
    part = line.name if kind is LineKind.PART else ""
    payer = Payer(line.payer)
    return ChargeLine(key, kind, line.quantity, line.unit_price, payer, part=part, name=line.name)


def _listed(
    order: WorkOrder, inputs: Sequence[QuoteLineInput], price_list: PriceList | None
) -> Mapping[int, PriceLine]:
    wanted = {entered.price_line for entered in inputs if entered.price_line is not None}
    if not wanted:
        return {}
    rows = PriceLine.objects.filter(pk__in=wanted, price_list=price_list)
    found = {row.pk: row for row in rows if row.family_id in (None, order.family_id)}
    if wanted - set(found):
        raise UnknownPrice(field="lines")
    return found


def _line(entered: QuoteLineInput, listed: Mapping[int, PriceLine]) -> QuoteLine:
    row = listed.get(entered.price_line) if entered.price_line is not None else None
    kind, name = (row.kind, row.name) if row else (entered.kind, entered.name.strip()[:80])
    unit_price = _unit_price(entered, row)
    _check(kind, name, entered.quantity, unit_price)
    off_list = unit_price != row.price if row else unit_price != ZERO
    if off_list and not entered.price_reason.strip():
        raise PriceReasonMissing(
            _("The price of “{name}” is not that of the list. Please give the reason.").format(name=name),
            field="lines",
        )
    return QuoteLine(
        kind=kind,
        name=name,
        price_line=row,
        is_main_part=row.is_main_part if row else entered.is_main_part,
        quantity=entered.quantity,
        unit_price=unit_price,
        amount=yuan(entered.quantity * unit_price),
        price_reason=entered.price_reason.strip()[:200] if off_list else "",
    )


def _unit_price(entered: QuoteLineInput, row: PriceLine | None) -> Decimal:
    if entered.unit_price is not None:
        return yuan(entered.unit_price)
    if row is None:
        raise InvalidLine(_("Please enter the price of each line."), field="lines")
    return Decimal(row.price)


def _check(kind: str, name: str, quantity: Decimal, unit_price: Decimal) -> None:
    if kind not in PriceLine.Kind.values or not name:
        raise InvalidLine(_("Each line needs a kind and a name."), field="lines")
    if not 0 < quantity <= MOST or quantity != round(quantity, 2):
        raise InvalidLine(_("The quantity of “{name}” does not fit.").format(name=name), field="lines")
    if unit_price < 0 or yuan(quantity * unit_price) > LARGEST:
        raise InvalidLine(_("The price of “{name}” does not fit.").format(name=name), field="lines")


def _set_payers(order: WorkOrder, lines: Sequence[QuoteLine]) -> None:
    known: dict[tuple[str, bool], str] = {}
    for line in lines:
        asked = (CHARGED_AS[PriceLine.Kind(line.kind)].value, line.is_main_part)
        if asked not in known:
            known[asked] = str(warranty.payer_for(order, *asked))
        line.payer = known[asked]
        if line.payer == Payer.UNDECIDED:
            raise PayerUndecided(
                _("Who pays for “{name}” is not decided. Please judge the warranty first.").format(
                    name=line.name
                ),
                field="lines",
            )
