"""Solving a request by advice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake.actions.answer import answer
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.models import RepairRequest, Review


class NoAgreement(InvalidInput):
    """A case is closed by advice only when the customer agrees."""

    message = _("Please confirm that the customer agrees to close the case.")


@transaction.atomic
def settle_remotely(
    request: RepairRequest, *, advice: str, customer_agreed: bool, by: Actor, at: datetime
) -> RepairRequest:
    """Expert advice solves it and no visit is needed (RQ-TRI-08).

    Raises ``NoAgreement``, ``InvalidInput``, ``NotAllowed``, ``IllegalMove``, ``AlreadyReviewed``.
    """
    if not customer_agreed:
        raise NoAgreement(field="customer_agreed")
    fresh, _review = answer(
        request,
        "settle_remotely",
        event="intake.advised",
        result=Review.Result.ADVISED,
        text=sentence(advice, "advice"),
        by=by,
        at=at,
    )
    return fresh
