"""The warranty verdict of an order (RQ-WAR)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router

from baoxiu.flow.warranty import actions as warranty
from baoxiu.web.api.answers.verdicts import VerdictAnswer, verdict
from baoxiu.web.api.asked.warranty import Judgement, OnTheMerits
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import order_of

router = Router(tags=["warranty"])


@router.post("/orders/{number}/verdict", response={201: VerdictAnswer}, summary=_("Judge the warranty"))
@needs_right("warranty.judge")
def judge(request: HttpRequest, number: str, given: Judgement) -> VerdictAnswer:
    """By the rules; the newest verdict holds (RQ-WAR-11)."""
    order = order_of(request.actor, number)
    said = given.model_dump(exclude={"proof"})
    return verdict(warranty.judge(order, **said, proof=given.proof or None, by=request.actor, at=request.at))


@router.post(
    "/orders/{number}/verdict/merits",
    response={201: VerdictAnswer},
    summary=_("Decide what the rules leave open"),
)
@needs_right("warranty.judge")
def decide_on_merits(request: HttpRequest, number: str, given: OnTheMerits) -> VerdictAnswer:
    """By a person who does not do the job, with the reason (RQ-WAR-14)."""
    order = order_of(request.actor, number)
    return verdict(warranty.decide_on_merits(order, **given.model_dump(), by=request.actor, at=request.at))
