"""The quote editor: the price list as a sheet, with the payer of every line (RQ-FEE-03, RQ-FEE-04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.prices.models import PriceLine
from baoxiu.basics.prices.queries import lines_in_force
from baoxiu.core.money import parse_yuan
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.repairs.actions import QuoteLineInput
from baoxiu.flow.repairs.models import Quote
from baoxiu.flow.repairs.pricing import CHARGED_AS
from baoxiu.flow.warranty.queries import payer_for
from baoxiu.web.desk.orders.steps.step import StepForm
from baoxiu.web.desk.orders.verdicts import PAYERS
from baoxiu.web.shared.words import quantity

QUOTE_FORM = "desk/orders/steps/quote.html"
FREE_ROWS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet as it is shown and typed."""

    key: str
    label: str
    kind: object
    list_price: Decimal | None
    unit: str
    payer: object
    is_free: bool
    quantity: str
    price: str
    reason: str


class QuoteForm(StepForm):
    """Plan, lines and explanation. A line counts when it has a quantity."""

    plan = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 2}))
    explanation = forms.CharField(
        label=_("Explanation for the customer"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kinds = PriceLine.Kind.choices

    def prepare(self) -> None:
        """The list in force for this product; a new version starts from the last one."""
        self.prices = list(lines_in_force(self.file.now, self.file.order.family))
        last = self.file.quotes[0] if self.file.quotes else None
        found = self.file.assessments
        self.initial |= {
            "plan": last.plan if last else (found[0].proposal if found else ""),
            "explanation": last.explanation if last else "",
        }
        self.before = _typed_before(last)
        self.payers: dict[tuple[str, bool], str] = {}

    def rows(self) -> Iterator[Row]:
        """The sheet: the price list first, free lines last."""
        for line in self.prices:
            payer = self._payer(line.kind, line.is_main_part)
            yield self._row(str(line.pk), str(line), line.get_kind_display(), payer, line)
        for number in range(FREE_ROWS):
            yield self._row(f"free{number}", self._typed(f"free{number}", "name"), "", "")

    def lines(self) -> list[QuoteLineInput]:
        """What was entered."""
        listed = [
            self._line(row, price_line=int(row.key))
            for row in self.rows()
            if row.quantity and not row.is_free
        ]
        return listed + [self._free(row) for row in self.rows() if row.quantity and row.is_free]

    def _row(self, key: str, label: str, kind: object, payer: object, line: PriceLine | None = None) -> Row:
        return Row(
            key,
            label,
            kind or self._typed(key, "kind"),
            line.price if line else None,
            line.unit if line else "",
            payer,
            line is None,
            self._typed(key, "quantity"),
            self._typed(key, "price"),
            self._typed(key, "reason"),
        )

    def _typed(self, key: str, what: str) -> str:
        if self.is_bound:
            return str(self.data.get(f"{key}-{what}", "")).strip()
        return self.before.get((key, what), "")

    def _payer(self, kind: str, is_main_part: bool) -> object:
        asked = (CHARGED_AS[PriceLine.Kind(kind)].value, is_main_part)
        if asked not in self.payers:
            self.payers[asked] = str(payer_for(self.file.order, *asked))
        return PAYERS.get(self.payers[asked], self.payers[asked])

    def _line(self, row: Row, *, price_line: int) -> QuoteLineInput:
        return QuoteLineInput(
            quantity=_number(row),
            unit_price=parse_yuan(row.price, field="lines") if row.price else None,
            price_line=price_line,
            price_reason=row.reason,
        )

    def _free(self, row: Row) -> QuoteLineInput:
        return QuoteLineInput(
            kind=str(row.kind),
            name=row.label,
            quantity=_number(row),
            unit_price=parse_yuan(row.price, field="lines") if row.price else None,
            price_reason=row.reason,
        )


def _number(row: Row) -> Decimal:
    try:
        return Decimal(row.quantity)
    except InvalidOperation:
        raise InvalidInput(_("The quantity of “{name}” does not fit.").format(name=row.label), field="lines")


def _typed_before(quote: Quote | None) -> dict[tuple[str, str], str]:
    """The last version's lines as if they had been typed."""
    typed: dict[tuple[str, str], str] = {}
    free = 0
    for line in quote.lines.all() if quote else ():
        key = str(line.price_line_id) if line.price_line_id else f"free{free}"
        free += line.price_line_id is None
        typed |= {(key, "quantity"): quantity(line.quantity), (key, "reason"): line.price_reason}
        if line.price_reason or not line.price_line_id:
            typed[key, "price"] = f"{line.unit_price}"
        typed |= {(key, "name"): line.name, (key, "kind"): line.kind}
    return typed
