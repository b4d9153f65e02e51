"""What is done about parts beyond their limit, asked for each that fails, at every door (RQ-EXE-04)."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from baoxiu.core.forms.definitions import check
from baoxiu.flow.repairs.models import Measurement
from baoxiu.web.shared.checklists import Checklist, label_of
from baoxiu.web.shared.widgets import Segments

PREFIX = "remedy_"


class WearFields(forms.Form):
    """Repair or replace, for each value beyond its limit."""

    checklist: Checklist

    def ask_remedies(self) -> None:
        """One question for each value that was sent and fails."""
        version = self.checklist.version
        failed = check(version.items, self.checklist.answers()).failed if self.is_bound else ()
        for item in version.items:
            if item.key in failed:
                label = _("%(part)s is beyond its limit") % {"part": label_of(item)}
                self.fields[f"{PREFIX}{item.key}"] = forms.ChoiceField(
                    label=label, choices=Measurement.Remedy.choices, widget=Segments, required=False
                )

    @property
    def remedies(self) -> Mapping[str, str]:
        """What was chosen, by item."""
        chosen = self.cleaned_data.items()
        return {name.removeprefix(PREFIX): str(said) for name, said in chosen if name.startswith(PREFIX)}
