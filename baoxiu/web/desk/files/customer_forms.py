"""The verbs of the customer file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers import actions as customers
from baoxiu.basics.customers.actions.add_contact import ContactInput
from baoxiu.basics.customers.inputs import AddressInput
from baoxiu.basics.customers.models import Address, Contact, Customer
from baoxiu.basics.customers.rules import format_phone
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.desk.files.care_forms import CARE
from baoxiu.web.desk.files.planned_forms import PLANNED
from baoxiu.web.desk.files.position_form import PositionForm, written
from baoxiu.web.shared.widgets import DivisionPicker, PhoneInput, Segments

PHONE = {"autocomplete": "off"}


class ChangeForm(VerbForm):
    """Name, kind, class and note."""

    verb, label, icon = "change", _("Change the file"), "edit"
    button, done = _("Save"), _("Customer file changed.")
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Person or company"), choices=Customer.Kind.choices, widget=Segments)
    customer_class = forms.ChoiceField(label=_("Class"), choices=Customer.Class.choices, widget=Segments)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def prepare(self) -> None:
        """As it stands; key customers come from the year's list (RQ-CUS-07)."""
        row = self.thing
        offered = [one for one in Customer.Class.choices if one[0] != "key" or row.customer_class == "key"]
        self.fields["customer_class"].choices = offered
        self.start(name=row.name, kind=row.kind, customer_class=row.customer_class, note=row.note)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        return customers.change(self.thing, **self.cleaned_data, by=by, at=at)


class ContactForm(VerbForm):
    """One more person to reach, or new words for a known one."""

    verb, label, icon = "contact", _("Add a contact"), "user-plus"
    button, done = _("Add"), _("Contact kept.")
    name = forms.CharField(label=_("Name"), max_length=80)
    phone = forms.CharField(label=_("Phone number"), max_length=40, widget=PhoneInput(PHONE))
    email = forms.CharField(label=_("Mail address"), required=False, max_length=254)
    relation = forms.CharField(label=_("Relation"), required=False, max_length=40)
    is_primary = forms.BooleanField(label=_("Call this person first"), required=False)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        return customers.add_contact(self.thing, ContactInput(**self.cleaned_data), by=by, at=at)


class ChangeContactForm(ContactForm):
    """Another name or number of a known contact."""

    verb, label, icon = "contact_change", _("Change"), "edit"
    button = _("Save")
    contact = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """The contacts of this file."""
        self.fields["contact"].queryset = self.thing.contacts.all()

    @classmethod
    def of(cls, contact: Contact, actor: Actor) -> ChangeContactForm:
        """The form of one contact as it stands."""
        names = ("name", "phone", "email", "relation", "is_primary")
        first = {name: getattr(contact, name) for name in names}
        first["phone"] = format_phone(contact.phone, contact.extension)
        options = {"initial": {**first, "contact": contact.pk}, "auto_id": f"contact_{contact.pk}_%s"}
        return cls(thing=contact.customer, actor=actor, **options)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        data = dict(self.cleaned_data)
        return customers.change_contact(data.pop("contact"), ContactInput(**data), by=by, at=at)


class AddressForm(VerbForm):
    """One more place."""

    verb, label, icon = "address", _("Add an address"), "map-pin"
    button, done = _("Add"), _("Address kept.")
    at_fields = {"address": "detail"}
    division_code = forms.CharField(label=_("District"), widget=DivisionPicker)
    detail = forms.CharField(label=_("Street and house number"), max_length=200)
    is_primary = forms.BooleanField(label=_("Usual address"), required=False)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        data = self.cleaned_data
        place = AddressInput(data["division_code"], data["detail"])
        return customers.add_address(self.thing, place, is_primary=data["is_primary"], by=by, at=at)


class AddressPositionForm(PositionForm):
    """Where a known address is."""

    verb = "address_position"
    at_fields = {"lat": "position"}
    address = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """The addresses of this file."""
        self.fields["address"].queryset = self.thing.addresses.all()

    @classmethod
    def of(cls, address: Address, actor: Actor) -> AddressPositionForm:
        """The form of one address as it stands."""
        known = written(address)
        first = {"address": address.pk, "position": known, "datum": "wgs84" if known else "gcj02"}
        return cls(thing=address.customer, actor=actor, initial=first, auto_id=f"address_{address.pk}_%s")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep."""
        return customers.locate_address(self.cleaned_data["address"], **self.point(), by=by, at=at)


class RegisterForm(VerbForm):
    """A new file."""

    verb, label, icon = "new", _("Add a customer"), "user-plus"
    button, done = _("Add the customer"), _("Customer file opened.")
    at_fields = {"address": "detail"}
    name = forms.CharField(label=_("Name"), max_length=80)
    phone = forms.CharField(label=_("Phone number"), max_length=40, widget=PhoneInput(PHONE))
    kind = forms.ChoiceField(
        label=_("Person or company"),
        choices=Customer.Kind.choices,
        widget=Segments,
        initial=Customer.Kind.PERSON,
    )
    email = forms.CharField(label=_("Mail address"), required=False, max_length=254)
    division_code = forms.CharField(label=_("District"), required=False, widget=DivisionPicker)
    detail = forms.CharField(label=_("Street and house number"), required=False, max_length=200)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Open the file."""
        data = dict(self.cleaned_data)
        code, detail = data.pop("division_code"), data.pop("detail")
        place = AddressInput(code, detail) if code or detail else None
        return customers.register(**data, address=place, by=by, at=at)


_VERBS: tuple[type[VerbForm], ...] = (
    ChangeForm,
    ContactForm,
    ChangeContactForm,
    AddressForm,
    AddressPositionForm,
    *CARE,
    *PLANNED,
)
FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in _VERBS}
