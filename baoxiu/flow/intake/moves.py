"""Moving a request from stage to stage: the one place where its stage changes."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.gathering import change
from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.permissions import may
from baoxiu.flow.intake.routes import refuse_while_running
from baoxiu.flow.intake.services import ANSWERED, skips

_ANSWERED = _("A question is answered; no work order is made of it. Answer it, or turn it into a repair.")
_ORDERED = _("Only a question can be turned into a repair.")
REVIEWS = frozenset({"accept", "ask_for_more", "refuse", "settle_remotely"})


class AlreadyReviewed(IllegalMove):
    """Another reviewer was first; the sentence says who decided what and when."""

    code = "already_reviewed"


class NotOfThisService(IllegalMove):
    """What is answered gets no order, and what is ordered is no question (RQ-INT-16)."""

    code = "not_of_this_service"


def move(request: RepairRequest, verb: str, *, by: Actor) -> str:
    """Take the step with a locked request and save it; returns the stage before.

    Raises ``NotAllowed``, ``IllegalMove``, ``NotOfThisService``, ``RouteRunning`` or, to a second reviewer,
    ``AlreadyReviewed``.
    """
    may(request, verb, by).or_refuse()
    if verb in skips(request.service):
        raise NotOfThisService(_ANSWERED if request.service in ANSWERED else _ORDERED)
    if verb in REVIEWS and not REQUEST.allows(verb, request.stage):
        _tell_who_was_first(request)
    refuse_while_running(request, verb)
    before = request.stage
    request.stage = REQUEST.after(verb, before)
    change(request, "stage")
    return before


def _tell_who_was_first(request: RepairRequest) -> None:
    review = Review.objects.filter(request=request).order_by("-at", "-pk").first()
    if review:
        raise AlreadyReviewed(
            _("{name} has decided on this already ({time}): {result}.").format(
                name=review.by_name,
                time=date_format(localtime(review.at), "SHORT_DATETIME_FORMAT"),
                result=review.get_result_display(),
            )
        )
