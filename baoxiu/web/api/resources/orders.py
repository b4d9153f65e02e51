"""Work orders and their dispatch (RQ-WO, RQ-DSP)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.permissions import may_see_candidates
from baoxiu.flow.dispatch.queries import LOADED, live_assignment, shown
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder
from baoxiu.web.api.answers.case import (
    CandidateAnswer,
    Events,
    ItemAnswer,
    OrderAnswer,
    candidate,
    events,
    order_answer,
)
from baoxiu.web.api.answers.orders import SHOWN, OrderRow, OrderStage, order_row, order_stage
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.orders import Choice, Closing, Line, OrderFilters, Reason, Return
from baoxiu.web.api.entrance import TECHNICIAN, needs_right
from baoxiu.web.api.found import order_of, orders, technician_of
from baoxiu.web.api.kinds import NOTHING, Nothing
from baoxiu.web.api.paging import Paged, narrowed, page, ranked

router = Router(tags=["orders"])


@router.get("/orders", response=Page[OrderRow], summary=_("List work orders"))
@needs_right("orders.see", TECHNICIAN)
def list_orders(request: HttpRequest, filters: Query[OrderFilters]) -> Page[OrderRow]:
    """The newest first; technicians see their own."""
    rows = _filtered(orders(request.actor), filters, request.actor.technician_id)
    return page(rows.select_related(*SHOWN), filters, lambda row: order_row(row, request.actor))


@router.get("/orders/{number}", response=OrderAnswer, summary=_("Show a work order"))
@needs_right("orders.see", TECHNICIAN)
def show(request: HttpRequest, number: str) -> OrderAnswer:
    """With everything that happened on it."""
    return order_answer(order_of(request.actor, number, *SHOWN, "unit"), request.actor)


@router.get("/orders/{number}/events", response=Events, summary=_("Show what happened, with hashes"))
@needs_right("orders.see", TECHNICIAN)
def list_events(request: HttpRequest, number: str, filters: Query[Paged]) -> Events:
    """The timeline of the case."""
    return events(order_of(request.actor, number), filters)


@router.get(
    "/orders/{number}/candidates",
    response=Page[CandidateAnswer],
    summary=_("Who may take the order, and why"),
)
@needs_right("dispatch.see")
def list_candidates(request: HttpRequest, number: str, filters: Query[Paged]) -> Page[CandidateAnswer]:
    """Ranked, with reasons for and against (RQ-DSP-03)."""
    order = order_of(request.actor, number, *LOADED)
    may_see_candidates(order, request.actor).or_refuse()
    return ranked(shown(order, at=request.at), filters, candidate)


@router.post("/orders/{number}/assign", response=OrderStage, summary=_("Dispatch the order"))
@needs_right("dispatch.assign")
def assign(request: HttpRequest, number: str, given: Choice) -> OrderStage:
    """To the technician named, or to the best by rule."""
    order = order_of(request.actor, number)
    chosen = technician_of(request.actor, given.technician) if given.technician else None
    dispatch.assign(order, chosen, reason=given.reason, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/accept-job", response=OrderStage, summary=_("Take the job"))
@needs_right("dispatch.accept")
def accept_job(request: HttpRequest, number: str, given: Nothing = NOTHING) -> OrderStage:  # noqa: ARG001
    """The technician takes it."""
    order = order_of(request.actor, number)
    dispatch.accept(_offer(order), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/decline-job", response=OrderStage, summary=_("Give the job back"))
@needs_right("dispatch.accept")
def decline_job(request: HttpRequest, number: str, given: Reason) -> OrderStage:
    """With the reason; the next technician is found by rule."""
    order = order_of(request.actor, number)
    dispatch.decline(_offer(order), reason=given.reason, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/cancel", response=OrderStage, summary=_("Cancel the order"))
@needs_right("orders.cancel")
def cancel(request: HttpRequest, number: str, given: Reason) -> OrderStage:
    """Before the repair, with the reason."""
    order = order_of(request.actor, number)
    work_orders.cancel(order, reason=given.reason, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/hand-back", response=OrderStage, summary=_("Return the product unrepaired"))
@needs_right("orders.hand_back")
def hand_back(request: HttpRequest, number: str, given: Return) -> OrderStage:
    """Not repairable, too dear, or refused."""
    order = order_of(request.actor, number)
    work_orders.hand_back(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post("/orders/{number}/items", response={201: ItemAnswer}, summary=_("Add to the dispatch sheet"))
@needs_right("dispatch.assign", "intake.review", "repairs.repair")
def add_item(request: HttpRequest, number: str, given: Line) -> ItemAnswer:
    """Another thing to be done (RQ-WO-03)."""
    order = order_of(request.actor, number)
    made = work_orders.add_item(order, text=given.text, by=request.actor, at=request.at)
    return ItemAnswer(text=made.text, done_at=made.done_at)


@router.post("/orders/{number}/close", response=OrderStage, summary=_("Close the order"))
@needs_right("orders.close")
def close(request: HttpRequest, number: str, given: Closing) -> OrderStage:
    """When the customer has confirmed that the problem is solved (RQ-WO-08)."""
    order = order_of(request.actor, number)
    work_orders.close(order, **given.model_dump(), by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/re-repair", response={201: OrderStage}, summary=_("Take it in again after the handover")
)
@needs_right("intake.review")
def re_repair(request: HttpRequest, number: str, given: Reason) -> OrderStage:
    """A further order of the same case; while one is open it is answered (RQ-RWK-02)."""
    order = order_of(request.actor, number)
    again = work_orders.re_repair(order, reason=given.reason, by=request.actor, at=request.at)
    return order_stage(again, request.actor)


def _offer(order: WorkOrder) -> Assignment:
    live = live_assignment(order)
    if live is None:
        raise dispatch.NoLongerOffered()
    live.order = order
    return live


def _filtered(rows: OrderRows, filters: OrderFilters, technician_id: int | None) -> OrderRows:
    if filters.technician:
        rows = rows.filter(technician_id=technician_id or 0)
    return narrowed(
        rows,
        filters,
        stage="stage",
        outlet="outlet__code",
        family="family__code",
        request="request__number",
        customer="customer__number",
        mode="mode",
        since="created_at__gte",
        until="created_at__lt",
    )
