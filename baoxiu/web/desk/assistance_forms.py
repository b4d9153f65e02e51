"""The forms of questions to helpers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.flow.assistance import actions as assistance
from baoxiu.flow.assistance.queries import helper_roles, helpers
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.shared.widgets import DateTimeInput

TALL = forms.Textarea(attrs={"rows": 3})


class HelperForm(VerbForm):
    """Whom to ask, and by when."""

    at_fields = {"role": "whom", "helper": "whom"}
    whom = forms.ChoiceField(label=_("Whom to ask"))
    due_at = forms.DateTimeField(
        label=_("Answer wanted by"),
        required=False,
        widget=DateTimeInput,
        help_text=_("Empty: the usual time of the settings."),
    )

    def prepare(self) -> None:
        """Roles first, then the people who can answer about this outlet."""
        people = {f"user:{user.pk}": user for user in helpers(self.thing.outlet_id)}
        self.people = people
        self.fields["whom"].choices = [
            ("", "—"),
            (_("A role"), [(f"role:{role.code}", str(role)) for role in helper_roles()]),
            (_("A person"), [(code, str(user)) for code, user in people.items()]),
        ]

    def asked(self) -> dict[str, Any]:
        """Role or person, and the time."""
        whom = self.cleaned_data["whom"]
        kind, _colon, code = whom.partition(":")
        return {
            "role": code if kind == "role" else "",
            "helper": self.people.get(whom),
            "due_at": self.cleaned_data["due_at"],
        }


class AskForm(HelperForm):
    """A question about a request or an order."""

    verb, label, icon, button = "ask", _("Ask a helper"), "help", _("Ask")
    done = _("Asked. You are told when the answer comes or is late.")
    question = forms.CharField(label=_("Question"), widget=TALL, max_length=4000)
    for_customer = forms.BooleanField(label=_("The customer waits for this answer"), required=False)
    field_order = ("question", "whom", "due_at", "for_customer")

    def act(self, *, by: Any, at: datetime) -> Any:
        """Ask."""
        data = self.cleaned_data
        return assistance.ask(
            self.thing,
            question=data["question"],
            for_customer=data["for_customer"],
            **self.asked(),
            by=by,
            at=at,
        )


class AnswerForm(VerbForm):
    """The helper's answer."""

    verb, label, icon, button = (
        "answer",
        _("Answer the question"),
        "message-circle",
        pgettext_lazy("assistance", "Send the answer"),
    )
    done = _("Answered; the colleague has been told.")
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)

    def act(self, *, by: Any, at: datetime) -> Any:
        """Answer."""
        return assistance.answer(self.thing, text=self.cleaned_data["text"], by=by, at=at)


class HandBackForm(VerbForm):
    """The helper cannot answer."""

    verb, label, icon, button = "hand_back", _("Hand the question back"), "arrow-back-up", _("Hand back")
    done = _("Handed back; the colleague has been told.")
    reason = forms.CharField(label=_("Why"), widget=TALL, max_length=4000)

    def act(self, *, by: Any, at: datetime) -> Any:
        """Hand back."""
        return assistance.hand_back(self.thing, reason=self.cleaned_data["reason"], by=by, at=at)


class CloseForm(VerbForm):
    """What came of it."""

    verb, label, icon, button = "close", _("Close the question"), "check", _("Close the question")
    done = _("Question closed.")
    outcome = forms.CharField(label=_("What came of it"), widget=TALL, max_length=4000)

    def prepare(self) -> None:
        """Where the customer waits, what the customer was told."""
        if self.thing.for_customer:
            self.fields["outcome"].label = _("What the customer was told")

    def act(self, *, by: Any, at: datetime) -> Any:
        """Close."""
        return assistance.close(self.thing, outcome=self.cleaned_data["outcome"], by=by, at=at)


class PassOnForm(HelperForm):
    """To somebody else, or to a superior."""

    verb, label, icon, button = "pass_on", _("Pass on"), "arrow-up", _("Pass on")
    done = _("Passed on.")
    reason = forms.CharField(label=_("Why, and what is still to be answered"), widget=TALL, max_length=4000)
    field_order = ("reason", "whom", "due_at")

    def act(self, *, by: Any, at: datetime) -> Any:
        """Pass on."""
        return assistance.pass_on(
            self.thing, reason=self.cleaned_data["reason"], **self.asked(), by=by, at=at
        )


class WithdrawQuestionForm(VerbForm):
    """No longer needed."""

    verb, label, icon, button = "withdraw", _("Withdraw the question"), "ban", _("Withdraw the question")
    done, danger = _("Question withdrawn."), True
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000)

    def act(self, *, by: Any, at: datetime) -> Any:
        """Withdraw."""
        return assistance.withdraw(self.thing, reason=self.cleaned_data["reason"], by=by, at=at)


FORMS: Mapping[str, type[VerbForm]] = {
    form.verb: form for form in (AnswerForm, HandBackForm, CloseForm, PassOnForm, WithdrawQuestionForm)
}
