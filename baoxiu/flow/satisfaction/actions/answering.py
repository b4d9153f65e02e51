"""What a drawn customer says, by the link or on the phone (RQ-SAT-01…03)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baoxiu.basics import texts
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.core.sentences import joined
from baoxiu.flow.followups.queries import calls_welcome
from baoxiu.flow.satisfaction.actions.remarks import register
from baoxiu.flow.satisfaction.facts import known
from baoxiu.flow.satisfaction.models import ASK, ROUND, SurveyAsk
from baoxiu.flow.satisfaction.permissions import may_answer
from baoxiu.flow.satisfaction.queries import marks_of
from baoxiu.flow.satisfaction.rules import is_dissatisfied
from baoxiu.flow.work_orders.models import WorkOrder

SUGGESTION, OPINION = "suggestion", "opinion"


class RoundOver(IllegalMove):
    """Answers count while the round runs."""

    message = gettext_lazy("This survey is finished. Thank you!")


class NoCallsWished(IllegalMove):
    """Who wants no calls is not called for a survey either."""

    message = gettext_lazy("This customer does not wish to be called.")


@transaction.atomic
def answer(ask: SurveyAsk, *, answers: Mapping[str, Any], by: Actor, at: datetime) -> SurveyAsk:
    """Keep the answers on the round's form version; a suggestion goes into the register (RQ-SAT-03, RQ-SAT-07).

    A mark of 2 or less is dissatisfaction and becomes a complaint entry. Raises ``RoundOver``,
    ``NoCallsWished`` or ``FormIncomplete``.
    """
    ask = _lock("answer", ask, by=by)
    filled = fill(ask.round.form, ask.order, answers=answers, by=by, at=at)
    ask.form, ask.way = filled, SurveyAsk.Way.LINK if by.kind == "customer" else SurveyAsk.Way.PHONE
    _end("answer", ask, by, at)
    marks = marks_of(filled)
    opinion = str(filled.answers.get(OPINION, ""))
    record(
        "satisfaction.answered",
        ask,
        by=by,
        at=at,
        **known(ask),
        answered_way=ask.way,
        marks=marks,
        opinion=opinion,
    )
    suggestion = str(filled.answers.get(SUGGESTION, ""))
    if suggestion:
        register("suggestion", "survey", suggestion, source=ask.round.number, order=ask.order, by=by, at=at)
    if is_dissatisfied(marks):
        said = joined(
            [opinion, _("Lowest mark in the survey: {mark} of 5.").format(mark=min(marks.values()))]
        )
        told = known(ask) | {"source": "rating", "text": said}
        record("satisfaction.dissatisfied", ask, by=by, at=at, **told)
    return ask


@transaction.atomic
def decline(ask: SurveyAsk, *, by: Actor, at: datetime, note: str = "") -> SurveyAsk:
    """The customer does not wish to answer; counts as asked without answer in the response rate."""
    ask = _lock("decline", ask, by=by)
    ask.note = texts.one_line(note, field="note", most=300, required=False)
    _end("decline", ask, by, at)
    record("satisfaction.declined", ask, by=by, at=at, **known(ask), note=ask.note)
    return ask


def _lock(verb: str, ask: SurveyAsk, *, by: Actor) -> SurveyAsk:
    """The locked survey with its order, after right, stage and the customer's wish were checked."""
    order = lock(WorkOrder(pk=ask.order_id))
    ask = lock(ask)
    ask.order = order
    may_answer(by, ask).or_refuse()
    ASK.after(verb, ask.stage)
    if ROUND.stage(ask.round.stage).group == "closed":
        raise RoundOver()
    if by.kind == "staff" and not calls_welcome(order.customer_id):
        raise NoCallsWished()
    return ask


def _end(verb: str, ask: SurveyAsk, by: Actor, at: datetime) -> None:
    ask.stage = ASK.after(verb, ask.stage)
    ask.by_name, ask.at = by.name, at
    ask.save()
