"""The verbs of the catalogue: families and models."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.products import actions as products
from baoxiu.basics.products.actions import FamilyTerms
from baoxiu.basics.technicians.models import Certificate
from baoxiu.core.actors import Actor
from baoxiu.flow.intake.rules import FIELDS
from baoxiu.flow.warranty.statutes import STATUTES
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.desk.files.parts import PARTS
from baoxiu.web.shared.story.labels import REQUEST_FIELDS

LISTS = ("certificates", "required_fields", "main_parts")
PLAIN = ("statute", "whole_months", "main_part_months", "stop_use_advice", "stop_use_advice_en")


def _ticks(
    label: object, choices: Iterable[tuple[str, object]], hint: object = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
    )


def _statutes() -> list[tuple[str, str]]:
    return [("", "—"), *((row.key, f"{row.name} · {row.basis}") for row in STATUTES.values())]


class FamilyForm(VerbForm):
    """Names and terms of a family."""

    name = forms.CharField(label=_("Name of the product"), max_length=80)
    name_en = forms.CharField(label=_("English name"), max_length=80, required=False)
    whole_months = forms.IntegerField(
        label=_("Warranty, whole product (months)"), min_value=0, max_value=600, initial=12
    )
    main_part_months = forms.IntegerField(
        label=_("Warranty, main parts (months)"), min_value=0, max_value=600, initial=36
    )
    statute = forms.ChoiceField(
        label=_("Row of the warranty law"), choices=_statutes, required=False,
        help_text=_("The legal minimum holds where our own term is shorter."),
    )  # fmt: skip
    main_parts = _ticks(_("Main parts"), PARTS.items())
    certificates = _ticks(_("Certificates a technician needs"), Certificate.Kind.choices)
    required_fields = _ticks(
        _("What a request must say besides the usual"),
        ((name, REQUEST_FIELDS.get(name, name)) for name in FIELDS),
    )
    stop_use_advice = forms.CharField(
        label=_("Advice until help comes, where there is danger"), max_length=200, required=False
    )
    stop_use_advice_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)

    def terms(self) -> FamilyTerms:
        """The terms as they were entered."""
        data = self.cleaned_data
        terms: dict[str, Any] = {name: data[name] for name in PLAIN}
        terms |= {name: tuple(data[name]) for name in LISTS}
        return FamilyTerms(**terms)


class AddFamilyForm(FamilyForm):
    """A new family."""

    verb, label, icon = "new", _("Add a product family"), "plus"
    button, done = _("Add the family"), _("Product family added.")
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Letters and digits; it never changes.")
    )
    field_order = ("code",)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        data = self.cleaned_data
        return products.add_family(
            data["code"], data["name"], name_en=data["name_en"], terms=self.terms(), by=by, at=at
        )


class ChangeFamilyForm(FamilyForm):
    """Other names or terms; or the family is no longer served."""

    verb, label, icon = "change", _("Change names and terms"), "edit"
    button, done = _("Save"), _("Product family changed.")
    is_active = forms.BooleanField(label=_("Requests for it are taken"), required=False)

    def prepare(self) -> None:
        """As it stands; parts of the firm's own stay choosable."""
        row = self.thing
        names = ("name", "name_en", "is_active", *PLAIN, *LISTS)
        self.start(**{name: getattr(row, name) for name in names})
        own = [(code, code) for code in row.main_parts if code not in PARTS]
        self.fields["main_parts"].choices = [*PARTS.items(), *own]

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Change."""
        data = self.cleaned_data
        return products.change_family(
            self.thing, name=data["name"], name_en=data["name_en"], terms=self.terms(),
            is_active=data["is_active"], by=by, at=at,
        )  # fmt: skip


class ModelForm(VerbForm):
    """One more model of the family."""

    verb, label, icon = "model", _("Add a model"), "plus"
    button, done = _("Add"), _("Model added.")
    code = forms.CharField(label=_("Code on the plate"), max_length=60)
    name = forms.CharField(label=_("Name of the product"), max_length=80)
    name_en = forms.CharField(label=_("English name"), max_length=80, required=False)
    brand = forms.CharField(label=_("Brand"), max_length=60, required=False)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Add."""
        return products.add_model(self.thing, **self.cleaned_data, by=by, at=at)


FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in (ChangeFamilyForm, ModelForm)}
