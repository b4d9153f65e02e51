"""At the acceptance: how it looks, and the handover with the repair record (RQ-QC-03, RQ-ACC-06, RQ-ACC-07)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.actions.hand_over import HANDED
from baoxiu.flow.acceptance.actions.note_appearance import FOUND_AT
from baoxiu.flow.acceptance.queries import open_appearance
from baoxiu.flow.acceptance.slips import slip_for
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.checking import ChecklistForm, keeper
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared.handover import ConfirmFields, HandOverFields, LooksFields


class LooksForm(LooksFields, StepForm):
    """What was found."""


class ConfirmForm(ConfirmFields, StepForm):
    """With whom, and what was said."""

    def prepare(self) -> None:
        """Those that nobody has confirmed."""
        self.fit(self.job.order)


class HandOverForm(HandOverFields, ChecklistForm):
    """The slip of the product's family, and how the copy of the record was given."""

    def prepare(self) -> None:
        """The family's own slip where the firm has one."""
        self.code = slip_for(self.job.order, self.job.now).code  # type: ignore[misc]
        super().prepare()
        self.fit(self.job.order, "link")


def _note(job: Job, form: LooksForm, by: Actor, at: datetime) -> object:
    return acceptance.note_appearance(job.order, **form.cleaned_data, by=by, at=at)


def _confirm(_job: Job, form: ConfirmForm, by: Actor, at: datetime) -> object:
    return form.confirm(by, at)


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
