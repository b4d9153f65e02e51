"""Looks, effect and handover (RQ-QC-03, RQ-ACC-05…07)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router
from pydantic import BaseModel

from baoxiu.core.refusals import NotFound
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import AppearanceProblem
from baoxiu.web.api.answers.orders import OrderStage, order_stage
from baoxiu.web.api.asked import handover as asked
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import order_of
from baoxiu.web.api.kinds import RowId

router = Router(tags=["acceptance"])


class LooksAnswer(BaseModel):
    """What was found about the looks."""

    id: int
    text: str
    confirmed_with: str
    outcome: str


@router.post(
    "/orders/{number}/looks", response={201: LooksAnswer}, summary=_("Note something about the looks")
)
@needs_right("acceptance.sign")
def note_appearance(request: HttpRequest, number: str, given: asked.Looks) -> LooksAnswer:
    """Found at the acceptance; the signature waits for the customer's confirmation."""
    order = order_of(request.actor, number)
    return _answer(acceptance.note_appearance(order, text=given.text, by=request.actor, at=request.at))


@router.post(
    "/orders/{number}/looks/{looks_id}/confirm",
    response=LooksAnswer,
    summary=_("Confirm the looks with the customer"),
)
@needs_right("acceptance.sign")
def confirm_appearance(
    request: HttpRequest, number: str, looks_id: RowId, given: asked.Confirmation
) -> LooksAnswer:
    """Once, with what the customer said."""
    order = order_of(request.actor, number)
    found = order.appearance_problems.filter(pk=looks_id).first()
    if found is None:
        raise NotFound()
    return _answer(
        acceptance.confirm_appearance(found, **given.model_dump(), by=request.actor, at=request.at)
    )


@router.post("/orders/{number}/effect", response=OrderStage, summary=_("Judge the effect of the repair"))
@needs_right("repairs.supervise")
def score_effect(request: HttpRequest, number: str, given: asked.Effect) -> OrderStage:
    """By the department, once the work has been accepted."""
    order = order_of(request.actor, number)
    acceptance.score_effect(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/handover", response=OrderStage, summary=_("Hand over with the repair record"))
@needs_right("acceptance.sign")
def hand_over(request: HttpRequest, number: str, given: asked.Handover) -> OrderStage:
    """``GET /forms/handover`` has the fields; a product family may have a slip of its own."""
    order = order_of(request.actor, number)
    acceptance.hand_over(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


def _answer(row: AppearanceProblem) -> LooksAnswer:
    return LooksAnswer(id=row.pk, text=row.text, confirmed_with=row.confirmed_with, outcome=row.outcome)
