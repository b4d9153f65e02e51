"""A form version as HTML fields: the checklists of the house, for every door (design.md mechanism 6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baoxiu.core.forms.actions import in_force
from baoxiu.core.forms.definitions import FormField
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.refusals import Refusal
from baoxiu.flow.inspection.rules import Attempt
from baoxiu.web.shared.widgets import PhotoPicker, Segments, Stars

PREFIX = "check"
YES_NO = (("true", _("Yes")), ("false", _("No")))
PASS_FAIL = (("pass", _("Passed")), ("fail", _("Failed")), ("na", _("Does not apply")))
MOST_SEGMENTS = 4


class Checklist(forms.Form):
    """The questions of one version. Whether the answers are complete and fit is said by the action."""

    def __init__(
        self,
        version: FormVersion,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        attempts: Mapping[str, Attempt] | None = None,
    ) -> None:
        super().__init__(data, files, prefix=PREFIX)
        self.version = version
        for item in version.items:
            self.fields[item.key] = _field(item)
        for key, attempt in (attempts or {}).items():
            self.fields[key].help_text = _told(attempt, self.fields[key].help_text)

    def answers(self, keep: Callable[[UploadedFile], object] | None = None) -> dict[str, str]:
        """What was answered, by key; ``keep`` stores a photo and gives its id."""
        given = {key: self.data.get(self.add_prefix(key), "") for key in self.fields}
        for key in self.fields:
            photo = self.files.get(self.add_prefix(key))
            if photo and keep:
                given[key] = str(keep(photo))
        return given

    def show(self, errors: Mapping[str, str]) -> None:
        """Put an action's sentences at the questions they concern."""
        self.is_valid()
        for key, sentence in errors.items():
            if key in self.fields:
                self.add_error(key, sentence)


class ChecklistFields(forms.Form):
    """A form around the newest version of a checklist, as it is asked at every door."""

    code: ClassVar[str] = ""
    checklist: Checklist

    def ask(
        self, at: datetime, attempts: Callable[[FormVersion], Mapping[str, Attempt]] | None = None
    ) -> None:
        """The questions in force; ``attempts`` says how often each test has been tried, where that counts."""
        version = in_force(self.code, at=at)
        self.title = title_of(version)
        data, files = (self.data, self.files) if self.is_bound else (None, None)
        self.checklist = Checklist(version, data, files, attempts(version) if attempts else {})

    def answers(self, keep: Callable[[Any], object] | None = None) -> dict[str, str]:
        """What was answered."""
        return self.checklist.answers(keep)

    def show(self, refusal: Refusal) -> None:
        """Sentences at the questions, the rest on top."""
        self.checklist.show(refusal.fields)
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            if name not in self.checklist.fields:
                self.add_error(name if name in self.fields else None, sentence)


def label_of(item: FormField) -> str:
    """The question in the reader's language."""
    return item.label_en if get_language() == "en" and item.label_en else item.label


def title_of(version: FormVersion) -> str:
    """The checklist's name in the reader's language."""
    return version.title_en if get_language() == "en" and version.title_en else version.title


def answered(filled: FilledForm) -> list[tuple[str, object, bool]]:
    """Question, answer and whether it failed, for reading."""
    return [
        (label_of(item), _said(item, filled.answers[item.key]), item.key in filled.failed)
        for item in filled.form.items
        if item.key in filled.answers
    ]


def _said(item: FormField, answer: Any) -> object:
    if item.kind == "check":
        return dict(YES_NO)["true" if answer else "false"]
    if item.kind == "pass_fail":
        return dict(PASS_FAIL).get(answer, answer)
    if item.kind == "photo":
        return _("Photo kept")
    return f"{answer} {item.unit}".strip()


def _field(item: FormField) -> forms.Field:
    made = MAKERS[item.kind](item)
    made.label, made.required = label_of(item), item.required
    made.widget.is_required = item.required
    made.help_text = _limits(item)
    made.widget.attrs.pop("required", None)
    return made


def _limits(item: FormField) -> str:
    if item.least and item.most:
        return f"{item.least}–{item.most} {item.unit}".strip()
    if item.least or item.most:
        sign = "≥" if item.least else "≤"
        return f"{sign} {item.least or item.most} {item.unit}".strip()
    return item.unit


def _told(attempt: Attempt, limits: object) -> str:
    """The number of the attempt, before the limits (RQ-RWK-01)."""
    numbers = {"number": attempt.number, "of": attempt.of}
    text = _("Attempt %(number)s of %(of)s") % numbers
    if attempt.number >= attempt.of:
        text = _("Attempt %(number)s of %(of)s: failed now, it is rework") % numbers
    return " · ".join(str(part) for part in (text, limits) if part)


def _choice(item: FormField) -> forms.Field:
    options = [(choice, choice) for choice in item.choices]
    if len(options) <= MOST_SEGMENTS:
        return forms.ChoiceField(choices=options, widget=Segments)
    return forms.ChoiceField(choices=[("", "—"), *options])


MAKERS: Mapping[str, Callable[[FormField], forms.Field]] = {
    "check": lambda _item: forms.ChoiceField(choices=YES_NO, widget=Segments),
    "pass_fail": lambda _item: forms.ChoiceField(choices=PASS_FAIL, widget=Segments),
    "choice": _choice,
    "text": lambda _item: forms.CharField(widget=forms.Textarea(attrs={"rows": 2})),
    "number": lambda _item: forms.CharField(
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"})
    ),
    "rating": lambda _item: forms.ChoiceField(choices=[(str(n), str(n)) for n in range(1, 6)], widget=Stars),
    "photo": lambda _item: forms.FileField(widget=PhotoPicker({"multiple": False})),
    "signature": lambda _item: forms.CharField(),
}
