"""The customer reads the quote on this phone and answers it (RQ-QUO-07)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.field.words import TO_CUSTOMER
from baoxiu.web.shared.widgets import Segments

WAYS = [("on_site", _("Here, on this phone")), ("phone", _("By phone"))]


class AnswerForm(StepForm):
    """Who answers, how, and to exactly which text."""

    name = forms.CharField(label=_("Your name"), max_length=80)
    way = forms.ChoiceField(label=_("How it was answered"), choices=WAYS, widget=Segments)
    document_hash = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Bound to the version on the screen."""
        quote = self.job.open_quote
        self.initial |= {
            "name": self.job.request.contact_name,
            "way": "on_site" if self.job.is_at_the_product else "phone",
            "document_hash": quote.document_hash if quote else "",
        }

    def lines(self) -> list[tuple[Any, object, str]]:
        """The lines with who pays, as the customer reads it."""
        quote = self.job.open_quote
        return [(line, *TO_CUSTOMER[line.payer]) for line in quote.lines.all()] if quote else []


class RefuseForm(AnswerForm):
    """The customer's no."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


def _agree(job: Job, form: AnswerForm, by: Actor, at: datetime) -> object:
    if job.open_quote is None:
        raise repairs.ChangedQuote()
    return repairs.agree(job.open_quote, **form.cleaned_data, by=by, at=at)


def _refuse(job: Job, form: RefuseForm, by: Actor, at: datetime) -> object:
    if job.open_quote is None:
        raise repairs.ChangedQuote()
    return repairs.refuse(job.open_quote, **form.cleaned_data, by=by, at=at)


def _waits(job: Job) -> bool:
    return bool(job.order.stage == "awaiting_consent") and job.open_quote is not None


CONSENT = Step(
    "consent",
    _("Show the quote to the customer"),
    "message-circle",
    "repairs.consent",
    _agree,
    _("The customer agreed."),
    _waits,
    _waits,
    AnswerForm,
    "field/steps/consent.html",
    submit=_("I agree"),
    hint=_("The customer reads it on this phone, or answers by the link in the message."),
)
REFUSE_QUOTE = Step(
    "refuse_quote",
    _("The customer does not agree"),
    "thumb-down",
    "repairs.consent",
    _refuse,
    _("Noted. The product goes back unrepaired."),
    _waits,
    form=RefuseForm,
    danger=True,
    submit=_("Note the refusal"),
)
