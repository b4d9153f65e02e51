"""Installation, commissioning and maintenance: place, sheet, cards, and what was found (RQ-INS-01…06)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.checking import ChecklistForm, keeper
from baoxiu.web.field.steps.step import Step, StepForm

HANDOVER = ("serial", "installation_card", "warranty_card", "contact_card", "trained")


class SiteForm(StepForm):
    """Where it goes, and who agreed (RQ-INS-02)."""

    place = forms.CharField(
        label=_("Where it is put"),
        required=False,
        max_length=200,
        help_text=_("Where an estate has rules, write how they are kept."),
    )
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=80)
    note = forms.CharField(
        label=_("Explained beforehand"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For instance that the wished place disturbs the neighbours."),
    )

    def prepare(self) -> None:
        """Usually the customer; the place only where something is put up."""
        self.initial["agreed_with"] = self.job.request.contact_name
        if not self.job.order.path.place:
            del self.fields["place"]


class SheetForm(ChecklistForm):
    """The sheet of the service; where the product's file begins, the cards too (RQ-INS-05, RQ-INS-06)."""

    serial = forms.CharField(label=_("Serial number"), max_length=60)
    installation_card = forms.CharField(label=_("Number of the installation card"), max_length=40)
    warranty_card = forms.CharField(label=_("Number of the warranty card"), max_length=40)
    contact_card = forms.CharField(label=_("Number of the contact card"), max_length=40)
    trained = forms.CharField(label=_("Who was shown how to use it"), max_length=80)

    def prepare(self) -> None:
        """Questions of the order's own sheet."""
        order = self.job.order
        self.code = order.path.sheet  # type: ignore[misc]
        super().prepare()
        if not order.path.starts_file:
            for name in HANDOVER:
                del self.fields[name]
        self.initial |= {
            "serial": order.unit.serial if order.unit else order.request.serial,
            "trained": order.request.contact_name,
        }


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
    given: dict[str, Any] = {name: form.cleaned_data.get(name, "") for name in HANDOVER}
    answers = form.answers(keeper(job, "repair_photo", by, at))
    handover = repairs.Handover(**given)
    return repairs.finish_work(job.order, answers=answers, handover=handover, by=by, at=at)


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
