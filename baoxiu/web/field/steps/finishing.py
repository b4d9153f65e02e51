"""The end: acceptance with the drawn signature and the money, or the product given back (RQ-ACC, RQ-FEE-05,
RQ-QUO-08)."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.money import parse_yuan
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.models import Payment
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.web.field.documents import readable
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.fields import SignatureField
from baoxiu.web.shared.widgets import MoneyInput, RadioCards, Segments


class SignForm(StepForm):
    """The customer signs on this phone exactly what stands above."""

    signature = SignatureField(label=_("Signature"))
    signer = forms.CharField(label=_("Name of who signs"), max_length=80)
    relation = forms.ChoiceField(
        label=_("Who that is"),
        choices=Acceptance.Relation.choices,
        widget=RadioCards(grid=True),
        initial="customer",
    )
    relation_text = forms.CharField(label=_("If somebody else: who"), required=False, max_length=80)
    opinion = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    document_hash = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Bound to the sheet on the screen."""
        sheet = self.job.sheet
        self.document = readable(sheet.document) if sheet else {}
        self.initial |= {
            "signer": self.job.request.contact_name,
            "document_hash": sheet.document_hash if sheet else "",
        }


class ObjectForm(StepForm):
    """What is not right."""

    objection = forms.CharField(label=_("What is not right"), widget=forms.Textarea(attrs={"rows": 3}))
    signer = forms.CharField(label=_("Who says so"), max_length=80)

    def prepare(self) -> None:
        """Usually the customer."""
        self.initial["signer"] = self.job.request.contact_name


class HandBackForm(StepForm):
    """How the product went back."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PayForm(StepForm):
    """Money received; sending the page twice records it once (``client_key``)."""

    places: ClassVar[dict[str, str]] = {"": "amount"}

    amount = forms.CharField(label=_("Amount received"), widget=MoneyInput)
    method = forms.ChoiceField(
        label=_("How paid"), choices=Payment.Method.choices, widget=Segments, initial="cash"
    )
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=80,
        help_text=_("Number of the transfer or of the receipt."),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """What is still owed."""
        self.initial |= {"amount": f"{self.job.owed}", "client_key": uuid4()}


def _sign(job: Job, form: SignForm, by: Actor, at: datetime) -> object:
    if job.sheet is None:
        raise acceptance.ContentChanged()
    given = form.cleaned_data
    drawn = base64.b64encode(given["signature"].png).decode()
    return acceptance.sign(
        job.sheet,
        signer=given["signer"],
        relation=given["relation"],
        relation_text=given["relation_text"],
        document_hash=given["document_hash"],
        signature_data_url=f"data:image/png;base64,{drawn}" if drawn else "",
        typed=not drawn,
        opinion=given["opinion"],
        by=by,
        at=at,
    )


def _object(job: Job, form: ObjectForm, by: Actor, at: datetime) -> object:
    if job.sheet is None:
        raise acceptance.ContentChanged()
    return acceptance.refuse(job.sheet, **form.cleaned_data, by=by, at=at)


def _present(job: Job, _form: None, by: Actor, at: datetime) -> object:
    return acceptance.present(job.order, by=by, at=at)


def _prepare(job: Job, _form: None, by: Actor, at: datetime) -> object:
    return settlement.prepare(job.order, by=by, at=at)


def _pay(job: Job, form: PayForm, by: Actor, at: datetime) -> object:
    data: dict[str, Any] = dict(form.cleaned_data)
    amount = parse_yuan(data.pop("amount"), field="amount")
    return settlement.record_payment(job.settlement, amount=amount, **data, by=by, at=at)


def _settle(job: Job, _form: None, by: Actor, at: datetime) -> object:
    return settlement.settle(job.settlement, by=by, at=at)


def _hand_back(job: Job, form: HandBackForm, by: Actor, at: datetime) -> object:
    return work_orders.hand_back(job.order, note=form.cleaned_data["note"], by=by, at=at)


def _goes_back(job: Job) -> bool:
    return bool(job.order.stage == "unrepaired")


def _is_presented(job: Job) -> bool:
    waits = job.order.stage == "awaiting_acceptance"
    return waits and job.sheet is not None and not hasattr(job.sheet, "answer")


def _to_present(job: Job) -> bool:
    return job.order.stage == "awaiting_acceptance" and not _is_presented(job)


def _settling(job: Job) -> bool:
    return job.order.stage == "settling" and job.settlement is not None


PRESENT = Step(
    "present",
    _("Make the acceptance sheet"),
    "writing-sign",
    "acceptance.sign",
    _present,
    _("The sheet is ready."),
    _to_present,
    _to_present,
)
SIGN = Step(
    "sign",
    _("Acceptance and signature"),
    "signature",
    "acceptance.sign",
    _sign,
    _("Accepted and signed."),
    _is_presented,
    _is_presented,
    SignForm,
    "field/steps/sign.html",
    submit=_("Accept and sign"),
    hint=_("Show the work, then hand over the phone: the customer reads and signs."),
)
OBJECT = Step(
    "object",
    _("The customer does not accept"),
    "thumb-down",
    "acceptance.sign",
    _object,
    _("Noted. The repair goes on."),
    _is_presented,
    form=ObjectForm,
    submit=_("Note the objection"),
)
PREPARE = Step(
    "prepare",
    _("Make the settlement sheet"),
    "receipt",
    "settlement.settle",
    _prepare,
    _("The sheet is ready."),
    lambda job: job.order.stage == "settling" and job.settlement is None,
    lambda job: job.order.stage == "settling" and job.settlement is None,
)
PAY = Step(
    "pay",
    _("Record the payment"),
    "cash",
    "settlement.settle",
    _pay,
    _("Payment recorded."),
    _settling,
    lambda job: _settling(job) and job.owed > 0,
    PayForm,
    "field/steps/pay.html",
    submit=_("Money received"),
    hint=_("Cash or transfer, then the sheet is settled."),
)
SETTLE = Step(
    "settle",
    pgettext_lazy("step", "Settle"),
    "receipt",
    "settlement.settle",
    _settle,
    _("Settled."),
    lambda job: _settling(job) and job.owed <= 0,
    lambda job: _settling(job) and job.owed <= 0,
    hint=_("Everything is paid; the order closes."),
)
HAND_BACK = Step(
    "hand_back",
    _("Give the product back"),
    "package",
    "orders.hand_back",
    _hand_back,
    _("Given back, the order is closed."),
    _goes_back,
    lambda job: _goes_back(job) and job.is_on_site,
    HandBackForm,
    hint=_("The customer has the product as it was; this closes the order."),
)
