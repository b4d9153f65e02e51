"""Asking the customer for what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake.actions.answer import answer
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.rules import ASKABLE


@transaction.atomic
def ask_for_more(
    request: RepairRequest, *, missing: Iterable[str], text: str, by: Actor, at: datetime
) -> RepairRequest:
    """Nothing proceeds until the request is complete (RQ-REG-08). ``text`` is the question as the
    customer reads it.

    ``missing`` names fields of the request, or ``photos`` and ``proof`` (RQ-REG-07). Raises ``InvalidInput``,
    ``NotAllowed``, ``IllegalMove``, ``AlreadyReviewed``.
    """
    wanted = list(dict.fromkeys(missing))
    if not set(wanted) <= set(ASKABLE):
        raise InvalidInput(_("Please choose one of the listed values."), field="missing")
    fresh, _review = answer(
        request,
        "ask_for_more",
        event="intake.asked",
        result=Review.Result.ASKED,
        missing=wanted,
        text=sentence(text, "text"),
        by=by,
        at=at,
    )
    return fresh
