"""At the acceptance: how it looks, and the handover with the repair record (RQ-QC-03, RQ-ACC-06, RQ-ACC-07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.actions.hand_over import HANDED
from baoxiu.flow.acceptance.actions.note_appearance import FOUND_AT
from baoxiu.flow.acceptance.models import AppearanceProblem, RecordCopy
from baoxiu.flow.acceptance.queries import open_appearance
from baoxiu.flow.acceptance.slips import slip_for
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.checking import ChecklistForm, keeper
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import RadioCards, Segments


class LooksForm(StepForm):
    """What was found."""

    text = forms.CharField(
        label=_("What was found about the looks"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ConfirmForm(StepForm):
    """With whom, and what was said."""

    problem = forms.ChoiceField(label=pgettext_lazy("looks", "Found"), widget=RadioCards)
    confirmed_with = forms.CharField(label=_("Confirmed with"), max_length=80)
    outcome = forms.CharField(
        label=_("What the customer said"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def prepare(self) -> None:
        """Those that nobody has confirmed."""
        self.open: Mapping[str, AppearanceProblem] = {
            str(one.pk): one for one in open_appearance(self.job.order)
        }
        self.fields["problem"].choices = [(key, one.text) for key, one in self.open.items()]
        self.initial |= {
            "problem": next(iter(self.open), ""), "confirmed_with": self.job.request.contact_name,
        }  # fmt: skip


class HandOverForm(ChecklistForm):
    """The slip of the product's family, and how the copy of the record was given."""

    way = forms.ChoiceField(
        label=_("The repair record was given"),
        choices=RecordCopy.Way.choices,
        widget=Segments,
        initial="link",
    )
    given_to = forms.CharField(label=_("Given to"), max_length=80)

    def prepare(self) -> None:
        """The family's own slip where the firm has one."""
        self.code = slip_for(self.job.order, self.job.now).code  # type: ignore[misc]
        super().prepare()
        self.initial["given_to"] = self.job.request.contact_name


def _note(job: Job, form: LooksForm, by: Actor, at: datetime) -> object:
    return acceptance.note_appearance(job.order, **form.cleaned_data, by=by, at=at)


def _confirm(_job: Job, form: ConfirmForm, by: Actor, at: datetime) -> object:
    given = dict(form.cleaned_data)
    return acceptance.confirm_appearance(form.open[given.pop("problem")], **given, by=by, at=at)


def _hand_over(job: Job, form: HandOverForm, by: Actor, at: datetime) -> object:
    answers = form.answers(keeper(job, "repair_photo", by, at))
    return acceptance.hand_over(job.order, **form.cleaned_data, answers=answers, by=by, at=at)


def _to_confirm(job: Job) -> bool:
    return job.order.stage in FOUND_AT and bool(open_appearance(job.order))


LOOKS = Step(
    "looks",
    _("Something about the looks"),
    "eye",
    "acceptance.sign",
    _note,
    _("Noted."),
    lambda job: job.order.stage in FOUND_AT,
    form=LooksForm,
    submit=pgettext_lazy("step", "Keep"),
    hint=_("A scratch or dent: confirm it with the customer at once, otherwise it is yours."),
)
CONFIRM = Step(
    "confirm_looks",
    _("Confirm with the customer how it looks"),
    "eye",
    "acceptance.sign",
    _confirm,
    _("Confirmed."),
    _to_confirm,
    _to_confirm,
    ConfirmForm,
    submit=pgettext_lazy("step", "Keep"),
    hint=_("Something about the looks was found. The customer hears of it before signing."),
)
HAND_OVER = Step(
    "hand_over",
    _("Hand over with the repair record"),
    "file-text",
    "acceptance.sign",
    _hand_over,
    _("Handed over."),
    lambda job: job.order.stage in HANDED and job.order.handed_over_at is not None,
    form=HandOverForm,
    template="field/steps/sheet.html",
    submit=pgettext_lazy("step", "Keep"),
    hint=_("Work explained, bill settled, papers back, and a copy of the repair record."),
)
