"""Accepting a request."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.whole import as_one
from baoxiu.flow.intake.actions.answer import answer
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.routes import refuse_without_route

SEVERITIES = (1, 2, 3, 4)


@as_one()
def accept(request: RepairRequest, *, severity: int = 2, by: Actor, at: datetime) -> RepairRequest:
    """The repair conditions are met; an order follows (RQ-TRI-01, RQ-TRI-04, RQ-TRI-06).

    ``severity``: 1 minor, 2 major, 3 critical, 4 endangers people. Raises ``NotAllowed``, ``IllegalMove``,
    ``AlreadyReviewed``, ``RouteRunning``, ``RouteWanted``, ``InvalidInput`` (RQ-TRI-05).
    """
    if severity not in SEVERITIES:
        raise InvalidInput(_("Please choose one of the listed values."), field="severity")
    fresh, _review = answer(
        request,
        "accept",
        event="intake.accepted",
        result=Review.Result.ACCEPTED,
        severity=severity,
        by=by,
        at=at,
    )
    refuse_without_route(fresh, severity)
    return fresh
