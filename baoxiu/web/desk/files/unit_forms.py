"""The verbs of a unit: one product that somebody owns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.queries import visible
from baoxiu.basics.products import actions as products
from baoxiu.basics.products.actions import Purchase
from baoxiu.basics.products.models import Unit
from baoxiu.basics.products.queries import all_models, families, models_of
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateInput, MoneyInput

PURCHASE = ("sold_on", "delivered_on", "installed_on", "exchanged_on", "price", "proof", "voucher_number")


def _day(label: object) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateInput)


class PurchaseForm(VerbForm):
    """Owner and purchase: they decide who pays, so every change stays in the history."""

    at_fields = {"customer": "owner"}
    owner = forms.CharField(
        label=_("Owner"), required=False, max_length=20, help_text=_("Customer number, such as KH0000012.")
    )
    sold_on = _day(_("Bought on"))
    delivered_on = _day(_("Delivered on"))
    installed_on = _day(_("Installed on"))
    exchanged_on = _day(_("Exchanged on"))
    price = forms.DecimalField(
        label=_("Price paid"), required=False, min_value=0, max_digits=12, decimal_places=2, widget=MoneyInput
    )
    proof = forms.ChoiceField(
        label=_("Proof of purchase"), choices=Unit.Proof.choices, initial=Unit.Proof.NONE
    )
    voucher_number = forms.CharField(
        label=_("Invoice or warranty card number"), required=False, max_length=60
    )

    def clean_owner(self) -> Customer | None:
        """The customer with this number, as far as this person sees the file."""
        number = self.cleaned_data["owner"].strip().upper()
        if not number:
            return None
        found: Customer | None = visible(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_now("There is no customer with this number."))
        return found

    def purchase(self) -> Purchase:
        """The purchase as it was entered."""
        return Purchase(**{name: self.cleaned_data[name] for name in PURCHASE})


class RegisterUnitForm(PurchaseForm):
    """A product that is not registered yet."""

    verb, label, icon = "new", _("Register a product"), "package"
    button, done = _("Register the product"), _("Product registered.")
    serial = forms.CharField(
        label=_("Serial number"), max_length=60, required=False,
        help_text=_("As it stands on the plate; blanks and hyphens do not matter."),
    )  # fmt: skip
    family = forms.ModelChoiceField(label=_("Product family"), queryset=None, empty_label=_("Please choose"))
    model = forms.ModelChoiceField(
        label=_("Model"), queryset=None, required=False, empty_label=_("not known")
    )
    field_order = ("serial", "family", "model", "owner")

    def prepare(self) -> None:
        """The families that are served, and their models."""
        self.fields["family"].queryset = families()
        self.fields["model"].queryset = all_models()
        self.fields["model"].label_from_instance = lambda one: f"{one.family} · {one} · {one.code}"

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Register."""
        data = self.cleaned_data
        return products.register_unit(
            data["serial"], data["family"], model=data["model"], customer=data["owner"],
            purchase=self.purchase(), by=by, at=at,
        )  # fmt: skip


class ChangeUnitForm(PurchaseForm):
    """Another owner, model or purchase."""

    verb, label, icon = "change", _("Change owner and purchase"), "edit"
    button, done = _("Save"), _("Product data changed.")
    model = forms.ModelChoiceField(
        label=_("Model"), queryset=None, required=False, empty_label=_("not known")
    )
    field_order = ("model", "owner")

    def prepare(self) -> None:
        """As it stands."""
        row = self.thing
        self.fields["model"].queryset = models_of(row.family)
        first = {name: getattr(row, name) for name in PURCHASE}
        self.start(**first, model=row.model_id, owner=row.customer.number if row.customer else "")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        data = self.cleaned_data
        return products.change_unit(
            self.thing, model=data["model"], customer=data["owner"], purchase=self.purchase(), by=by, at=at
        )
