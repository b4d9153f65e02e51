"""Steps before setting out, and what the way cost (RQ-APT-03, RQ-EXE-01, RQ-VIS-05, RQ-VIS-14)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs.preparation import preparation
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import HEIGHT, READY, lacks_readiness, lacks_safety
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.checking import CHECKLIST, ChecklistForm
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.desk.orders.steps.visiting import GOING, fill
from baoxiu.web.shared.setting_out import CostFields


class ReadyChecklist(ChecklistForm):
    """Before setting out, with what such a fault usually needs."""

    code = READY

    def prepare(self) -> None:
        """The questions and the preparation list."""
        super().prepare()
        self.preparation = preparation(self.file.order, self.file.now)


class SafetyChecklist(ChecklistForm):
    """Before work at height."""

    code = HEIGHT


class CostForm(CostFields, StepForm):
    """The way in kilometres, and what was paid."""

    def prepare(self) -> None:
        """What was noted already."""
        self.fit(_made(self.file))


def _made(file: OrderFile) -> Visit | None:
    """The newest visit for which somebody was on the way."""
    return next((visit for visit in file.visits if visit.set_out_at or visit.arrived_at), None)


def _cost(file: OrderFile, form: CostForm, by: Actor, at: datetime) -> object:
    return form.keep(_made(file), by, at)


def _lacks_readiness(file: OrderFile) -> bool:
    visit = file.open_visit
    return visit is not None and visit.stage == "booked" and lacks_readiness(visit, file.order, file.now)


def _lacks_safety(file: OrderFile) -> bool:
    return file.open_visit is not None and lacks_safety(file.open_visit)


READY_CHECK = Step(
    "visit_ready",
    _("Prepare for the visit"),
    "list-check",
    "visits.go",
    GOING,
    fill,
    _("Checklist filled."),
    ReadyChecklist,
    "desk/orders/steps/ready.html",
    _lacks_readiness,
    wide=True,
    hint=_("Address, parts, tools: before anybody sets out."),
)
SAFETY_CHECK = Step(
    "height_ready",
    _("Safety of work at height"),
    "shield-check",
    "visits.go",
    GOING,
    fill,
    _("Checklist filled."),
    SafetyChecklist,
    CHECKLIST,
    _lacks_safety,
    wide=True,
    hint=_("Belt, measures, and a second person or a lift; without them nobody sets out."),
)
COST = Step(
    "cost",
    _("Note the cost of the way"),
    "receipt",
    "visits.go",
    tuple(stage.code for stage in ORDER.stages),
    _cost,
    _("Cost kept."),
    CostForm,
    fits=lambda file: _made(file) is not None,
    side=True,
)

STEPS = (READY_CHECK, SAFETY_CHECK, COST)
