"""What the customer said on the phone (RQ-REV-03, RQ-REV-04, RQ-SAT-01)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill, in_force
from baoxiu.flow.followups.calls import known, lock_for_call
from baoxiu.flow.followups.models import FOLLOWUP, Followup, FollowupCall
from baoxiu.flow.followups.objections import objection
from baoxiu.flow.followups.rules import Answers, Contentment, contentment

FORM = "followup"
UNREPAIRED = frozenset({"not_repairable", "not_repaired", "quote_refused"})
"""Outcomes after which everybody knows that the fault is still there: that is no complaint."""
SATISFIED = {Contentment.SATISFIED: True, Contentment.DISSATISFIED: False}


@transaction.atomic
def record_answer(
    followup: Followup, *, answers: Mapping[str, Any], by: Actor, at: datetime, note: str = ""
) -> Followup:
    """Fill the follow-up form with the customer; dissatisfaction becomes a fact of its own.

    Raises ``CallTooEarly`` or ``FormIncomplete`` (RQ-REV-01, RQ-REV-03, RQ-REV-04, RQ-REV-06).
    """
    followup = lock_for_call("record_answer", followup, by=by, at=at)
    filled = fill(in_force(FORM, at=at), followup, answers=answers, by=by, at=at)
    FollowupCall.objects.create(
        followup=followup, reached=True, note=note.strip()[:300], by_name=by.name, at=at
    )
    heard = _answers(filled.answers, followup.order.outcome)
    feeling = contentment(heard)
    followup.stage = FOLLOWUP.after("record_answer", followup.stage)
    followup.form, followup.satisfied = filled, SATISFIED.get(feeling)
    followup.opinion = filled.answers.get("opinion", "")
    followup.answered_at, followup.by_name = at, by.name
    followup.save(update_fields=["stage", "form", "satisfied", "opinion", "answered_at", "by_name"])
    told = known(followup) | {"contentment": str(feeling), "opinion": followup.opinion}
    record("followups.answered", followup, by=by, at=at, **told, failed=filled.failed)
    if feeling is Contentment.DISSATISFIED:
        text = objection(heard, followup.opinion)
        record("followups.dissatisfied", followup, by=by, at=at, **told, source="followup", text=text)
    return followup


def _answers(given: Mapping[str, Any], outcome: str) -> Answers:
    return Answers(
        solved=None if outcome in UNREPAIRED else given.get("solved"),
        quality=given.get("quality"),
        attitude=given.get("attitude"),
        speed=given.get("time"),
    )
