"""What the customer said on the phone (RQ-REV-03, RQ-REV-04, RQ-SAT-01)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill, in_force
from baoxiu.core.forms.models import FilledForm
from baoxiu.flow.followups.actions.keep_praise import keep_praise
from baoxiu.flow.followups.actions.questions import raise_question
from baoxiu.flow.followups.calls import keep_call, known, lock_for_call
from baoxiu.flow.followups.models import FOLLOWUP, Followup
from baoxiu.flow.followups.objections import objection
from baoxiu.flow.followups.rules import Answers, Contentment, contentment

FORMS: Mapping[str, str] = {
    "first": "followup",
    "second": "followup_second",
    "regular": "followup_regular",
    "solved": "followup_solved",
}
"""Each kind of call has its own content: the second never repeats the first (RQ-REV-02)."""
UNREPAIRED = frozenset({"not_repairable", "not_repaired", "quote_refused"})
"""Outcomes after which everybody knows that the fault is still there: that is no complaint."""
SATISFIED = {Contentment.SATISFIED: True, Contentment.DISSATISFIED: False}
KEPT = ("stage", "form", "satisfied", "opinion", "calls_welcome", "answered_at", "by_name")


@transaction.atomic
def record_answer(
    followup: Followup, *, answers: Mapping[str, Any], by: Actor, at: datetime, note: str = ""
) -> Followup:
    """Fill the call's form with the customer; dissatisfaction, an unsolved matter and praise become facts of their own.

    Raises ``CallTooEarly`` or ``FormIncomplete`` (RQ-REV-01 to RQ-REV-04, RQ-REV-06, RQ-REV-07, RQ-REV-09).
    """
    followup = lock_for_call("record_answer", followup, by=by, at=at)
    filled = fill(in_force(FORMS[followup.kind], at=at), followup, answers=answers, by=by, at=at)
    keep_call(followup, "answered", note, by=by, at=at)
    heard = _answers(filled.answers, followup.order.outcome)
    feeling = contentment(heard)
    _keep(followup, filled, feeling, by=by, at=at)
    told = known(followup) | {"contentment": str(feeling), "opinion": followup.opinion}
    record("followups.answered", followup, by=by, at=at, **told, failed=filled.failed)
    if feeling is Contentment.DISSATISFIED:
        text = objection(heard, followup.opinion)
        record("followups.dissatisfied", followup, by=by, at=at, **told, source="followup", text=text)
    asked = filled.answers.get("question", "")
    if heard.solved is False or asked:
        raise_question(followup, text=asked or objection(heard, followup.opinion), by=by, at=at)
    if praise := filled.answers.get("praise"):
        keep_praise(followup, text=praise, by=by, at=at)
    return followup


def _keep(followup: Followup, filled: FilledForm, feeling: Contentment, *, by: Actor, at: datetime) -> None:
    followup.stage = FOLLOWUP.after("record_answer", followup.stage)
    followup.form, followup.satisfied = filled, SATISFIED.get(feeling)
    followup.opinion = filled.answers.get("opinion", "")
    followup.calls_welcome = filled.answers.get("calls_welcome")
    followup.answered_at, followup.by_name = at, by.name
    followup.save(update_fields=KEPT)


def _answers(given: Mapping[str, Any], outcome: str) -> Answers:
    return Answers(
        solved=None if outcome in UNREPAIRED else given.get("solved"),
        quality=given.get("quality"),
        attitude=given.get("attitude"),
        speed=given.get("time"),
        overall=given.get("overall"),
    )
