"""Steps after the acceptance: the customer is not content (RQ-ACC-02)."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import Claim
from baoxiu.flow.acceptance.permissions import may_claim
from baoxiu.flow.acceptance.queries import open_claim
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.widgets import Segments

ACCEPTED = ("settling", "settled", "closed")


class ClaimForm(StepForm):
    """What the customer asks."""

    wish = forms.ChoiceField(label=_("What the customer asks"), choices=Claim.Wish.choices, widget=Segments)
    text = forms.CharField(label=_("What is not right"), widget=forms.Textarea(attrs={"rows": 3}))
    claimed_by = forms.CharField(label=_("Who says so"), max_length=80)

    def prepare(self) -> None:
        """Usually the customer."""
        self.initial["claimed_by"] = self.file.request.contact_name


class DecideClaimForm(StepForm):
    """Within reason it is granted."""

    granted = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("Granted")), ("no", _("Not granted"))], widget=Segments
    )
    at_own_cost = forms.BooleanField(label=_("Out of warranty: the customer pays"), required=False)
    answer = forms.CharField(
        label=_("Words for the customer"),
        required=False,
        max_length=300,
        help_text=_("Needed when it is not granted, or when the customer pays."),
    )

    def prepare(self) -> None:
        """The claim stands at the decision."""
        waiting = open_claim(self.file.order)
        if waiting:
            self.fields["granted"].help_text = f"{waiting.get_wish_display()}：{waiting.text}"


def _claim(file: OrderFile, form: ClaimForm, by: Actor, at: datetime) -> object:
    return acceptance.claim(file.order, **form.cleaned_data, by=by, at=at)


def _decide(file: OrderFile, form: DecideClaimForm, by: Actor, at: datetime) -> object:
    waiting, given = open_claim(file.order), dict(form.cleaned_data)
    if waiting is None:
        raise InvalidInput(_("Nothing is claimed."))
    granted = given.pop("granted") == "yes"
    return acceptance.decide_claim(waiting, granted=granted, **given, by=by, at=at)


def _claimable(file: OrderFile) -> bool:
    repaired = bool(file.order.outcome == WorkOrder.Outcome.REPAIRED)
    return repaired and file.order.handed_over_at is not None and open_claim(file.order) is None


CLAIM = Step(
    "claim",
    _("Not content after the acceptance"),
    "thumb-down",
    "complaints.note",
    ACCEPTED,
    _claim,
    _("Claim kept."),
    ClaimForm,
    fits=_claimable,
    side=True,
    permission=may_claim,
)
DECIDE_CLAIM = Step(
    "decide_claim",
    _("Decide the claim"),
    "thumb-down",
    "acceptance.decide",
    ACCEPTED,
    _decide,
    _("Decided; the customer was told."),
    DecideClaimForm,
    fits=lambda file: open_claim(file.order) is not None,
)

STEPS = (DECIDE_CLAIM, CLAIM)
