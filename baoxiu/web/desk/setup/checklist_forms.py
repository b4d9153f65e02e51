"""The verbs of a checklist's draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.forms import actions as checklists
from baoxiu.core.forms.definitions import FormField
from baoxiu.web.desk.acting import VerbForm
from baoxiu.web.desk.setup.seen import SeenField
from baoxiu.web.shared.checklists import label_of

KINDS = (
    ("check", _("Yes or no")),
    ("pass_fail", _("Passed or failed")),
    ("choice", _("One of several answers")),
    ("number", pgettext_lazy("kind of item", "Number")),
    ("text", _("Words")),
    ("rating", _("Stars from 1 to 5")),
    ("photo", _("Photo")),
    ("signature", _("Signature")),
)
PROBES = (
    ("", _("not counted")),
    ("adjustable", _("can be adjusted: the third failure is rework")),
    ("felt", _("seen or felt: the second failure is rework")),
)


class DraftVerb(VerbForm):
    """A verb on the draft as the page shows it."""

    seen = SeenField()

    def prepare(self) -> None:
        """The state that the page shows."""
        self.fields["seen"].shows(self.thing.edition)


class RenameForm(DraftVerb):
    """Other headings."""

    verb, label, icon = "rename", _("Rename"), "edit"
    button, done = _("Rename"), _("Renamed.")
    title = forms.CharField(label=_("Title"), max_length=120)
    title_en = forms.CharField(label=_("English title"), max_length=120)

    def prepare(self) -> None:
        """As it is called."""
        super().prepare()
        self.start(title=self.thing.title, title_en=self.thing.title_en)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Rename."""
        return checklists.rename_draft(self.thing, **self.cleaned_data, by=by, at=at)


class ItemForm(DraftVerb):
    """One item: what is asked and how."""

    verb, label, icon = "item", _("Add an item"), "plus"
    button, done = _("Add"), _("Item kept in the draft.")
    text = forms.CharField(label=_("Question"), max_length=200)
    label_en = forms.CharField(label=_("In English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=KINDS)
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    choices = forms.CharField(
        label=_("Answers to choose from, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    least = forms.CharField(label=_("Least"), max_length=20, required=False)
    most = forms.CharField(label=_("Most"), max_length=20, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=12, required=False)
    opens_task = forms.BooleanField(label=_("A failure opens a task"), required=False)
    probe = forms.ChoiceField(label=_("Failed attempts"), choices=PROBES, required=False)
    at_fields = {"label": "text"}
    key = ""

    def item(self) -> FormField:
        """The item as it was entered; what does not belong to its kind is left out."""
        data = self.cleaned_data
        numbers = ("least", "most", "unit") if data["kind"] == "number" else ()
        lines = (line.strip() for line in data["choices"].splitlines())
        return FormField(
            key=self.key,
            kind=data["kind"],
            label=data["text"],
            label_en=data["label_en"],
            required=data["required"],
            choices=tuple(line for line in lines if line) if data["kind"] == "choice" else (),
            opens_task=data["opens_task"],
            probe=data["probe"],
            **{name: data[name].strip() for name in numbers},
        )

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Keep it in the draft."""
        return checklists.put_item(self.thing, self.item(), seen=self.cleaned_data["seen"], by=by, at=at)


class ChangeItemForm(ItemForm):
    """The same for an item that is there; ``thing`` is (draft, item)."""

    verb, label, icon = "item_change", _("Change the item"), "edit"
    button = _("Save")

    def prepare(self) -> None:
        """As it stands."""
        self.thing, item = self.thing
        super().prepare()
        self.key, names = (
            item.key,
            ("label_en", "kind", "required", "least", "most", "unit", "opens_task", "probe"),
        )
        self.start(
            text=item.label, choices="\n".join(item.choices), **{name: getattr(item, name) for name in names}
        )


class ItemVerb(DraftVerb):
    """A verb on one item of the draft."""

    key = forms.CharField(widget=forms.HiddenInput)


class RemoveItemForm(ItemVerb):
    """One item less."""

    verb, done = "item_remove", _("Item removed from the draft.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Remove."""
        return checklists.remove_item(self.thing, **self.cleaned_data, by=by, at=at)


class MoveUpForm(ItemVerb):
    """One place up."""

    verb, up = "item_up", True

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Move."""
        return checklists.move_item(self.thing, **self.cleaned_data, up=self.up, by=by, at=at)


class MoveDownForm(MoveUpForm):
    """One place down."""

    verb, up = "item_down", False


class PublishForm(DraftVerb):
    """From now on it is asked this way."""

    verb, label, icon = "publish", _("Publish"), "send"
    button, done = _("Publish"), _("Published: from now on it is asked this way.")
    question = _("Publish this checklist? What is filled already keeps the version it answered.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Publish."""
        return checklists.publish_draft(self.thing, **self.cleaned_data, by=by, at=at)


class DropForm(VerbForm):
    """The draft is given up."""

    verb, label, icon, danger = "drop", _("Give up the draft"), "trash", True
    button, done = pgettext_lazy("draft", "Give up"), _("Draft given up. The version in force stays.")
    question = _("Give up this draft? The version in force stays.")

    def act(self, *, by: Actor, at: datetime) -> Any:
        """Give up."""
        return checklists.drop_draft(self.thing, by=by, at=at)


OF_DRAFT: tuple[type[VerbForm], ...] = (
    RenameForm, ItemForm, RemoveItemForm, MoveUpForm, MoveDownForm, PublishForm, DropForm,
)  # fmt: skip


def kind_words(item: FormField) -> list[str]:
    """What is special about an item, in words."""
    words = [str(dict(KINDS)[item.kind])]
    if item.kind == "number" and (item.least or item.most):
        words.append(f"{item.least}—{item.most}{item.unit}")
    words += [" / ".join(item.choices)] if item.choices else []
    words += [str(dict(PROBES)[item.probe])] if item.probe else []
    return words


def told(items: tuple[FormField, ...]) -> list[tuple[FormField, str, list[str]]]:
    """Items with their question and what is special about them."""
    return [(item, label_of(item), kind_words(item)) for item in items]
