"""Plan and price: lines of the price list in force, the payer on each (RQ-QUO-01, RQ-FEE-03, RQ-FEE-04)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.prices.models import PriceLine
from baoxiu.basics.prices.queries import lines_in_force
from baoxiu.core.actors import Actor
from baoxiu.core.money import parse_yuan
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.actions import QuoteLineInput
from baoxiu.flow.repairs.models import Quote
from baoxiu.flow.repairs.pricing import CHARGED_AS
from baoxiu.flow.warranty.queries import payer_for
from baoxiu.flow.warranty.rules import Payer
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.field.words import KINDS, PAYERS
from baoxiu.web.shared import words
from baoxiu.web.shared.shapes import Tone
from baoxiu.web.shared.widgets import MoneyInput, Segments

GROUPS = (
    (KINDS["labour"], ("labour",)),
    (KINDS["part"], ("part",)),
    (_("Way and diagnosis"), ("travel", "inspection")),
)
QUOTE_FORM = "field/steps/quote.html"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the price list with what was typed."""

    line: PriceLine
    quantity: str
    payer: object
    tone: Tone
    customer_pays: bool

    @property
    def name(self) -> str:
        """The field's name."""
        return f"q-{self.line.pk}"


class QuoteForm(StepForm):
    """Plan, lines by their quantity, one line that is not on the list, words for the customer."""

    plan = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 2}))
    free_name = forms.CharField(label=_("What it is"), required=False, max_length=80)
    free_kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        widget=Segments,
        initial="part",
        choices=[(kind, KINDS[kind]) for kind in ("part", "labour")],
    )
    free_price = forms.CharField(label=_("Price"), required=False, widget=MoneyInput)
    free_reason = forms.CharField(
        label=_("Why it is not from the list"),
        required=False,
        max_length=200,
        help_text=_("The customer reads this."),
    )
    explanation = forms.CharField(
        label=_("Words for the customer"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        """The list in force for this product; a new version starts from the last one."""
        last = self.job.quotes[0] if self.job.quotes else None
        found = self.job.assessment
        self.before = _listed(last)
        self.initial |= {
            "plan": last.plan if last else (found.proposal if found else ""),
            "explanation": last.explanation if last else "",
            **_free(last),
        }
        self.payers: dict[tuple[str, bool], str] = {}
        self.rows = [self._row(line) for line in lines_in_force(self.job.now, self.job.order.family)]

    def groups(self) -> Iterator[tuple[object, list[Row]]]:
        """The rows by kind: work, parts, way."""
        for label, kinds in GROUPS:
            rows = [row for row in self.rows if row.line.kind in kinds]
            if rows:
                yield label, rows

    @property
    def has_free(self) -> bool:
        """Whether something off the list was typed."""
        return bool(self["free_name"].value())

    def lines(self) -> list[QuoteLineInput]:
        """What was entered; raises ``InvalidInput``."""
        listed = [
            QuoteLineInput(price_line=row.line.pk, quantity=_number(row))
            for row in self.rows
            if row.quantity not in ("", "0")
        ]
        data = self.cleaned_data
        if not data["free_name"]:
            return listed
        price = parse_yuan(data["free_price"], field="free_price") if data["free_price"] else None
        free = QuoteLineInput(
            kind=data["free_kind"] or "part",
            name=data["free_name"],
            unit_price=price,
            price_reason=data["free_reason"],
        )
        return [*listed, free]

    def _row(self, line: PriceLine) -> Row:
        payer = self._payer(line)
        name = f"q-{line.pk}"
        typed = str(self.data.get(name, "")).strip() if self.is_bound else self.before.get(line.code, "")
        return Row(line, typed, *PAYERS[payer], payer == Payer.CUSTOMER)

    def _payer(self, line: PriceLine) -> str:
        asked = (CHARGED_AS[PriceLine.Kind(line.kind)].value, line.is_main_part)
        if asked not in self.payers:
            self.payers[asked] = str(payer_for(self.job.order, *asked))
        return self.payers[asked]


def _number(row: Row) -> Decimal:
    try:
        return Decimal(row.quantity)
    except InvalidOperation:
        raise InvalidInput(_("The quantity of “{name}” does not fit.").format(name=row.line))


def _listed(quote: Quote | None) -> Mapping[str, str]:
    """The last version's quantities by the code on the list."""
    lines = quote.lines.select_related("price_line") if quote else ()
    return {line.price_line.code: words.quantity(line.quantity) for line in lines if line.price_line}


def _free(quote: Quote | None) -> Mapping[str, str]:
    """The last version's line off the list."""
    line = next((line for line in quote.lines.all() if not line.price_line_id), None) if quote else None
    if line is None:
        return {}
    return {
        "free_name": line.name,
        "free_kind": line.kind,
        "free_price": f"{line.unit_price}",
        "free_reason": line.price_reason,
    }


def _quote(job: Job, form: QuoteForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return repairs.send_quote(
        job.order, plan=data["plan"], explanation=data["explanation"], lines=form.lines(), by=by, at=at
    )


def _decided(job: Job) -> bool:
    return not job.is_undecided


QUOTE = Step(
    "quote",
    _("Plan and quote"),
    "file-invoice",
    "repairs.quote",
    _quote,
    _("Plan and price are kept."),
    lambda job: job.order.stage == "assessed" and _decided(job),
    lambda job: job.order.stage == "assessed" and _decided(job),
    QuoteForm,
    QUOTE_FORM,
    submit=_("Show the customer"),
    hint=_("What is to be done and what it costs; free lines stand on it too."),
)
NEW_QUOTE = Step(
    "new_quote",
    _("New version of the quote"),
    "file-invoice",
    "repairs.quote",
    _quote,
    _("Plan and price are kept."),
    lambda job: job.order.stage in ("awaiting_consent", "ready", "in_repair") and _decided(job),
    lambda job: job.order.stage == "awaiting_consent" and job.open_quote is None,
    QuoteForm,
    QUOTE_FORM,
    submit=_("Show the customer"),
    hint=_("More parts or another price: the customer agrees anew."),
)
