"""Installation, commissioning and maintenance: place, sheet, cards, and what was found (RQ-INS-01…06)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.checking import ChecklistForm, keeper
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.sheets import SheetFields, SiteFields


class SiteForm(SiteFields, StepForm):
    """Where it goes, and who agreed (RQ-INS-02)."""

    def prepare(self) -> None:
        """As the order's path has it."""
        self.fit(self.job.order)


class SheetForm(SheetFields, ChecklistForm):
    """The sheet of the service; where the product's file begins, the cards too (RQ-INS-05, RQ-INS-06)."""

    def prepare(self) -> None:
        """Questions of the order's own sheet."""
        self.code = self.job.order.path.sheet  # type: ignore[misc]
        super().prepare()
        self.fit(self.job.order)


class FindingForm(StepForm):
    """What is broken."""

    fault_text = forms.CharField(
        label=_("What is broken"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It becomes a repair request of its own; the office reviews it."),
    )


def _confirm(job: Job, form: SiteForm, by: Actor, at: datetime) -> object:
    return repairs.confirm_site(job.order, **form.cleaned_data, by=by, at=at)


def _finish(job: Job, form: SheetForm, by: Actor, at: datetime) -> object:
    answers = form.answers(keeper(job, "repair_photo", by, at))
    return repairs.finish_work(job.order, answers=answers, handover=form.handover, by=by, at=at)


def _report(job: Job, form: FindingForm, by: Actor, at: datetime) -> object:
    return repairs.report_finding(job.order, **form.cleaned_data, by=by, at=at)


def _to_confirm(job: Job) -> bool:
    there = not job.is_on_site or job.has_been_there
    return job.order.path.by_sheet and job.order.stage == "accepted" and there


def _working(job: Job) -> bool:
    return job.order.path.by_sheet and job.order.stage == "in_repair"


SITE = Step(
    "site",
    _("Settle place and conditions"),
    "map-pin",
    "repairs.repair",
    _confirm,
    _("Place and conditions are kept."),
    _to_confirm,
    _to_confirm,
    SiteForm,
    submit=pgettext_lazy("step", "Keep"),
    hint=_("Before anything is drilled: the customer approves."),
)
SHEET = Step(
    "sheet",
    _("Fill the sheet"),
    "clipboard-check",
    "repairs.repair",
    _finish,
    _("The work is finished."),
    _working,
    lambda job: _working(job) and job.is_at_the_product,
    SheetForm,
    "field/steps/sheet.html",
    submit=_("Finish the work"),
    hint=_("Test run, use shown, cards handed over: then the customer accepts."),
)
FINDING = Step(
    "finding",
    _("Report a finding"),
    "tool",
    "repairs.repair",
    _report,
    _("Reported; the office decides."),
    lambda job: job.order.path.by_sheet and job.order.stage in ("ready", "in_repair"),
    form=FindingForm,
    submit=pgettext_lazy("step", "Report"),
)
