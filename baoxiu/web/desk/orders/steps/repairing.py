"""Steps of the repair: assessing, agreeing, working."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.warranty import actions as warranty
from baoxiu.flow.warranty.permissions import may_decide_on_merits
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.quoting import QUOTE_FORM, QuoteForm
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.fields import PhotosField
from baoxiu.web.shared.story.labels import CAUSES
from baoxiu.web.shared.widgets import Segments

PROOFS = (("", _("As known")), ("invoice", _("Invoice")), ("card", _("Warranty card")), ("none", _("No proof")))
RESULTS = (
    ("repairable", _("Can be repaired")),
    ("too_dear", _("Would cost too much")),
    ("not_repairable", _("Cannot be repaired")),
)


class AssessForm(StepForm):
    """What is broken, why, and whether a repair makes sense."""

    fault_nature = forms.CharField(label=_("What is broken"), widget=forms.Textarea(attrs={"rows": 2}))
    cause_class = forms.ChoiceField(label=_("Cause"), choices=[("", "—"), *CAUSES.items()])
    cause_text = forms.CharField(label=_("About the cause"), required=False)
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS, widget=Segments, initial="repairable")
    proposal = forms.CharField(
        label=_("Proposal"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The customer reads this."),
    )  # fmt: skip
    barrier = forms.CharField(label=_("What stands in the way of a repair"), required=False, max_length=200)


class JudgeForm(StepForm):
    """A warranty verdict by a person."""

    cause = forms.ChoiceField(label=_("Cause"), choices=CAUSES.items())
    proof = forms.ChoiceField(label=_("Proof of purchase"), choices=PROOFS, widget=Segments, required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def prepare(self) -> None:
        """Starts from what was found."""
        found = self.file.assessments
        self.initial["cause"] = found[0].cause_class if found else "unknown"


class MeritsForm(StepForm):
    """What the rules leave open, decided by a person."""

    free = forms.ChoiceField(
        label=_("Decision"), widget=Segments, choices=[("yes", _("Free of charge")), ("no", _("The customer pays"))]
    )
    note = forms.CharField(label=_("Why"), max_length=300)


class ConsentForm(StepForm):
    """What the customer said by phone or on site."""

    answer = forms.ChoiceField(
        label=_("Answer"), widget=Segments, choices=[("agree", _("Agrees")), ("refuse", _("Refuses"))], initial="agree"
    )
    way = forms.ChoiceField(
        label=_("How"), widget=Segments, choices=[("phone", _("By phone")), ("on_site", _("On site"))], initial="phone"
    )
    name = forms.CharField(label=_("Who answered"), max_length=80)
    reason = forms.CharField(label=_("Reason, if refused"), required=False, max_length=300)
    document_hash = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """The version on the screen is the one that is answered."""
        quote = self.file.open_quote
        self.initial |= {"name": self.file.request.contact_name, "document_hash": quote.document_hash if quote else ""}


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
        self.fields["quote_line"].choices = [(key, f"{line.name} × {line.quantity:g}") for key, line in self.lines.items()]


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


def _assess(file: OrderFile, form: AssessForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    result = data.pop("result")
    return repairs.assess(
        file.order, **data, repairable=result != "not_repairable", cost_sensible=result == "repairable", by=by, at=at
    )


def _judge(file: OrderFile, form: JudgeForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    stage = "diagnosis" if file.assessments else "counter"
    return warranty.judge(
        file.order, stage=stage, cause=data["cause"], proof=data["proof"] or None, note=data["note"], by=by, at=at
    )


def _merits(file: OrderFile, form: MeritsForm, by: Actor, at: datetime) -> object:
    data = form.cleaned_data
    return warranty.decide_on_merits(file.order, free=data["free"] == "yes", note=data["note"], by=by, at=at)


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
    kept = [
        repairs.add_photo(file.order, data=photo.read(), name=photo.name, by=by, at=at)
        for photo in form.cleaned_data["photos"]
    ]
    return kept


def _quote(file: OrderFile, form: QuoteForm, by: Actor, at: datetime) -> object:
    return repairs.send_quote(
        file.order, plan=form.cleaned_data["plan"], explanation=form.cleaned_data["explanation"],
        lines=form.lines(), by=by, at=at,
    )  # fmt: skip


ASSESS = Step(
    "assess", _("Assess"), "stethoscope", "repairs.assess", ("accepted",), _assess, _("Assessment kept."), AssessForm,
    fits=lambda file: file.order.mode != "on_site" or file.been_there, wide=True,
)  # fmt: skip
ASSESS_AGAIN = Step(
    "assess_again", _("Assess anew"), "stethoscope", "repairs.assess", ("assessed",), _assess, _("Assessment kept."),
    AssessForm, side=True, wide=True,
)  # fmt: skip
JUDGE = Step(
    "judge", _("Judge the warranty"), "shield-check", "warranty.judge", ORDER.codes("open", "waiting"), _judge,
    _("Verdict kept."), JudgeForm, side=True,
)  # fmt: skip
MERITS = Step(
    "merits", _("Decide on the merits"), "scale", "warranty.judge", ("assessed",), _merits, _("Verdict kept."), MeritsForm,
    fits=lambda file: file.verdict is not None and file.verdict.row.result == "undecided",
    permission=lambda actor, order: may_decide_on_merits(order, actor),
    hint=_("The rules leave open who pays. Before a quote somebody decides, with a reason."),
)  # fmt: skip
QUOTE = Step(
    "quote", _("Send plan and quote"), "file-invoice", "repairs.quote", ("assessed",), _quote, _("Quote sent."), QuoteForm,
    QUOTE_FORM, wide=True,
)  # fmt: skip
NEW_QUOTE = Step(
    "new_quote", _("New version of the quote"), "file-invoice", "repairs.quote",
    ("awaiting_consent", "ready", "in_repair"), _quote, _("Quote sent."), QuoteForm, QUOTE_FORM, side=True, wide=True,
)  # fmt: skip
CONSENT = Step(
    "consent", _("Note the customer's answer"), "message-circle", "repairs.consent", ("awaiting_consent",), _consent,
    _("Answer noted."), ConsentForm, "desk/orders/steps/consent.html", lambda file: file.open_quote is not None,
)  # fmt: skip
START = Step("start", _("Start repair"), "player-play", "repairs.repair", ("ready",), _start, _("Repair started."))
PART = Step(
    "part", _("Note a part"), "package", "repairs.repair", ("in_repair",), _part, _("Part noted."), PartForm,
    fits=lambda file: bool(agreed_parts(file)), side=True,
)  # fmt: skip
WORK = Step(
    "work", _("Note work done"), "note", "repairs.repair", ("in_repair",), _work, _("Noted."), WorkForm, side=True
)
PHOTO = Step(
    "photo", _("Add photos"), "photo-plus", "repairs.repair", ORDER.codes("open", "waiting"), _photos, _("Photos added."),
    PhotoForm, side=True,
)  # fmt: skip

STEPS = (CONSENT, MERITS, QUOTE, START, ASSESS, WORK, PART, PHOTO, NEW_QUOTE, ASSESS_AGAIN, JUDGE)
