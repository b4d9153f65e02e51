"""At the acceptance: how it looks, the effect, the handover (RQ-QC-03, RQ-ACC-05, RQ-ACC-06, RQ-ACC-07)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.actions.hand_over import HANDED
from baoxiu.flow.acceptance.actions.note_appearance import FOUND_AT
from baoxiu.flow.acceptance.actions.score_effect import ENDING, SCORES
from baoxiu.flow.acceptance.queries import open_appearance, wants_effect
from baoxiu.flow.acceptance.slips import slip_for
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.checking import CHECKLIST, ChecklistForm, keeper
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.handover import ConfirmFields, HandOverFields, LooksFields
from baoxiu.web.shared.widgets import Segments, Stars


class LooksForm(LooksFields, StepForm):
    """What was found."""


class ConfirmForm(ConfirmFields, StepForm):
    """With whom, and what was said."""

    def prepare(self) -> None:
        """Those that nobody has confirmed."""
        self.fit(self.file.order)


class EffectForm(StepForm):
    """How the department sees it."""

    score = forms.TypedChoiceField(
        label=_("Effect of the repair"), coerce=int, choices=[(n, n) for n in SCORES], widget=Stars
    )
    satisfied = forms.ChoiceField(
        label=_("Customer"), choices=[("yes", _("Content")), ("no", _("Not content"))], widget=Segments
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("Needed below three, or when the customer is not content."),
    )


class HandOverForm(HandOverFields, ChecklistForm):
    """The slip of the product's family, and how the copy of the record was given."""

    def prepare(self) -> None:
        """The family's own slip where the firm has one."""
        self.code = slip_for(self.file.order, self.file.now).code  # type: ignore[misc]
        super().prepare()
        self.fit(self.file.order, "paper")


def _note(file: OrderFile, form: LooksForm, by: Actor, at: datetime) -> object:
    return acceptance.note_appearance(file.order, **form.cleaned_data, by=by, at=at)


def _confirm(_file: OrderFile, form: ConfirmForm, by: Actor, at: datetime) -> object:
    return form.confirm(by, at)


def _score(file: OrderFile, form: EffectForm, by: Actor, at: datetime) -> object:
    given = form.cleaned_data
    content = given["satisfied"] == "yes"
    return acceptance.score_effect(
        file.order, score=given["score"], satisfied=content, note=given["note"], by=by, at=at
    )


def _hand_over(file: OrderFile, form: HandOverForm, by: Actor, at: datetime) -> object:
    answers = form.answers(keeper(file, by, at))
    return acceptance.hand_over(file.order, **form.cleaned_data, answers=answers, by=by, at=at)


def _accepted(file: OrderFile) -> bool:
    return file.order.handed_over_at is not None


CONFIRM = Step(
    "confirm_looks",
    _("Confirm with the customer how it looks"),
    "eye",
    "acceptance.sign",
    FOUND_AT,
    _confirm,
    _("Confirmed."),
    ConfirmForm,
    fits=lambda file: bool(open_appearance(file.order)),
    hint=_("Something about the looks was found. The customer hears of it before signing."),
)
EFFECT_FIRST = Step(
    "effect_first",
    _("Judge the effect of the repair"),
    "star",
    "repairs.supervise",
    ("settled",),
    _score,
    _("Effect kept."),
    EffectForm,
    fits=lambda file: wants_effect(file.order, file.now),
    hint=_("The order ends once the department has judged the effect and asked the customer."),
)
LOOKS = Step(
    "looks",
    _("Something about the looks"),
    "eye",
    "acceptance.sign",
    FOUND_AT,
    _note,
    _("Noted."),
    LooksForm,
    side=True,
)
EFFECT = Step(
    "effect",
    _("Judge the effect of the repair"),
    "star",
    "repairs.supervise",
    ENDING,
    _score,
    _("Effect kept."),
    EffectForm,
    fits=lambda file: (
        _accepted(file) and not hasattr(file.order, "effect") and not EFFECT_FIRST.offered(file)
    ),
    side=True,
)
HAND_OVER = Step(
    "hand_over",
    _("Hand over with the repair record"),
    "file-text",
    "acceptance.sign",
    HANDED,
    _hand_over,
    _("Handed over."),
    HandOverForm,
    CHECKLIST,
    fits=_accepted,
    side=True,
    wide=True,
)

STEPS = (CONFIRM, EFFECT_FIRST, LOOKS, EFFECT, HAND_OVER)
