"""The department judges the effect before the order ends (RQ-ACC-05)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance.models import EffectScore
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

ENDING = ("settling", "settled", "closed")
SCORES = range(1, 6)


class NotEnding(IllegalMove):
    """The customer has not accepted yet."""

    message = _("The effect is judged once the work has been accepted.")


class EffectScored(IllegalMove):
    """Judged once."""

    message = _("The effect has been judged already.")


class ScoreUnclear(InvalidInput):
    """A score of 1 to 5; a low one, or a customer who is not content, with the reason."""


@transaction.atomic
def score_effect(
    order: WorkOrder, *, score: int, satisfied: bool, by: Actor, at: datetime, note: str = ""
) -> EffectScore:
    """Keep the department's score (1 to 5) and whether the customer was asked and is content.

    Raises ``NotEnding``, ``EffectScored``, ``ScoreUnclear`` (RQ-ACC-05).
    """
    order = lock(order)
    may(by, "repairs.supervise", order).or_refuse()
    if order.stage not in ENDING or order.handed_over_at is None:
        raise NotEnding()
    if EffectScore.objects.filter(order=order).exists():
        raise EffectScored()
    if score not in SCORES:
        raise ScoreUnclear(_("Please choose 1 to 5."), field="score")
    if (score < 3 or not satisfied) and not note.strip():
        raise ScoreUnclear(_("Please give a reason."), field="note")
    made = EffectScore.objects.create(
        order=order, score=score, satisfied=satisfied, note=note.strip()[:300], by_name=by.name, at=at
    )
    known = facts.of_order(order) | {"score": score, "satisfied": satisfied}
    record("acceptance.effect_scored", order, by=by, at=at, text=made.note, **known)
    return made
