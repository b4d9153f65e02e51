"""The three screens of a report. What is wrong is said by the intake itself, at the field (RQ-INT-13)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.inputs import MAIL_LENGTH
from baoxiu.basics.places.queries import named_in
from baoxiu.basics.places.rules import is_code
from baoxiu.basics.products.queries import faults_of
from baoxiu.core.clock import legal_date
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake.inputs import WHAT_IS_MISSING, checked
from baoxiu.flow.intake.links import visitor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import mandatory, services
from baoxiu.flow.intake.rules import missing
from baoxiu.web.portal import words
from baoxiu.web.portal.draft import Draft, to_input
from baoxiu.web.portal.widgets import Chips, District
from baoxiu.web.shared.fields import MediaField
from baoxiu.web.shared.widgets import DateInput, PhoneInput, RadioCards

DAYS_OFFERED = 7
SINCE = (_("today"), _("for some days"), _("for more than a week"), _("for more than a month"))
MODES: dict[str, tuple[object, object]] = {
    "on_site": (_("Come to me"), _("A technician repairs it at your place")),
    "carry_in": (_("I bring it"), _("To a service outlet near you")),
    "send_in": (_("I send it"), _("Packed well, by a carrier")),
}


def faults_in(draft: Draft, at: datetime) -> dict[str, str]:
    """What the intake would say against this draft, by field; the acknowledgement is left out."""
    try:
        checked(to_input(draft, at=at, acknowledged=True), by=visitor(), at=at)
    except InvalidInput as refusal:
        return refusal.fields
    return {}


class ScreenForm(forms.Form):
    """One screen: begins with the draft, marks what is mandatory, and asks the intake what is wrong."""

    def __init__(self, draft: Draft, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(*args, initial=asdict(draft), **options)
        self.draft, self.at = draft, at
        self.wanted = mandatory(draft.chosen_family, "portal", at=at)
        for name in missing({}, self.wanted, on_site=True):
            if name in self.fields:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = WHAT_IS_MISSING[name]

    def clean(self) -> dict[str, Any]:
        """The intake's own sentences at the fields of this screen."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        filled = replace(self.draft)
        filled.fill(values)
        for name, sentence in faults_in(filled, self.at).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return values


