"""The repair itself: starting, parts, what was done, photos (RQ-EXE)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.actions.add_item import OPEN_FOR
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.packing import expected
from baoxiu.web.field.job import Job
from baoxiu.web.field.steps.step import Step, StepForm
from baoxiu.web.shared import words
from baoxiu.web.shared.fields import MediaField
from baoxiu.web.shared.parts import PartLinesField, as_lines
from baoxiu.web.shared.widgets import MediaPicker, RadioCards


class PartForm(StepForm):
    """A part built in: only what the customer agreed to (RQ-QUO-03, RQ-EXE-03)."""

    quote_line = forms.ChoiceField(label=_("Part from the agreed quote"), widget=RadioCards)
    quantity = forms.DecimalField(
        label=_("Quantity"),
        initial=1,
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
    )
    old_serial = forms.CharField(label=_("Old part's serial number"), required=False, max_length=60)
    new_serial = forms.CharField(label=_("New part's serial number"), required=False, max_length=60)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def prepare(self) -> None:
        """What of the quote in force is not built in yet."""
        self.lines = {str(line.pk): line for line in self.job.agreed_parts}
        self.fields["quote_line"].choices = [
            (key, _("%(part)s, %(left)s left") % {"part": line.name, "left": words.quantity(line.left)})
            for key, line in self.lines.items()
        ]
        self.initial["quote_line"] = next(iter(self.lines), "")


class ExpectForm(StepForm):
    """What the job needs on the next visit, or from the colleague who goes there."""

    parts = PartLinesField()

    def prepare(self) -> None:
        """As it was noted, else as the fault teaches."""
        self.initial["parts"] = as_lines(expected(self.job.order))


class WorkForm(StepForm):
    """An operation."""

    text = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 3}))


class PhotoForm(StepForm):
    """Photos or a video, taken with the camera."""

    photos = MediaField(label=_("Photos or a video"), widget=MediaPicker({"capture": "environment"}))


def _start(job: Job, _form: None, by: Actor, at: datetime) -> object:
    return repairs.start(job.order, by=by, at=at)


def _part(job: Job, form: PartForm, by: Actor, at: datetime) -> object:
    data = dict(form.cleaned_data)
    line = form.lines[data.pop("quote_line")]
    return repairs.note_part(job.order, quote_line=line, **data, by=by, at=at)


def _expect(job: Job, form: ExpectForm, by: Actor, at: datetime) -> object:
    return work_orders.expect_parts(job.order, form.cleaned_data["parts"], by=by, at=at)


def _work(job: Job, form: WorkForm, by: Actor, at: datetime) -> object:
    return repairs.note_step(job.order, text=form.cleaned_data["text"], by=by, at=at)


def _photos(job: Job, form: PhotoForm, by: Actor, at: datetime) -> object:
    purpose = "repair_photo" if job.order.stage == "in_repair" else "visit_photo"
    return [
        repairs.add_photo(job.order, data=photo, name=photo.name, purpose=purpose, by=by, at=at)
        for photo in form.cleaned_data["photos"]
    ]


def _repairing(job: Job) -> bool:
    return bool(job.order.stage == "in_repair")


START = Step(
    "start",
    _("Start the repair"),
    "player-play",
    "repairs.repair",
    _start,
    _("Repair started."),
    lambda job: job.order.stage == "ready" and not job.order.path.by_sheet,
    lambda job: job.order.stage == "ready" and not job.order.path.by_sheet and job.is_at_the_product,
    hint=_("The customer agreed, or there is nothing to agree."),
)
BEGIN = Step(
    "begin",
    _("Begin the work"),
    "player-play",
    "repairs.repair",
    _start,
    _("Work begun."),
    lambda job: job.order.stage == "ready" and job.order.path.by_sheet,
    lambda job: job.order.stage == "ready" and job.order.path.by_sheet and job.is_at_the_product,
    hint=_("What is to be paid is agreed first, with a quote; what costs nothing needs none."),
)
EXPECT = Step(
    "expect",
    _("Parts that the job needs"),
    "package",
    "repairs.repair",
    _expect,
    _("Noted."),
    lambda job: job.order.mode == "on_site" and job.order.stage in OPEN_FOR,
    form=ExpectForm,
    submit=pgettext_lazy("step", "Keep"),
)
PART = Step(
    "part",
    _("Note a part"),
    "package",
    "repairs.repair",
    _part,
    _("Part noted."),
    lambda job: _repairing(job) and bool(job.agreed_parts),
    form=PartForm,
    quick=True,
    submit=pgettext_lazy("step", "Keep"),
)
WORK = Step(
    "work",
    _("Note work"),
    "note",
    "repairs.repair",
    _work,
    pgettext_lazy("work", "Noted."),
    _repairing,
    form=WorkForm,
    quick=True,
    submit=pgettext_lazy("step", "Keep"),
)
PHOTO = Step(
    "photo",
    _("Take photos"),
    "camera",
    "repairs.repair",
    _photos,
    _("Photos kept."),
    lambda job: job.order.stage in ORDER.codes("open", "waiting") and job.order.stage != "assigned",
    form=PhotoForm,
    template="field/steps/photo.html",
    quick=True,
    submit=_("Keep the photos"),
)
