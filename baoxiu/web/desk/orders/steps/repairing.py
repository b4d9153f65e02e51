"""Steps of the repair: quoting, agreeing, working."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.quoting import QUOTE_FORM, QuoteForm
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.fields import PhotosField
from baoxiu.web.shared.widgets import Segments
from baoxiu.web.shared.words import quantity


class ConsentForm(StepForm):
    """What the customer said by phone or on site."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        widget=Segments,
        choices=[("agree", _("Agrees")), ("refuse", _("Refuses"))],
        initial="agree",
    )
    way = forms.ChoiceField(
        label=_("How"),
        widget=Segments,
        choices=[("phone", _("By phone")), ("on_site", _("On site"))],
        initial="phone",
    )
    name = forms.CharField(label=_("Who answered"), max_length=80)
    reason = forms.CharField(label=_("Reason, if refused"), required=False, max_length=300)
    document_hash = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """The version on the screen is the one that is answered."""
        quote = self.file.open_quote
        self.initial |= {
            "name": self.file.request.contact_name,
            "document_hash": quote.document_hash if quote else "",
        }


class PartForm(StepForm):
    """A part built in."""

    quote_line = forms.ChoiceField(label=_("Agreed part"))
    quantity = forms.DecimalField(label=_("Quantity"), initial=1, min_value=Decimal("0.01"), decimal_places=2)
    old_serial = forms.CharField(label=_("Old part's serial number"), required=False, max_length=60)
    new_serial = forms.CharField(label=_("New part's serial number"), required=False, max_length=60)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def prepare(self) -> None:
        """The parts of the quote in force."""
        self.lines = {str(line.pk): line for line in agreed_parts(self.file)}
        self.fields["quote_line"].choices = [
            (key, f"{line.name} × {quantity(line.quantity)}") for key, line in self.lines.items()
        ]


class WorkForm(StepForm):
    """An operation."""

    text = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 2}))


class PhotoForm(StepForm):
    """Photos of the work."""

    photos = PhotosField(label=_("Photos"))


def agreed_parts(file: OrderFile) -> list[Any]:
    """The part lines of the quote in force."""
    quote = file.quote_in_force
    return [line for line in quote.lines.all() if line.kind == "part"] if quote else []


def _consent(file: OrderFile, form: ConsentForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    quote, reason = file.open_quote, data.pop("reason")
    if quote is None:
        raise repairs.ChangedQuote()
    if data.pop("answer") == "agree":
        return repairs.agree(quote, **data, by=by, at=at)
    return repairs.refuse(quote, **data, reason=reason, by=by, at=at)


def _start(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return repairs.start(file.order, by=by, at=at)


def _part(file: OrderFile, form: PartForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    line = form.lines[data.pop("quote_line")]
    return repairs.note_part(file.order, quote_line=line, **data, by=by, at=at)


def _work(file: OrderFile, form: WorkForm, by: Actor, at: datetime) -> object:
    return repairs.note_step(file.order, text=form.cleaned_data["text"], by=by, at=at)


def _photos(file: OrderFile, form: PhotoForm, by: Actor, at: datetime) -> object:
    return [
        repairs.add_photo(file.order, data=photo.read(), name=photo.name, by=by, at=at)
        for photo in form.cleaned_data["photos"]
    ]


def _quote(file: OrderFile, form: QuoteForm, by: Actor, at: datetime) -> object:
    return repairs.send_quote(
        file.order,
        plan=form.cleaned_data["plan"],
        explanation=form.cleaned_data["explanation"],
        lines=form.lines(),
        by=by,
        at=at,
    )


QUOTE = Step(
    "quote",
    _("Send plan and quote"),
    "file-invoice",
    "repairs.quote",
    ("assessed",),
    _quote,
    _("Quote sent."),
    QuoteForm,
    QUOTE_FORM,
    wide=True,
)
NEW_QUOTE = Step(
    "new_quote",
    _("New version of the quote"),
    "file-invoice",
    "repairs.quote",
    ("awaiting_consent", "ready", "in_repair"),
    _quote,
    _("Quote sent."),
    QuoteForm,
    QUOTE_FORM,
    side=True,
    wide=True,
)
CONSENT = Step(
    "consent",
    _("Note the customer's answer"),
    "message-circle",
    "repairs.consent",
    ("awaiting_consent",),
    _consent,
    _("Answer noted."),
    ConsentForm,
    "desk/orders/steps/consent.html",
    lambda file: file.open_quote is not None,
)
START = Step(
    "start",
    _("Start repair"),
    "player-play",
    "repairs.repair",
    ("ready",),
    _start,
    _("Repair started."),
    fits=lambda file: not file.order.path.by_sheet,
)
PART = Step(
    "part",
    _("Note a part"),
    "package",
    "repairs.repair",
    ("in_repair",),
    _part,
    _("Part noted."),
    PartForm,
    fits=lambda file: bool(agreed_parts(file)),
    side=True,
)
WORK = Step(
    "work",
    _("Note work done"),
    "note",
    "repairs.repair",
    ("in_repair",),
    _work,
    _("Noted."),
    WorkForm,
    side=True,
)
PHOTO = Step(
    "photo",
    _("Add photos"),
    "photo-plus",
    "repairs.repair",
    ORDER.codes("open", "waiting"),
    _photos,
    _("Photos added."),
    PhotoForm,
    side=True,
)

STEPS = (CONSENT, QUOTE, START, WORK, PART, PHOTO, NEW_QUOTE)
