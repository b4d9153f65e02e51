"""Choosing a value for a setting, typed by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import all_families
from baoxiu.core.actors import Actor
from baoxiu.core.policy.actions import choose, take_back
from baoxiu.core.policy.declarations import Policy
from baoxiu.core.policy.queries import latest_id
from baoxiu.flow.followups.files import PARTS
from baoxiu.flow.followups.policies import FILE_AFTER, FILE_PARTS
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.rules import FIELDS as REQUIRABLE
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.desk.setup.seen import SeenField
from baoxiu.web.shared.story.labels import REQUEST_FIELDS
from baoxiu.web.shared.widgets import DateTimeInput, RadioCards, Segments

YES_NO = (("yes", _("yes")), ("no", _("no")))
NARROWER = ("family", "outlet", "channel")


def _whole(policy: Policy) -> forms.Field:
    return forms.IntegerField(min_value=_bound(policy.least), max_value=_bound(policy.most))


def _bound(limit: Any) -> int | None:
    return None if limit is None else int(limit)


def _number(policy: Policy) -> forms.Field:
    return forms.DecimalField(min_value=policy.least, max_value=policy.most)


def _choice(policy: Policy) -> forms.Field:
    return forms.ChoiceField(choices=policy.choices, widget=RadioCards)


def _yes_no(_policy: Policy) -> forms.Field:
    return forms.ChoiceField(choices=YES_NO, widget=Segments)


def _text(_policy: Policy) -> forms.Field:
    return forms.CharField(required=False, max_length=300)


FIELDS: Mapping[str, Callable[[Policy], forms.Field]] = {
    "whole": _whole,
    "amount": _number,
    "share": _number,
    "choice": _choice,
    "yes_no": _yes_no,
    "text": _text,
}


WORDS: Mapping[str, Mapping[str, object]] = {
    "intake.required_fields": {name: REQUEST_FIELDS.get(name, name) for name in REQUIRABLE},
    FILE_PARTS: PARTS,
    FILE_AFTER: {
        "check_in": _("Product brought to the counter"),
        "consultation": _("Consultation ended"),
        "never": _("Never"),
    },
    "intake.services": dict(RepairRequest.Service.choices),
}
"""Settings that are a row of codes, and what the codes are called."""


def _codes(policy: Policy) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=list(WORDS[policy.key].items()), widget=forms.CheckboxSelectMultiple
    )


class ChooseForm(VerbForm):
    """A new value from a moment on, for everything or for a scope."""

    label, icon = _("Choose a value"), "adjustments"
    button, done = _("Save the value"), _("Value kept.")
    valid_from = forms.DateTimeField(
        label=_("Holds from"),
        required=False,
        widget=DateTimeInput,
        help_text=_("Empty: at once. Never for the past."),
    )
    family = forms.ModelChoiceField(
        label=_("Only for the product family"),
        queryset=None,
        required=False,
        to_field_name="code",
        empty_label=_("All products"),
    )
    outlet = forms.ModelChoiceField(
        label=_("Only for the outlet"),
        queryset=None,
        required=False,
        to_field_name="code",
        empty_label=_("All outlets"),
    )
    channel = forms.ChoiceField(
        label=_("Only for requests by"),
        required=False,
        choices=[("", _("Every way")), *RepairRequest.Channel.choices],
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays in the history beside the value."),
    )  # fmt: skip
    seen = SeenField()

    def prepare(self) -> None:
        """The value's own input, and what it may be limited to."""
        value = (_codes if self.thing.key in WORDS else FIELDS[self.thing.kind])(self.thing)
        value.label = f"{self.thing.label} ({self.thing.unit})" if self.thing.unit else self.thing.label
        self.fields["value"] = value
        self.order_fields(["value"])
        self.fields["family"].queryset = all_families()
        self.fields["outlet"].queryset = Outlet.objects.for_actor(self.actor).order_by("code")
        self.fields["seen"].shows(latest_id(self.thing.key))
        if self.thing.suggestion is not None:
            self.start(value=self.thing.suggestion)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Choose."""
        data = self.cleaned_data
        return choose(
            self.thing.key,
            value=self.chosen,
            valid_from=data["valid_from"] or at,
            scope=self.scope,
            reason=data["reason"],
            seen=data["seen"],
            by=by,
            at=at,
        )

    @property
    def chosen(self) -> Any:
        """The value as the policy keeps it."""
        raw = self.cleaned_data["value"]
        return " ".join(raw) if self.thing.key in WORDS else raw

    @property
    def scope(self) -> dict[str, str]:
        """What it is limited to, by codes."""
        chosen = {name: self.cleaned_data[name] for name in NARROWER if self.cleaned_data[name]}
        return {name: getattr(value, "code", value) for name, value in chosen.items()}


class TakeBackForm(VerbForm):
    """One value of the history goes; what held before it holds again."""

    verb, label, icon = "take_back", _("Take it back"), "arrow-back-up"
    button, done = (
        _("Take it back"),
        _("Taken back: what held before holds again, as a new entry of the history."),
    )
    version = forms.TypedChoiceField(label=_("Value"), coerce=int)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    seen = SeenField()

    def prepare(self) -> None:
        """Those that hold or are to come; ``thing`` is (policy, versions with their words)."""
        policy, rows = self.thing
        self.rows = {row.pk: row for row, _text in rows}
        self.fields["version"].choices = [(row.pk, text) for row, text in rows]
        self.fields["seen"].shows(latest_id(policy.key))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Take back."""
        data = self.cleaned_data
        return take_back(self.rows[data["version"]], reason=data["reason"], seen=data["seen"], by=by, at=at)
