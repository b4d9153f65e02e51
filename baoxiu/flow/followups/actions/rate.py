"""The customer's own rating, on the own page, once (RQ-SAT-01)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict, IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance import queries as acceptance
from baoxiu.flow.followups.models import Rating
from baoxiu.flow.followups.objections import objection
from baoxiu.flow.followups.permissions import may_rate
from baoxiu.flow.followups.rules import Answers, Contentment, contentment
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder


class NotAcceptedYet(IllegalMove):
    """There is nothing to rate before the work was accepted."""

    message = _("You can rate the service once you have accepted the work.")


class AlreadyRated(Conflict):
    """One rating per order."""

    message = _("You have rated this already. Thank you!")


class WrongMark(InvalidInput):
    """Marks run from 1 to 5."""

    message = _("Please choose one to five stars.")


@transaction.atomic
def rate(
    order: WorkOrder, *, quality: int, attitude: int, time: int, by: Actor, at: datetime, text: str = ""
) -> Rating:
    """Keep the customer's marks (1 bad to 5 good); a mark of 2 or less is dissatisfaction (RQ-SAT-01).

    Raises ``NotAcceptedYet``, ``AlreadyRated`` or ``WrongMark``.
    """
    order = lock(order)
    may_rate(by, order).or_refuse()
    marks = {"quality": quality, "attitude": attitude, "time": time}
    if wrong := [name for name, mark in marks.items() if not 1 <= mark <= 5]:
        raise WrongMark(fields=dict.fromkeys(wrong, WrongMark.message))
    if acceptance.accepted(order) is None:
        raise NotAcceptedYet()
    if Rating.objects.filter(order=order).exists():
        raise AlreadyRated()
    rating = Rating.objects.create(order=order, **marks, text=text.strip(), at=at)
    told = facts.of_order(order) | marks | {"rating_id": rating.pk, "opinion": rating.text}
    record("followups.rated", rating, by=by, at=at, **told)
    given = Answers(None, quality, attitude, time)
    if contentment(given) is Contentment.DISSATISFIED:
        said = objection(given, rating.text)
        record("followups.dissatisfied", rating, by=by, at=at, **told, source="rating", text=said)
    return rating
