"""The verbs of what is made public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.products.queries import all_families
from baoxiu.basics.publications import actions as publications
from baoxiu.basics.publications.actions import Concerns, Words
from baoxiu.basics.publications.queries import latest_version, text_versions
from baoxiu.core.actors import Actor
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.desk.setup.seen import SeenField
from baoxiu.web.shared.widgets import DateTimeInput

WORDS = ("title", "body", "title_en", "body_en")


class WordsForm(VerbForm):
    """Heading and text in both languages."""

    title = forms.CharField(label=_("Title"), max_length=80)
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 8}))
    title_en = forms.CharField(label=_("English heading"), max_length=80, required=False)
    body_en = forms.CharField(
        label=_("English text"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def words(self) -> Words:
        """As they were entered."""
        return Words(**{name: self.cleaned_data[name] for name in WORDS})


class PublishForm(WordsForm):
    """The next version of a text; ``thing`` is its code."""

    verb, label, icon = "publish", _("Publish a new version"), "send"
    button, done = _("Publish"), _("Published. Earlier versions stay readable.")
    question = _("Publish this text for everybody? A version never changes again.")
    valid_from = forms.DateTimeField(
        label=_("Holds from"), required=False, widget=DateTimeInput,
        help_text=_("Empty: at once. Never for the past."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=300)
    seen = SeenField()

    def prepare(self) -> None:
        """The newest version's words."""
        self.fields["seen"].shows(latest_version(self.thing))
        rows = text_versions(self.thing)
        self.start(**({name: getattr(rows[0], name) for name in WORDS} if rows else {}))

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Publish."""
        data = self.cleaned_data
        return publications.publish_text(
            self.thing,
            self.words(),
            valid_from=data["valid_from"] or at,
            reason=data["reason"],
            seen=data["seen"],
            by=by,
            at=at,
        )


class TakeBackForm(VerbForm):
    """An earlier version's words hold again; ``thing`` is the text's code."""

    verb, label, icon = "take_back", _("Let an earlier version hold again"), "arrow-back-up"
    button, done = _("Let it hold again"), _("Published: the earlier words hold again, as a new version.")
    version = forms.TypedChoiceField(label=_("Version"), coerce=int)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def prepare(self) -> None:
        """All but the newest."""
        self.rows = {row.version: row for row in text_versions(self.thing)[1:]}
        self.fields["version"].choices = [(number, f"{number} · {row}") for number, row in self.rows.items()]

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Publish it anew."""
        row = self.rows[self.cleaned_data["version"]]
        return publications.take_back_text(row, reason=self.cleaned_data["reason"], by=by, at=at)


class DefectForm(WordsForm):
    """A known defect."""

    label, icon = _("Tell of a defect"), "alert-triangle"
    button, done = _("Publish"), _("Published: everybody can read it now.")
    hint = _(
        "Say what happens, which products it concerns, what customers should do, and what is done about it."
    )
    family = forms.ModelChoiceField(
        label=_("Product family"), queryset=None, required=False, empty_label=_("All products")
    )
    concerns = forms.CharField(label=_("Models or serial numbers"), max_length=200, required=False)
    is_dangerous = forms.BooleanField(
        label=_("Dangerous: the product must not be used further"), required=False
    )

    def prepare(self) -> None:
        """The families."""
        self.fields["family"].queryset = all_families()

    def about(self) -> Concerns:
        """What it concerns."""
        return Concerns(**{name: self.cleaned_data[name] for name in ("family", "concerns", "is_dangerous")})

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Publish."""
        return publications.tell_defect(self.words(), self.about(), by=by, at=at)


class ReviseForm(DefectForm):
    """Other words for an open one."""

    verb, label, icon = "revise", _("Revise the notice"), "edit"
    button, done = _("Save"), _("Notice revised.")
    hint = ""
    seen = SeenField()

    def prepare(self) -> None:
        """As it stands."""
        super().prepare()
        row = self.thing
        self.fields["seen"].shows(row.edition)
        self.start(**{name: getattr(row, name) for name in (*WORDS, "concerns", "is_dangerous")})
        self.start(family=row.family_id)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Revise."""
        seen = self.cleaned_data["seen"]
        return publications.revise_defect(self.thing, self.words(), self.about(), seen=seen, by=by, at=at)


class SettleForm(VerbForm):
    """The defect is remedied."""

    verb, label, icon = "settle", _("The defect is settled"), "circle-check"
    button, done = _("Settle"), _("Settled. The notice stays readable among the settled ones.")
    question = _("Is this defect remedied for all products it concerns?")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Settle."""
        return publications.settle_defect(self.thing, by=by, at=at)
