"""What a call could not solve: the service manager decides, the customer hears it the same day (RQ-REV-07)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.core.sentences import joined
from baoxiu.flow.followups.calls import keep_call, known
from baoxiu.flow.followups.models import QUESTION, Followup, Question
from baoxiu.flow.followups.policies import ANSWER_DAYS
from baoxiu.flow.followups.queries import open_question
from baoxiu.flow.followups.rules import answer_due
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class DecisionMissing(InvalidInput):
    """The customer hears words, not a tick."""

    message = _("Please write what the customer is to be told.")


def raise_question(followup: Followup, *, text: str, by: Actor, at: datetime) -> Question:
    """Put the matter before the service manager; what is heard while one is open joins it and is decided anew.

    Part of ``record_answer`` (RQ-REV-07, T23).
    """
    question = open_question(followup.order)
    if question is None:
        question = Question.objects.create(followup=followup, order=followup.order, text=text, raised_at=at)
    else:
        question.text, question.stage, question.raised_at = joined([question.text, text]), "raised", at
        question.save(update_fields=["text", "stage", "raised_at"])
    record("followups.question_raised", question, by=by, at=at, text=text, **_facts(question))
    return question


@transaction.atomic
def decide_question(question: Question, *, decision: str, by: Actor, at: datetime) -> Question:
    """Say what the customer is to be told, by the end of the same day.

    Raises ``DecisionMissing`` (RQ-REV-07, T23, T24).
    """
    question = _lock("decide", question, by=by)
    if not decision.strip():
        raise DecisionMissing(field="decision")
    question.stage = QUESTION.after("decide", question.stage)
    question.decision, question.decided_by, question.decided_at = decision.strip(), by.name, at
    question.answer_due_at = answer_due(at, days=value(ANSWER_DAYS, at=at).whole)
    question.save()
    facts = _facts(question) | {"answer_due": question.answer_due_at}
    record("followups.question_decided", question, by=by, at=at, text=question.decision, **facts)
    return question


@transaction.atomic
def tell_answer(question: Question, *, by: Actor, at: datetime, note: str = "") -> Question:
    """The customer was called and told the decision: a line of the call register (RQ-REV-07, RQ-REV-13, T24)."""
    question = _lock("tell", question, by=by)
    question.stage = QUESTION.after("tell", question.stage)
    question.told_by, question.told_at = by.name, at
    question.save(update_fields=["stage", "told_by", "told_at"])
    said = note.strip() or question.decision
    keep_call(question.followup, "told", said, by=by, at=at)
    record("followups.answer_told", question, by=by, at=at, text=said, **_facts(question))
    return question


def _lock(verb: str, question: Question, *, by: Actor) -> Question:
    """The locked question with its order, after right and lifecycle were checked."""
    order = lock(WorkOrder(pk=question.order_id))
    question = lock(question)
    question.order = question.followup.order = order
    may(by, next(move.right for move in QUESTION.moves if move.verb == verb), order).or_refuse()
    QUESTION.after(verb, question.stage)
    return question


def _facts(question: Question) -> dict[str, Any]:
    return known(question.followup) | {"question_id": question.pk}
