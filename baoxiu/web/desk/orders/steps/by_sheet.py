"""Steps of an installation, a commissioning or a maintenance (RQ-INS-01…06)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.checking import CHECKLIST, ChecklistForm, keeper
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.sheets import SheetFields, SiteFields


class SiteForm(SiteFields, StepForm):
    """Where it goes, and who agreed (RQ-INS-02)."""

    def prepare(self) -> None:
        """As the order's path has it."""
        self.fit(self.file.order)


class SheetForm(SheetFields, ChecklistForm):
    """The sheet of the service; where the product's file begins, the cards too (RQ-INS-05, RQ-INS-06)."""

    def prepare(self) -> None:
        """Questions of the order's own sheet."""
        self.code = self.file.order.path.sheet  # type: ignore[misc]
        super().prepare()
        self.fit(self.file.order)


class FindingForm(StepForm):
    """What is broken."""

    fault_text = forms.CharField(
        label=_("What is broken"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It becomes a repair request of its own, linked to this case."),
    )


def _confirm(file: OrderFile, form: SiteForm, by: Actor, at: datetime) -> object:
    return repairs.confirm_site(file.order, **form.cleaned_data, by=by, at=at)


def _finish(file: OrderFile, form: SheetForm, by: Actor, at: datetime) -> object:
    answers = form.answers(keeper(file, by, at))
    return repairs.finish_work(file.order, answers=answers, handover=form.handover, by=by, at=at)


def _report(file: OrderFile, form: FindingForm, by: Actor, at: datetime) -> object:
    return repairs.report_finding(file.order, **form.cleaned_data, by=by, at=at)


def _begin(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return repairs.start(file.order, by=by, at=at)


def _by_sheet(file: OrderFile) -> bool:
    return file.order.path.by_sheet


SITE = Step(
    "site",
    _("Settle place and conditions"),
    "map-pin",
    "repairs.repair",
    ("accepted",),
    _confirm,
    _("Place and conditions are kept."),
    SiteForm,
    fits=lambda file: _by_sheet(file) and (file.order.mode != "on_site" or file.been_there),
)
BEGIN = Step(
    "begin",
    _("Begin the work"),
    "player-play",
    "repairs.repair",
    ("ready",),
    _begin,
    _("Work begun."),
    fits=_by_sheet,
    hint=_("What is to be paid is agreed first, with a quote; what costs nothing needs none."),
)
SHEET = Step(
    "sheet",
    _("Fill the sheet"),
    "checklist",
    "repairs.repair",
    ("in_repair",),
    _finish,
    _("The work is finished."),
    SheetForm,
    CHECKLIST,
    fits=_by_sheet,
    wide=True,
)
FINDING = Step(
    "finding",
    _("Report a finding"),
    "tool",
    "repairs.repair",
    ("ready", "in_repair"),
    _report,
    _("Reported as a request of its own."),
    FindingForm,
    fits=_by_sheet,
    side=True,
)

STEPS = (SITE, BEGIN, SHEET, FINDING)
