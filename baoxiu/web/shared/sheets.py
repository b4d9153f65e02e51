"""What is asked for an installation, a commissioning or a maintenance, at every door (RQ-INS-01…06)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.flow.repairs.actions import Handover
from baoxiu.flow.work_orders.models import WorkOrder

HANDOVER = ("serial", "installation_card", "warranty_card", "contact_card", "trained")


class SiteFields(forms.Form):
    """Where it goes, and who agreed (RQ-INS-02)."""

    place = forms.CharField(
        label=_("Where it is put"),
        required=False,
        max_length=200,
        help_text=_("Where an estate has rules, write how they are kept."),
    )
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=80)
    note = forms.CharField(
        label=_("Explained beforehand"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For instance that the wished place disturbs the neighbours."),
    )

    def fit(self, order: WorkOrder) -> None:
        """Usually the customer agrees; a place is asked only where something is put up."""
        self.initial["agreed_with"] = order.request.contact_name
        if not order.path.place:
            del self.fields["place"]


class SheetFields(forms.Form):
    """What goes with the sheet where the product's file begins: the cards, and who was shown (RQ-INS-05, RQ-INS-06)."""

    serial = forms.CharField(label=_("Serial number"), max_length=60)
    installation_card = forms.CharField(label=_("Number of the installation card"), max_length=40)
    warranty_card = forms.CharField(label=_("Number of the warranty card"), max_length=40)
    contact_card = forms.CharField(label=_("Number of the contact card"), max_length=40)
    trained = forms.CharField(label=_("Who was shown how to use it"), max_length=80)

    def fit(self, order: WorkOrder) -> None:
        """Only where the product's file begins; what is known of the order is filled in."""
        if not order.path.starts_file:
            for name in HANDOVER:
                del self.fields[name]
        self.initial |= {
            "serial": order.unit.serial if order.unit else order.request.serial,
            "trained": order.request.contact_name,
        }

    @property
    def handover(self) -> Handover:
        """What was handed over; empty where nothing was asked."""
        return Handover(**{name: self.cleaned_data.get(name, "") for name in HANDOVER})
