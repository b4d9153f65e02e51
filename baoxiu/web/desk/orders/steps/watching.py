"""Steps beside the work: spot checks with their demands, and the price of a damage (RQ-QC-13, RQ-VIS-07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.money import parse_yuan
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import SpotCheck
from baoxiu.flow.inspection.permissions import may_spot_check
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.models import Damage
from baoxiu.flow.visits.queries import open_damages
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import MoneyInput, Segments

EVERY = tuple(stage.code for stage in ORDER.stages)
AT_WORK = ("accepted", "assessed", "awaiting_consent", "ready", "in_repair", "inspecting")


class SpotCheckForm(StepForm):
    """What was seen, and what is to be put right."""

    finding = forms.CharField(label=_("What was found"), widget=forms.Textarea(attrs={"rows": 2}))
    demand = forms.CharField(
        label=_("What is to be put right"),
        required=False,
        max_length=300,
        help_text=_("Empty when the work is in order. A demand is followed until it is closed."),
    )


class CloseDemandForm(StepForm):
    """Whether it was put right."""

    demand = forms.ChoiceField(label=_("Demand"))
    accepted = forms.ChoiceField(
        label=_("The answer"), choices=[("yes", _("Close it")), ("no", _("Demand it again"))], widget=Segments
    )
    closing = forms.CharField(
        label=_("Words"), required=False, max_length=300, help_text=_("Needed when it is demanded again.")
    )

    def prepare(self) -> None:
        """Each with the technician's answer."""
        self.answered: Mapping[str, SpotCheck] = {str(one.pk): one for one in self.file.answered_demands}
        self.fields["demand"].choices = [
            (key, f"{one.demand}（{one.answer}）") for key, one in self.answered.items()
        ]


class CompensateForm(StepForm):
    """What was paid to whom."""

    damage = forms.ChoiceField(label=_("Damage"))
    value = forms.CharField(label=_("Sum paid"), widget=MoneyInput)
    paid_to = forms.CharField(label=_("Paid to"), max_length=80)

    def prepare(self) -> None:
        """Those that nobody has paid for."""
        self.open: Mapping[str, Damage] = {str(one.pk): one for one in open_damages(self.file.order)}
        self.fields["damage"].choices = [(key, one.what) for key, one in self.open.items()]
        self.initial["paid_to"] = self.file.request.contact_name


def _spot_check(file: OrderFile, form: SpotCheckForm, by: Actor, at: datetime) -> object:
    return inspection.spot_check(file.order, **form.cleaned_data, by=by, at=at)


def _close(_file: OrderFile, form: CloseDemandForm, by: Actor, at: datetime) -> object:
    given = form.cleaned_data
    check, accepted = form.answered[given["demand"]], given["accepted"] == "yes"
    return inspection.close_demand(check, accepted=accepted, closing=given["closing"], by=by, at=at)


def _compensate(_file: OrderFile, form: CompensateForm, by: Actor, at: datetime) -> object:
    given = form.cleaned_data
    value = parse_yuan(given["value"], field="value")
    return visits.compensate(form.open[given["damage"]], value=value, paid_to=given["paid_to"], by=by, at=at)


SPOT_CHECK = Step(
    "spot_check",
    _("Keep a spot check"),
    "checklist",
    "repairs.supervise",
    AT_WORK,
    _spot_check,
    _("Spot check kept."),
    SpotCheckForm,
    side=True,
    permission=may_spot_check,
)
CLOSE_DEMAND = Step(
    "close_demand",
    _("Check what was put right"),
    "checklist",
    "repairs.supervise",
    EVERY,
    _close,
    _("Kept."),
    CloseDemandForm,
    fits=lambda file: bool(file.answered_demands),
    permission=may_spot_check,
)
COMPENSATE = Step(
    "compensate",
    _("Note what was paid for a damage"),
    "cash",
    "repairs.supervise",
    EVERY,
    _compensate,
    _("Compensation kept."),
    CompensateForm,
    fits=lambda file: bool(file.visits) and open_damages(file.order).exists(),
    side=True,
)

STEPS = (CLOSE_DEMAND, SPOT_CHECK, COMPENSATE)
