"""The answers of the first review, each as a form (RQ-TRI-01…08)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.products.queries import families
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput, Refusal
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import by_number
from baoxiu.flow.intake.reasons import REFUSALS
from baoxiu.flow.intake.rules import ASKABLE
from baoxiu.flow.intake.services import ANSWERED
from baoxiu.web.shared.story.labels import REQUEST_FIELDS, SEVERITIES
from baoxiu.web.shared.widgets import DivisionPicker, Segments

TALL = forms.Textarea(attrs={"rows": 3})


class ReviewForm(forms.Form):
    """One answer."""

    verb: ClassVar[str]
    label: ClassVar[object]
    icon: ClassVar[str]
    done: ClassVar[object]
    hint: ClassVar[object] = ""
    danger: ClassVar[bool] = False

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """The action."""
        raise NotImplementedError

    def show(self, refusal: Refusal) -> None:
        """Put an action's sentences at the fields they concern."""
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            self.add_error(name if name in self.fields else None, sentence)


class AcceptForm(ReviewForm):
    """The repair conditions are met."""

    verb, label, icon, done = (
        "accept",
        _("Accept"),
        "circle-check",
        _("Accepted. The work order is being made."),
    )
    hint = _("The work order is made and dispatched at once.")
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=list(SEVERITIES.items()), coerce=int, widget=Segments, initial="2"
    )

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Accept with the severity."""
        return intake.accept(row, severity=self.cleaned_data["severity"], by=by, at=at)


class AskForm(ReviewForm):
    """Something is missing."""

    verb, label, icon, done = "ask_for_more", _("Ask for more"), "help", _("The customer has been asked.")
    hint = _("The clock of the review stands until the customer answers.")
    missing = forms.MultipleChoiceField(
        label=_("What is missing"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, REQUEST_FIELDS[name]) for name in ASKABLE],
    )
    text = forms.CharField(label=_("Question as the customer reads it"), widget=TALL)

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Ask."""
        return intake.ask_for_more(row, **self.cleaned_data, by=by, at=at)


class AdviseForm(ReviewForm):
    """Advice is enough."""

    verb, label, icon = "settle_remotely", _("Solve remotely"), "message-circle"
    done = _("Solved by advice.")
    advice = forms.CharField(label=_("Advice as the customer reads it"), widget=TALL)
    customer_agreed = forms.BooleanField(
        label=_("The customer agrees that the case is closed"), required=False
    )

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Close by advice."""
        return intake.settle_remotely(row, **self.cleaned_data, by=by, at=at)


class RefuseForm(ReviewForm):
    """We cannot help, or not free."""

    verb, label, icon, done = (
        "refuse",
        pgettext_lazy("request", "Refuse"),
        "circle-x",
        _("Refused; the customer has been told."),
    )
    danger = True
    reason_code = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *REFUSALS.items()])
    text = forms.CharField(label=_("Reason as the customer reads it"), widget=TALL)
    option = forms.CharField(
        label=_("What else we offer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A paid repair or another way. Empty: the usual sentence of the reason."),
    )

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Refuse with reason and option."""
        return intake.refuse(row, **self.cleaned_data, by=by, at=at)


class SupplementForm(ReviewForm):
    """The customer said it on the phone."""

    verb, label, icon, done = (
        "supplement",
        _("Add what was missing"),
        "pencil",
        _("Added; the request waits for review."),
    )
    text = forms.CharField(label=_("What the customer says"), widget=TALL)

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Supplement."""
        return intake.supplement(row, text=self.cleaned_data["text"], by=by, at=at)


class WithdrawForm(ReviewForm):
    """The customer no longer wants it."""

    verb, label, icon, done = "withdraw", _("Withdraw"), "arrow-back-up", _("Withdrawn.")
    danger = True
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Withdraw."""
        return intake.withdraw(row, reason=self.cleaned_data["reason"], by=by, at=at)


class MergeForm(ReviewForm):
    """Both reports are about the same fault."""

    verb, label, icon, done = "merge", _("Merge"), "link", _("Merged; the customer has been told.")
    hint = _("This request ends and goes on in the other; its words and photos stay readable there.")
    danger = True
    into = forms.CharField(label=_("Number of the request in which it goes on"), max_length=24)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Merge into the request with the number, as far as the person may see it."""
        into = by_number(self.cleaned_data["into"], by)
        if into is None:
            raise InvalidInput(_("There is no such request."), field="into")
        return intake.merge(row, into, reason=self.cleaned_data["reason"], by=by, at=at)


class PartForm(ReviewForm):
    """What another request is to be about."""

    fault_text = forms.CharField(label=_("The other device or fault"), widget=TALL)
    family = forms.ModelChoiceField(
        label=_("Product"), queryset=None, required=False, empty_label=_("The same product")
    )
    serial = forms.CharField(label=_("Serial number"), required=False, max_length=60)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["family"].queryset = families()

    def part(self) -> intake.Part:
        """What was entered, without the reason."""
        return intake.Part(**{name: given for name, given in self.cleaned_data.items() if name != "reason"})


class SplitForm(PartForm):
    """One report holds two devices or two faults."""

    verb, label, icon, done = "split", _("Split"), "plus", _("Registered apart; the customer has been told.")
    hint = _("The other device or fault gets a request of its own, linked to this one.")

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Split."""
        return intake.split(row, self.part(), reason=self.cleaned_data["reason"], by=by, at=at)


class RepairForm(PartForm):
    """The question turns out to be a fault."""

    verb, label, icon = "turn_into_repair", _("Turn into a repair"), "tool"
    done = _("It goes on as a repair request; the customer has been told.")
    hint = _("The question ends here and goes on in a repair request, where it can be read.")
    mode = forms.ChoiceField(
        label=_("Where"), choices=RepairRequest.Mode.choices, widget=Segments, initial="on_site"
    )
    division_code = forms.CharField(label=_("Place"), required=False, widget=DivisionPicker)
    address = forms.CharField(label=_("Street and house number"), required=False, max_length=200)

    def act(self, row: RepairRequest, *, by: Actor, at: datetime) -> object:
        """Turn it into a repair."""
        return intake.turn_into_repair(row, self.part(), reason=self.cleaned_data["reason"], by=by, at=at)


FORMS: Mapping[str, type[ReviewForm]] = {
    form.verb: form
    for form in (
        AcceptForm,
        AskForm,
        SupplementForm,
        AdviseForm,
        RepairForm,
        RefuseForm,
        SplitForm,
        MergeForm,
        WithdrawForm,
    )
}


def forms_for(
    row: RepairRequest,
    verbs: Iterable[str],
    gaps: Iterable[str],
    bound: Mapping[str, ReviewForm],
    *,
    twin: str = "",
) -> list[ReviewForm]:
    """The answers possible now; what is missing is ticked already, and ``twin`` is offered for a merge."""
    wanted = set(verbs)
    dangerous = row.fault and row.fault.is_dangerous
    initial = {
        "missing": list(gaps),
        "severity": "4" if dangerous else "2",
        "into": twin,
        "fault_text": row.fault_text if row.service in ANSWERED else "",
        "division_code": row.division_code,
        "address": row.address,
    }
    return [
        bound.get(verb) or form(prefix=verb, initial=initial)
        for verb, form in FORMS.items()
        if verb in wanted
    ]
