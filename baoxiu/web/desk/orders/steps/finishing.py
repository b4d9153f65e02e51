"""Steps of the end: acceptance, signature, money; and complaints at any time."""

from __future__ import annotations

import base64
from datetime import datetime
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.money import parse_yuan
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.models import Payment
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.fields import PhotosField, SignatureField
from baoxiu.web.shared.widgets import MoneyInput, Segments

EVERY = tuple(stage.code for stage in ORDER.stages)
WAITING = ("awaiting_acceptance",)


class SignForm(StepForm):
    """The customer signs on this screen what stands above."""

    signer = forms.CharField(label=_("Who signs"), max_length=80)
    relation = forms.ChoiceField(
        label=_("Who that is"), choices=Acceptance.Relation.choices, widget=Segments, initial="customer"
    )
    relation_text = forms.CharField(label=_("If somebody else: who"), required=False, max_length=80)
    opinion = forms.CharField(label=_("The customer's words"), required=False)
    signature = SignatureField(label=_("Signature"))
    document_hash = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Bound to the sheet on the screen."""
        sheet = self.file.sheet
        self.initial |= {
            "signer": self.file.request.contact_name,
            "document_hash": sheet.document_hash if sheet else "",
        }


class ObjectionForm(StepForm):
    """What is not right."""

    objection = forms.CharField(label=_("What is not right"), widget=forms.Textarea(attrs={"rows": 2}))
    signer = forms.CharField(label=_("Who says so"), max_length=80)

    def prepare(self) -> None:
        """Usually the customer."""
        self.initial["signer"] = self.file.request.contact_name


class UnsignedForm(StepForm):
    """The exception, approved by whoever records it."""

    exception = forms.ChoiceField(
        label=_("Why there is no signature"), choices=Acceptance.Unsigned.choices[:2], widget=Segments
    )
    reason = forms.CharField(
        label=_("What happened"), widget=forms.Textarea(attrs={"rows": 2}), max_length=300
    )
    witness = forms.CharField(
        label=_("Witness"),
        required=False,
        max_length=80,
        help_text=_("When nobody was there to sign: a witness or a photo."),
    )
    photo = PhotosField(label=_("Photo of the absence"), required=False)


class PaymentForm(StepForm):
    """Money received."""

    amount = forms.CharField(label=_("Amount"), widget=MoneyInput)
    method = forms.ChoiceField(
        label=_("How paid"), choices=Payment.Method.choices, widget=Segments, initial="transfer"
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=80)
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """What is still owed; sending the page twice records once."""
        self.initial |= {"amount": f"{self.file.owed}", "client_key": uuid4()}


class ComplaintForm(StepForm):
    """What the customer is not content with."""

    text = forms.CharField(label=_("What the customer says"), widget=forms.Textarea(attrs={"rows": 3}))


def _sign(file: OrderFile, form: SignForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    signature = data.pop("signature")
    if file.sheet is None:
        raise acceptance.ContentChanged()
    drawn = base64.b64encode(signature.png).decode() if signature.png else ""
    data["signature_data_url"] = f"data:image/png;base64,{drawn}" if drawn else ""
    return acceptance.sign(file.sheet, **data, typed=not drawn, by=by, at=at)


def _object(file: OrderFile, form: ObjectionForm, by: Actor, at: datetime) -> object:
    if file.sheet is None:
        raise acceptance.ContentChanged()
    return acceptance.refuse(file.sheet, **form.cleaned_data, by=by, at=at)


def _unsigned(file: OrderFile, form: UnsignedForm, by: Actor, at: datetime) -> object:
    if file.sheet is None:
        raise acceptance.ContentChanged()
    given = dict(form.cleaned_data)
    photos = given.pop("photo")
    photo = photos[0].read() if photos else b""
    return acceptance.accept_unsigned(file.sheet, **given, photo=photo, by=by, at=at)


def _present(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return acceptance.present(file.order, by=by, at=at)


def _prepare(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return settlement.prepare(file.order, by=by, at=at)


def _pay(file: OrderFile, form: PaymentForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    amount = parse_yuan(data.pop("amount"))
    return settlement.record_payment(file.settlement, amount=amount, **data, by=by, at=at)


def _settle(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return settlement.settle(file.settlement, by=by, at=at)


def _complain(file: OrderFile, form: ComplaintForm, by: Actor, at: datetime) -> object:
    return complaints.note(file.order, source="desk", text=form.cleaned_data["text"], by=by, at=at)


PRESENT = Step(
    "present",
    _("Present for acceptance"),
    "writing-sign",
    "acceptance.sign",
    WAITING,
    _present,
    _("Put before the customer."),
    fits=lambda file: file.sheet is None or hasattr(file.sheet, "answer"),
)
SIGN = Step(
    "sign",
    _("Sign on site"),
    "signature",
    "acceptance.sign",
    WAITING,
    _sign,
    _("Accepted and signed."),
    SignForm,
    "desk/orders/steps/sign.html",
    lambda file: file.sheet is not None and not hasattr(file.sheet, "answer"),
    wide=True,
)
OBJECT = Step(
    "object",
    _("Customer does not accept"),
    "thumb-down",
    "acceptance.sign",
    WAITING,
    _object,
    _("Back to repair."),
    ObjectionForm,
    fits=lambda file: file.sheet is not None,
    side=True,
)
UNSIGNED = Step(
    "unsigned",
    _("Accept without signature"),
    "writing-sign",
    "acceptance.except",
    WAITING,
    _unsigned,
    _("Accepted by exception."),
    UnsignedForm,
    fits=lambda file: file.sheet is not None and not hasattr(file.sheet, "answer"),
    side=True,
)
PREPARE = Step(
    "prepare",
    _("Make the settlement sheet"),
    "receipt",
    "settlement.settle",
    ("settling",),
    _prepare,
    _("Settlement sheet made."),
    fits=lambda file: file.settlement is None,
)
PAY = Step(
    "pay",
    _("Record payment"),
    "cash",
    "settlement.settle",
    ("settling",),
    _pay,
    _("Payment recorded."),
    PaymentForm,
    "desk/orders/steps/pay.html",
    lambda file: file.owed > 0,
)
SETTLE = Step(
    "settle",
    _("Settle"),
    "receipt",
    "settlement.settle",
    ("settling",),
    _settle,
    _("Settled."),
    template="desk/orders/steps/pay.html",
    fits=lambda file: file.settlement is not None and not file.owed,
)
COMPLAIN = Step(
    "complain",
    _("Note a complaint"),
    "message-report",
    "complaints.note",
    EVERY,
    _complain,
    _("Complaint noted."),
    ComplaintForm,
    side=True,
)

STEPS = (PRESENT, SIGN, PREPARE, PAY, SETTLE, OBJECT, UNSIGNED, COMPLAIN)
