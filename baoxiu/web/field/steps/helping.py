"""Asking a helper about the job, and making use of the answer (RQ-TRI-09)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.assistance import actions as assistance
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.queries import helper_roles, helpers
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import RadioCards


class HelpForm(StepForm):
    """What is asked, and whom."""

    places: ClassVar[dict[str, str]] = {"role": "whom", "helper": "whom"}

    question = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    whom = forms.ChoiceField(label=_("Whom to ask"))

    def prepare(self) -> None:
        """Roles first, then the people who can answer about this outlet."""
        self.people = {f"user:{user.pk}": user for user in helpers(self.job.order.outlet_id)}
        self.fields["whom"].choices = [
            ("", "—"),
            (_("A role"), [(f"role:{role.code}", str(role)) for role in helper_roles()]),
            (_("A person"), [(code, str(user)) for code, user in self.people.items()]),
        ]


class UseForm(StepForm):
    """What came of it."""

    question = forms.ChoiceField(label=_("Question"), widget=RadioCards)
    outcome = forms.CharField(
        label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )

    def prepare(self) -> None:
        """Those that were answered or handed back."""
        self.open: Mapping[str, Assistance] = {str(one.pk): one for one in self.job.replies}
        self.fields["question"].choices = [
            (key, f"{one.question}（{one.answer}）") for key, one in self.open.items()
        ]
        self.initial["question"] = next(iter(self.open), "")


def _ask(job: Job, form: HelpForm, by: Actor, at: datetime) -> object:
    whom = form.cleaned_data["whom"]
    kind, _colon, code = whom.partition(":")
    return assistance.ask(
        job.order,
        question=form.cleaned_data["question"],
        role=code if kind == "role" else "",
        helper=form.people.get(whom),
        by=by,
        at=at,
    )


def _use(_job: Job, form: UseForm, by: Actor, at: datetime) -> object:
    given = form.cleaned_data
    return assistance.close(form.open[given["question"]], outcome=given["outcome"], by=by, at=at)


HELP = Step(
    "help",
    _("Ask a helper"),
    "help",
    "assistance.ask",
    _ask,
    _("Asked. You are told when the answer comes."),
    lambda job: job.order.stage in ORDER.codes("open", "waiting"),
    form=HelpForm,
    submit=_("Ask"),
)
USE = Step(
    "use_answer",
    _("Use the helper's answer"),
    "message-circle",
    "assistance.ask",
    _use,
    _("Kept."),
    lambda job: bool(job.replies),
    form=UseForm,
    submit=pgettext_lazy("step", "Keep"),
)
