"""What the customer answers on the own page."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.places.queries import named_in
from baoxiu.basics.places.rules import is_code
from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.portal.widgets import Chips, District
from baoxiu.web.shared.fields import MediaField, SignatureField
from baoxiu.web.shared.shapes import Signature
from baoxiu.web.shared.story.labels import REQUEST_FIELDS
from baoxiu.web.shared.widgets import DateInput, PhoneInput, Stars


def _line(name: str, widget: forms.Widget | None = None) -> forms.CharField:
    return forms.CharField(label=REQUEST_FIELDS[name], required=False, max_length=200, widget=widget)


SUPPLEMENTS: dict[str, Any] = {
    "contact_name": lambda: _line("contact_name"),
    "phone": lambda: _line("phone", PhoneInput()),
    "email": lambda: forms.EmailField(label=REQUEST_FIELDS["email"], required=False),
    "division_code": lambda: _line("division_code", District()),
    "address": lambda: _line("address"),
    "brand": lambda: _line("brand"),
    "model_text": lambda: _line("model_text"),
    "serial": lambda: _line("serial"),
    "purchased_on": lambda: forms.DateField(
        label=REQUEST_FIELDS["purchased_on"], required=False, widget=DateInput()
    ),
    "voucher_number": lambda: _line("voucher_number"),
    "fault_text": lambda: forms.CharField(
        label=REQUEST_FIELDS["fault_text"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    ),
    "fault_since": lambda: _line("fault_since"),
    "wish": lambda: _line("wish"),
}
"""A field for everything the review may ask for and the customer can correct."""


class SupplementForm(forms.Form):
    """The fields that were asked for, a text, and photos."""

    text = forms.CharField(
        label=_("Your answer"), required=False, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 4000})
    )
    photos = MediaField(label=_("Photos or a video"), required=False)

    def __init__(self, case: RepairRequest, asked: Iterable[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wanted = [name for name in SUPPLEMENTS if name in _with_district(asked)]
        for name in wanted:
            self.fields[name] = SUPPLEMENTS[name]()
            self.fields[name].initial = getattr(case, name)
        self.order_fields([*wanted, "text", "photos"])
        self.asked = wanted

    def changes(self) -> dict[str, Any]:
        """The corrected values."""
        given = {
            name: self.cleaned_data[name] for name in self.asked if self.cleaned_data[name] not in ("", None)
        }
        district = given.get("division_code", "")
        if district and not is_code(district):
            given["division_code"] = named_in(district) or district
        return given


def _with_district(asked: Iterable[str]) -> set[str]:
    names = set(asked)
    return names | {"division_code"} if "address" in names else names


class PhotosForm(forms.Form):
    """More photos while the case is open."""

    photos = MediaField(label=_("More photos or a video"), required=False)


class AgreeForm(forms.Form):
    """The yes to exactly the version that was read (RQ-QUO-07)."""

    document_hash = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please enter the name of the person who answers.")},
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("I have read plan and price and agree."),
        error_messages={"required": _("Please tick that you agree.")},
    )


class RefuseForm(forms.Form):
    """The no, with the reason."""

    document_hash = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please enter the name of the person who answers.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why not?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It helps us to make you a better offer."),
        error_messages={"required": _("Please tell us why, in a few words.")},
    )  # fmt: skip


class SignForm(forms.Form):
    """The signature under exactly the document that was read (RQ-ACC-01, RQ-ACC-03)."""

    document_hash = forms.CharField(widget=forms.HiddenInput)
    signer = forms.CharField(
        label=_("Name of the person who signs"), max_length=80,
        error_messages={"required": _("Please enter the name of the person who signs.")},
    )  # fmt: skip
    relation = forms.ChoiceField(
        label=_("Who are you?"),
        choices=Acceptance.Relation.choices,
        initial=Acceptance.Relation.CUSTOMER,
        widget=Chips,
    )
    relation_text = forms.CharField(label=_("If somebody else: who"), required=False, max_length=80)
    opinion = forms.CharField(
        label=_("Anything you want to say"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
    )
    signature = SignatureField(label=_("Signature"))

    @property
    def drawn(self) -> str:
        """The drawing as the acceptance takes it; empty for a typed name."""
        signature: Signature = self.cleaned_data["signature"]
        return f"data:image/png;base64,{base64.b64encode(signature.png).decode()}" if signature.png else ""

    def clean(self) -> dict[str, Any]:
        """A typed signature is the signer's own name."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        signature = values.get("signature")
        if signature and not signature.png and signature.typed_name != values.get("signer", "").strip():
            self.add_error("signature", _("The typed name must be the name of the person who signs."))
        return values


class ObjectForm(forms.Form):
    """Not content: what is not right (RQ-ACC-02)."""

    signer = forms.CharField(label=_("Your name"), max_length=80)
    objection = forms.CharField(
        label=_("What is not right?"), widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
        error_messages={"required": _("Please write what is not right.")},
    )  # fmt: skip


def _stars(label: object) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[(str(mark), str(mark)) for mark in range(1, 6)], coerce=int, widget=Stars,
        error_messages={"required": _("Please choose one to five stars.")},
    )  # fmt: skip


class RatingForm(forms.Form):
    """Three questions, one to five stars each (RQ-SAT-01)."""

    quality = _stars(_("Does it work again as it should?"))
    attitude = _stars(_("Were our people polite and careful?"))
    time = _stars(_("Were they on time and quick?"))
    text = forms.CharField(
        label=_("In your words"), required=False, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000})
    )


class ComplaintForm(forms.Form):
    """What the customer is not content with (RQ-CMP-01). The key makes a second sending harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("What are you not satisfied with?"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 4000}),
        help_text=_("What happened, when, and what would put it right for you?"),
        error_messages={"required": _("Please write what is wrong.")},
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Taking the request back."""

    reason = forms.CharField(label=_("Why, if you like to say"), required=False, max_length=300)
