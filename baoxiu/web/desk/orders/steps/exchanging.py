"""Beyond repair or too dear: the way to an exchange (RQ-ASM-05)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.money import parse_yuan
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import MoneyInput

MONEY = ("repair_cost", "product_price")


class ExchangeForm(StepForm):
    """What the repair and what the product costs, and that the customer knows."""

    repair_cost = forms.CharField(label=_("The repair would cost"), required=False, widget=MoneyInput)
    product_price = forms.CharField(label=_("The same product costs"), required=False, widget=MoneyInput)
    told = forms.CharField(
        label=_("Told to"),
        max_length=80,
        help_text=_("The customer agrees to the same model and specification."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def prepare(self) -> None:
        """Prices count only where the product could be repaired."""
        found = self.file.assessments
        if found and not found[0].repairable:
            for name in MONEY:
                del self.fields[name]
        self.initial["told"] = self.file.request.contact_name


def _route(file: OrderFile, form: ExchangeForm, by: Actor, at: datetime) -> object:
    given = dict(form.cleaned_data)
    prices = {name: parse_yuan(given[name], field=name) for name in MONEY if given.get(name)}
    return repairs.route_to_exchange(
        file.order, **prices, told=given["told"], note=given["note"], by=by, at=at
    )


def _fits(file: OrderFile) -> bool:
    """Found beyond repair or too dear, and not decided yet."""
    found = file.assessments[0] if file.assessments else None
    hopeless = found is not None and not (found.repairable and found.cost_sensible)
    return hopeless and not hasattr(file.order, "exchange_route")


EXCHANGE = Step(
    "exchange_route",
    _("Send it to exchange"),
    "refresh",
    "acceptance.decide",
    ("unrepaired",),
    _route,
    _("Kept. The exchange is on the service manager's list."),
    ExchangeForm,
    fits=_fits,
    hint=_("Beyond repair, or too dear by the firm's share: the same model and specification instead."),
)

STEPS = (EXCHANGE,)
