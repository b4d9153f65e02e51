"""Steps of an installation, a commissioning or a maintenance (RQ-INS-01…06)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.checking import CHECKLIST, ChecklistForm, keeper
from baoxiu.web.desk.orders.steps.step import Step, StepForm

HANDOVER = ("serial", "installation_card", "warranty_card", "contact_card", "trained")


class SiteForm(StepForm):
    """Where it goes, and who agreed (RQ-INS-02)."""

    place = forms.CharField(label=_("Where it is put"), required=False, max_length=200)
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=80)
    note = forms.CharField(label=_("Explained beforehand"), required=False, max_length=300)

    def prepare(self) -> None:
        """Usually the customer; the place only where something is put up."""
        self.initial["agreed_with"] = self.file.request.contact_name
        if not self.file.order.path.place:
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
        order = self.file.order
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
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It becomes a repair request of its own, linked to this case."),
    )


def _confirm(file: OrderFile, form: SiteForm, by: Actor, at: datetime) -> object:
    return repairs.confirm_site(file.order, **form.cleaned_data, by=by, at=at)


def _finish(file: OrderFile, form: SheetForm, by: Actor, at: datetime) -> object:
    given: dict[str, Any] = {name: form.cleaned_data.get(name, "") for name in HANDOVER}
    answers = form.answers(keeper(file, by, at))
    handover = repairs.Handover(**given)
    return repairs.finish_work(file.order, answers=answers, handover=handover, by=by, at=at)


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