class ProductForm(ScreenForm):
    """Screen 1: what is wanted, and what is wrong with it."""

    service = forms.ChoiceField(label=_("What do you need?"), required=False)
    fault = forms.ChoiceField(label=_("What is wrong?"), required=False)
    fault_text = forms.CharField(
        label=_("Describe it in your words"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 4000}),
        help_text=_("What do you see, hear or smell? No need to know the cause."),
        error_messages={"required": WHAT_IS_MISSING["fault_text"]},
    )
    fault_since = forms.ChoiceField(label=_("Since when?"), required=False)
    photos = MediaField(
        label=_("Photos or a video"), required=False,
        help_text=_(
            "Of the fault and of the type plate, up to 6. A video helps where one must see or hear it. "
            "Hidden data such as the place is removed."
        ),
    )  # fmt: skip
    model_text = forms.CharField(label=_("Model"), required=False, max_length=80)
    serial = forms.CharField(
        label=_("Serial number"), required=False, max_length=60,
        help_text=_("On the type plate, often beside a code to scan"),
    )  # fmt: skip
    brand = forms.CharField(label=_("Brand"), required=False, max_length=80)
    purchased_on = forms.DateField(label=_("Day of purchase"), required=False, widget=DateInput)
    voucher_number = forms.CharField(
        label=_("Number of the invoice or warranty card"), required=False, max_length=60
    )
    OF_THE_PRODUCT = ("model_text", "serial", "brand", "purchased_on", "voucher_number")

    def __init__(self, draft: Draft, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(draft, *args, at=at, **options)
        self._offer_services(draft, at)
        family = draft.chosen_family
        kinds = list(faults_of(family)) if family else []
        fault = self.fields["fault"]
        fault.choices = [(kind.code, str(kind)) for kind in kinds] + [("", _("Something else"))]
        fault.widget = Chips(marked=[kind.code for kind in kinds if kind.is_dangerous])
        fault.widget.choices = fault.choices
        since = self.fields["fault_since"]
        since.choices = [(str(word), word) for word in SINCE]
        since.widget = Chips()
        since.widget.choices = since.choices
        if draft.fault_since and draft.fault_since not in dict(since.choices):
            since.choices = [*since.choices, (draft.fault_since, draft.fault_since)]
            since.widget.choices = since.choices

    def _offer_services(self, draft: Draft, at: datetime) -> None:
        """Those that the firm does for this product; a single one is not asked for (RQ-INT-16)."""
        offered = services(draft.chosen_family, "portal", at=at)
        field = self.fields["service"]
        field.choices = [(code, RepairRequest.Service(code).label) for code in offered]
        field.widget = Chips()
        field.widget.choices = field.choices
        if draft.service not in offered and offered:
            self.initial["service"] = offered[0]
        if len(offered) == 1:
            field.widget = forms.HiddenInput()

    def clean_service(self) -> str:
        """Without a choice, what stood there."""
        return str(self.cleaned_data["service"] or self.initial["service"])

    @property
    def product_fields(self) -> list[forms.BoundField]:
        """What helps to judge the warranty; may be left out unless the family asks for it."""
        return [self[name] for name in self.OF_THE_PRODUCT]

    @property
    def opens_product(self) -> bool:
        """Whether the part about the product must be in sight."""
        return any(
            self[name].field.required or self[name].errors or self[name].value()
            for name in self.OF_THE_PRODUCT
        )


class PlaceForm(ScreenForm):
    """Screen 2: who, where and when."""

    contact_name = forms.CharField(
        label=_("Your name"), required=False, max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Mobile number"), required=False, widget=PhoneInput,
        help_text=_("Only for this repair. With it and the number you will find your request again."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=MAIL_LENGTH, help_text=_("If you like to get news of the repair by mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=_("How shall it be repaired?"),
        choices=[(mode, label) for mode, (label, _note) in MODES.items()],
        widget=RadioCards(notes={mode: note for mode, (_label, note) in MODES.items()}),
    )
    division_code = forms.CharField(label=_("Your area"), required=False, widget=District)
    address = forms.CharField(
        label=_("Street, house, flat"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )  # fmt: skip
    wish_day = forms.ChoiceField(label=_("Which day would suit?"), required=False, widget=Chips)
    wish_part = forms.ChoiceField(
        label=_("What time?"), required=False, widget=Chips,
        choices=[
            ("all", _("any time")), ("morning", _("8:00–12:00")), ("afternoon", _("12:00–18:00")),
            ("evening", _("18:00–21:00")),
        ],
    )  # fmt: skip

    def __init__(self, draft: Draft, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(draft, *args, at=at, **options)
        self.fields["wish_day"].choices = _days(legal_date(at))
        if draft.is_question:
            for name in ("mode", "wish_day", "wish_part"):
                del self.fields[name]
        # Which of these are needed depends on the mode, which the browser does not know yet.
        for name in ("division_code", "address"):
            self.fields[name].required = False

    def clean_division_code(self) -> str:
        """A written district becomes its code."""
        given: str = self.cleaned_data["division_code"].strip()
        return given if not given or is_code(given) else named_in(given) or given

    def clean_wish_part(self) -> str:
        """Without a choice, any time."""
        return self.cleaned_data["wish_part"] or "all"


class CheckForm(forms.Form):
    """Screen 3: the customer's word that it is true (RQ-INT-19)."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    acknowledged = forms.BooleanField(
        label=_("What I entered is true and complete, and I will help so that the repair can be done."),
        error_messages={"required": _("Please confirm that your information is true and complete.")},
    )


def _days(today: date) -> list[tuple[str, object]]:
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_OFFERED)]
    return [("", _("As soon as possible")), *((day.isoformat(), words.near_day(day, today)) for day in days)]
