"""Checks, the customer's signature, and money (RQ-QC, RQ-ACC, RQ-FEE)."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router

from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import AcceptanceSheet
from baoxiu.flow.acceptance.queries import newest_sheet
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.queries import sample_of
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.settlement.queries import of_order
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.api.answers.money import SettlementAnswer
from baoxiu.web.api.answers.money import settlement as sheet_of_money
from baoxiu.web.api.answers.orders import OrderStage, order_stage
from baoxiu.web.api.answers.work import SheetAnswer, sheet
from baoxiu.web.api.asked import work as asked
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import order_of
from baoxiu.web.api.idempotency import HEADER
from baoxiu.web.api.kinds import NOTHING, Nothing

router = Router(tags=["finishing"])


class NotDrawn(IllegalMove):
    """The order is in no sample."""

    message = _("This order was not drawn for a sample inspection.")


class NothingPresented(IllegalMove):
    """There is no acceptance sheet to answer yet."""

    message = _("Nothing has been put before the customer yet.")


@router.post("/orders/{number}/self-check", response=OrderStage, summary=_("Check the own work"))
@needs_right("repairs.repair")
def self_check(request: HttpRequest, number: str, given: asked.SelfCheck) -> OrderStage:
    """The technician's full check."""
    order = order_of(request.actor, number)
    inspection.self_check(order, answers=given.answers, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/inspection", response=OrderStage, summary=_("Make the final inspection"))
@needs_right("inspection.inspect")
def inspect(request: HttpRequest, number: str, given: asked.Inspection) -> OrderStage:
    """By somebody who did not repair."""
    order = order_of(request.actor, number)
    inspection.inspect(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/sample-inspection", response=OrderStage, summary=_("Inspect the drawn order"))
@needs_right("inspection.inspect")
def inspect_sample(request: HttpRequest, number: str, given: asked.Inspection) -> OrderStage:
    """One inspection of an order that was drawn; ``GET /forms/sample_inspection`` has the fields."""
    order = order_of(request.actor, number)
    sample = sample_of(order)
    if sample is None:
        raise NotDrawn()
    inspection.inspect_sample(sample, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/re-repair-judgement", response=OrderStage, summary=_("Judge why a product came back")
)
@needs_right("inspection.inspect")
def judge_re_repair(request: HttpRequest, number: str, given: asked.ReRepairJudgement) -> OrderStage:
    """On the order by which it came back."""
    order = order_of(request.actor, number)
    inspection.judge_re_repair(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/acceptance", response=SheetAnswer, summary=_("Put the work before the customer")
)
@needs_right("acceptance.sign")
def present(request: HttpRequest, number: str, given: Nothing = NOTHING) -> SheetAnswer:  # noqa: ARG001
    """The sheet to be signed; unchanged content keeps its version."""
    order = order_of(request.actor, number)
    return sheet(acceptance.present(order, by=request.actor, at=request.at))


@router.post("/orders/{number}/acceptance/sign", response=OrderStage, summary=_("Sign for the work"))
@needs_right("acceptance.sign")
def sign(request: HttpRequest, number: str, given: asked.Signature) -> OrderStage:
    """The customer signs on the caller's device."""
    order = order_of(request.actor, number)
    acceptance.sign(_presented(order), **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/acceptance/unsigned", response=OrderStage, summary=_("Accept without signature")
)
@needs_right("acceptance.except")
def accept_unsigned(request: HttpRequest, number: str, given: asked.Unsigned) -> OrderStage:
    """The recorded exception; the caller approves it by doing so."""
    order = order_of(request.actor, number)
    acceptance.accept_unsigned(_presented(order), **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/acceptance/refuse", response=OrderStage, summary=_("Do not accept the work"))
@needs_right("acceptance.sign")
def refuse(request: HttpRequest, number: str, given: asked.Objection) -> OrderStage:
    """With what is not right; the technician goes on."""
    order = order_of(request.actor, number)
    acceptance.refuse(_presented(order), **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/settlement", response={201: SettlementAnswer}, summary=_("Make the settlement sheet")
)
@needs_right("settlement.settle")
def prepare(request: HttpRequest, number: str, given: Nothing = NOTHING) -> SettlementAnswer:  # noqa: ARG001
    """From the agreed quote, once per order (RQ-FEE-04)."""
    order = order_of(request.actor, number)
    return sheet_of_money(settlement.prepare(order, by=request.actor, at=request.at))


@router.post(
    "/orders/{number}/settlement/payments", response={201: SettlementAnswer}, summary=_("Record a payment")
)
@needs_right("settlement.settle")
def record_payment(request: HttpRequest, number: str, given: asked.Payment) -> SettlementAnswer:
    """Cash or a transfer, never above what is owed."""
    found = _sheet_of(order_of(request.actor, number))
    paid = given.model_dump(exclude={"client_key"})
    key = given.client_key or _key_of(request)
    settlement.record_payment(found, **paid, client_key=key, by=request.actor, at=request.at)
    return sheet_of_money(found)


@router.post(
    "/orders/{number}/settlement/settle", response=OrderStage, summary=_("Close the settlement sheet")
)
@needs_right("settlement.settle")
def settle(request: HttpRequest, number: str, given: Nothing = NOTHING) -> OrderStage:  # noqa: ARG001
    """When nothing more is owed."""
    order = order_of(request.actor, number)
    settlement.settle(_sheet_of(order), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


def _presented(order: WorkOrder) -> AcceptanceSheet:
    found = newest_sheet(order)
    if found is None:
        raise NothingPresented()
    return found


def _sheet_of(order: WorkOrder) -> Settlement:
    found = of_order(order)
    if found is None:
        raise settlement.NotAcceptedYet()
    return found


def _key_of(request: HttpRequest) -> UUID:
    return uuid5(NAMESPACE_URL, f"{request.token_hash}/{request.headers[HEADER]}")
