"""Steps of the dispatch, and of ending an order early."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.actions import AssignedMeanwhile
from baoxiu.flow.dispatch.queries import survey, who_was_first
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.actions.add_item import OPEN_FOR
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.packing import expected
from baoxiu.flow.work_orders.permissions import may_change_items
from baoxiu.web.desk.orders.file import OrderFile
from baoxiu.web.desk.orders.ranking import RankingView, view_of
from baoxiu.web.desk.orders.steps.step import Step, StepForm
from baoxiu.web.shared.parts import PartLinesField, as_lines
from baoxiu.web.shared.widgets import Segments

RUNNING = ORDER.codes("open", "waiting")


class AssignForm(StepForm):
    """The technician, chosen by rule or by hand."""

    technician = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("For the record, when you choose somebody else than the first."),
    )
    ranking: RankingView

    def prepare(self) -> None:
        """Who may take it, best first, and who may not, with reasons."""
        self.ranking = view_of(survey(self.file.order, at=self.file.now))
        self.standing = f"{self.file.order.stage}:{self.file.order.technician_id or ''}"
        self.chosen = self.data.get("technician", "") or (
            str(self.ranking.eligible[0].technician_id) if self.ranking.eligible else ""
        )


class ReasonForm(StepForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=300)


class ItemForm(StepForm):
    """A line of the dispatch sheet."""

    text = forms.CharField(label=_("Work to be done"), max_length=200)


class PartsForm(StepForm):
    """What the job is expected to need."""

    parts = PartLinesField()

    def prepare(self) -> None:
        """As it was noted, else as the fault teaches."""
        self.initial["parts"] = as_lines(expected(self.file.order))


class HandBackForm(StepForm):
    """How the product went back."""

    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class CloseForm(StepForm):
    """What confirmed that the case is over."""

    confirmation = forms.ChoiceField(
        label=_("Confirmed by"),
        widget=Segments,
        choices=[("signature", _("Signature")), ("phone", _("Phone call"))],
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


def _assign(file: OrderFile, form: AssignForm, by: Actor, at: datetime) -> object:
    if form.cleaned_data["seen"] != form.standing:
        raise AssignedMeanwhile(who_was_first(file.order))
    chosen = form.cleaned_data["technician"]
    technician = form.ranking.technician(chosen) if chosen else None
    return dispatch.assign(file.order, technician, reason=form.cleaned_data["reason"], by=by, at=at)


def _accept(file: OrderFile, _form: StepForm, by: Actor, at: datetime) -> object:
    return dispatch.accept(file.assignment, by=by, at=at)


def _decline(file: OrderFile, form: ReasonForm, by: Actor, at: datetime) -> object:
    return dispatch.decline(file.assignment, reason=form.cleaned_data["reason"], by=by, at=at)


def _cancel(file: OrderFile, form: ReasonForm, by: Actor, at: datetime) -> object:
    return work_orders.cancel(file.order, reason=form.cleaned_data["reason"], by=by, at=at)


def _hand_back(file: OrderFile, form: HandBackForm, by: Actor, at: datetime) -> object:
    return work_orders.hand_back(file.order, note=form.cleaned_data["note"], by=by, at=at)


def _close(file: OrderFile, form: CloseForm, by: Actor, at: datetime) -> object:
    return work_orders.close(file.order, **_plain(form.cleaned_data), by=by, at=at)


def _add_item(file: OrderFile, form: ItemForm, by: Actor, at: datetime) -> object:
    return work_orders.add_item(file.order, text=form.cleaned_data["text"], by=by, at=at)


def _expect(file: OrderFile, form: PartsForm, by: Actor, at: datetime) -> object:
    return work_orders.expect_parts(file.order, form.cleaned_data["parts"], by=by, at=at)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return dict(data)


ASSIGN = Step(
    "assign",
    _("Dispatch"),
    "route",
    "dispatch.assign",
    ("created",),
    _assign,
    _("Dispatched."),
    AssignForm,
    "desk/orders/steps/assign.html",
    wide=True,
)
REASSIGN = Step(
    "reassign",
    _("Give to somebody else"),
    "switch-horizontal",
    "dispatch.assign",
    ("assigned", "accepted"),
    _assign,
    _("Dispatched anew."),
    AssignForm,
    "desk/orders/steps/assign.html",
    side=True,
    wide=True,
)
ACCEPT = Step(
    "accept",
    _("Accept job"),
    "user-check",
    "dispatch.accept",
    ("assigned",),
    _accept,
    _("Job accepted."),
    fits=lambda file: file.assignment is not None,
    hint=_("The technician answers on the phone; an answer given by mouth is noted here."),
)
DECLINE = Step(
    "decline",
    _("Give job back"),
    "arrow-back-up",
    "dispatch.accept",
    ("assigned",),
    _decline,
    _("Job given back."),
    ReasonForm,
    side=True,
    fits=lambda file: file.assignment is not None,
)
ADD_ITEM = Step(
    "item",
    _("Add to the dispatch sheet"),
    "list-check",
    "dispatch.assign",
    RUNNING,
    _add_item,
    _("Added."),
    ItemForm,
    side=True,
)
PARTS = Step(
    "parts",
    _("Parts that the job needs"),
    "package",
    "dispatch.assign",
    OPEN_FOR,
    _expect,
    _("Noted; whoever is sent has to have them."),
    PartsForm,
    fits=lambda file: file.order.mode == "on_site",
    side=True,
    hint=_("Whoever lacks a noted part is not sent. Without a note the fault's usual parts are packed."),
    permission=lambda actor, order: may_change_items(order, actor),
)
CANCEL = Step(
    "cancel",
    _("Cancel the order"),
    "ban",
    "orders.cancel",
    ORDER.move("cancel").sources,
    _cancel,
    _("Order cancelled."),
    ReasonForm,
    side=True,
    danger=True,
    question=_("Really cancel this order?"),
)
HAND_BACK = Step(
    "hand_back",
    _("Returned unrepaired"),
    "package",
    "orders.hand_back",
    ("unrepaired",),
    _hand_back,
    _("Returned and closed."),
    HandBackForm,
    hint=_("Confirms that the customer has the product back as it was."),
)
CLOSE = Step(
    "close", _("Close the order"), "flag", "orders.close", ("settled",), _close, _("Order closed."), CloseForm
)

STEPS = (ASSIGN, ACCEPT, HAND_BACK, CLOSE, REASSIGN, DECLINE, ADD_ITEM, PARTS, CANCEL)
