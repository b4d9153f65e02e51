"""Refusing a request."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.decisions.actions import decide
from baoxiu.core.reasons import because
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake.actions.answer import answer
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.links import prices_url
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.reasons import OPTIONS, REFUSALS

RULES = {"not_ours": "RQ-TRI-02"}


@transaction.atomic
def refuse(
    request: RepairRequest, *, reason_code: str, text: str, option: str = "", by: Actor, at: datetime
) -> RepairRequest:
    """The customer is told why, and what else there is: a paid repair or another way (RQ-TRI-02, RQ-TRI-07).

    ``reason_code`` is a key of ``reasons.REFUSALS``; an empty ``option`` takes the usual sentence of that
    reason in the customer's language. Raises ``InvalidInput``, ``NotAllowed``, ``IllegalMove``,
    ``AlreadyReviewed``.
    """
    if reason_code not in REFUSALS:
        raise InvalidInput(_("Please choose the reason."), field="reason_code")
    reason = sentence(text, "text")
    fresh, review = answer(
        request,
        "refuse",
        event="intake.refused",
        result=Review.Result.REFUSED,
        reason_code=reason_code,
        text=f"{reason}\n{option.strip() or _usual_option(request, reason_code)}",
        by=by,
        at=at,
    )
    decide(
        "intake.refusal",
        fresh,
        result=reason_code,
        reasons=[because(reason_code).plain()],
        inputs={"review_id": review.pk, "family_id": fresh.family_id, "unit_id": fresh.unit_id},
        rule_ids=[RULES.get(reason_code, "RQ-TRI-07")],
        by=by,
        at=at,
    )
    return fresh


def _usual_option(request: RepairRequest, reason_code: str) -> str:
    with translation.override(request.language):
        return str(OPTIONS[reason_code]).format(prices=prices_url())
