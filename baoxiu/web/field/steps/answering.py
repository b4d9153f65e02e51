"""Taking a job, or giving it back (RQ-DSP-07)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm


class DeclineForm(StepForm):
    """Why not."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text=_("The dispatcher reads this and gives the job to somebody else."),
    )


def _accept(job: Job, _form: None, by: Actor, at: datetime) -> object:
    return dispatch.accept(job.assignment, by=by, at=at)


def _decline(job: Job, form: DeclineForm, by: Actor, at: datetime) -> object:
    return dispatch.decline(job.assignment, reason=form.cleaned_data["reason"], by=by, at=at)


def _offered(job: Job) -> bool:
    return bool(job.order.stage == "assigned") and job.assignment is not None


ACCEPT = Step(
    "accept",
    _("Take the job"),
    "check",
    "dispatch.accept",
    _accept,
    _("Job taken."),
    _offered,
    _offered,
    hint=_("Once taken, the customer expects your call."),
)
DECLINE = Step(
    "decline",
    _("Give the job back"),
    "arrow-back-up",
    "dispatch.accept",
    _decline,
    _("Given back. Somebody else will be asked."),
    _offered,
    form=DeclineForm,
    danger=True,
)
