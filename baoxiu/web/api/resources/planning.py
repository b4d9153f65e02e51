"""Free windows, offers and the running plan (RQ-APT-01, RQ-DSP-02, RQ-DSP-03)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.parts.queries import by_numbers
from baoxiu.core.clock import legal_date
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.dispatch.permissions import may_see_candidates
from baoxiu.flow.dispatch.queries import LOADED
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.planning import queries
from baoxiu.flow.planning.permissions import may_offer, may_see_plan
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.web.api.answers import planning as answers
from baoxiu.web.api.answers.orders import OrderStage, order_stage
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.planning import Booking, ExpectedParts, Hold, PlanAsked, WindowFilters
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import order_of, outlet_of, technician_of
from baoxiu.web.api.kinds import NOTHING, Nothing
from baoxiu.web.api.paging import ranked

router = Router(tags=["planning"])


@router.get(
    "/orders/{number}/windows", response=Page[answers.WindowAnswer], summary=_("When somebody can come")
)
@needs_right("visits.book")
def list_windows(
    request: HttpRequest, number: str, filters: Query[WindowFilters]
) -> Page[answers.WindowAnswer]:
    """The free windows of the coming days by time, each with the technician who costs least and what he costs."""
    order = order_of(request.actor, number, *LOADED)
    may_offer(order, request.actor).or_refuse()
    found = [
        one
        for one in queries.free_windows(order, at=request.at)
        if (filters.since is None or one.start >= filters.since)
        and (filters.until is None or one.start < filters.until)
    ]
    people = answers.coded(one.technician_id for one in found if one.technician_id)
    return ranked(found, filters, lambda one: answers.window(one, people))


@router.post("/orders/{number}/hold", response={201: answers.HoldAnswer}, summary=_("Keep a window free"))
@needs_right("visits.book")
def hold(request: HttpRequest, number: str, given: Hold) -> answers.HoldAnswer:
    """For some minutes; nobody else gets it meanwhile, and an earlier hold of the order ends."""
    order = order_of(request.actor, number, *LOADED)
    technician = technician_of(request.actor, given.technician) if given.technician else None
    made = planning.hold_slot(
        order,
        technician_id=technician.pk if technician else None,
        start=given.start,
        end=given.end,
        by=request.actor,
        at=request.at,
    )
    return answers.hold(made)


@router.post("/orders/{number}/release", response=OrderStage, summary=_("Give a kept window free"))
@needs_right("visits.book")
def release(request: HttpRequest, number: str, given: Nothing = NOTHING) -> OrderStage:  # noqa: ARG001
    """The customer wants none of it."""
    order = order_of(request.actor, number)
    planning.release_slot(order, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.post(
    "/orders/{number}/book-window", response={201: answers.PlaceAnswer}, summary=_("Book the kept window")
)
@needs_right("visits.book")
def book_window(request: HttpRequest, number: str, given: Booking) -> answers.PlaceAnswer:
    """It is what the customer was told from now on (RQ-APT-01)."""
    order = order_of(request.actor, number)
    made = planning.book_slot(order, agreed_with=given.agreed_with, by=request.actor, at=request.at)
    return answers.place(made)


@router.get(
    "/orders/{number}/offers", response=answers.OffersAnswer, summary=_("Who could come by the plan, and why")
)
@needs_right("dispatch.see")
def show_offers(request: HttpRequest, number: str) -> answers.OffersAnswer:
    """The cheapest places in the running plan, and what keeps the others away (RQ-DSP-03)."""
    order = order_of(request.actor, number, *LOADED)
    may_see_candidates(order, request.actor).or_refuse()
    return answers.offered(queries.offers(order, at=request.at))


@router.post(
    "/orders/{number}/expected-parts",
    response=answers.ExpectedPartsAnswer,
    summary=_("Note the parts that the job needs"),
)
@needs_right("dispatch.assign", "intake.review", "repairs.supervise", "repairs.repair")
def expect_parts(request: HttpRequest, number: str, given: ExpectedParts) -> answers.ExpectedPartsAnswer:
    """Whoever lacks them on the van is not sent (RQ-APT-07)."""
    order = order_of(request.actor, number)
    known = by_numbers(one.part for one in given.parts)
    if any(one.part.casefold() not in known for one in given.parts):
        raise InvalidInput(_("There is no such part."), field="parts")
    parts = {known[one.part.casefold()]: one.quantity for one in given.parts}
    return answers.expected(order, work_orders.expect_parts(order, parts, by=request.actor, at=request.at))


@router.get("/plan", response=answers.PlanAnswer, summary=_("Show the plan of a day"))
@needs_right("dispatch.see")
def show_plan(request: HttpRequest, asked: Query[PlanAsked]) -> answers.PlanAnswer:
    """Each technician's stops with their times, and what nobody has yet."""
    outlet = outlet_of(request.actor, asked.outlet)
    may_see_plan(outlet.pk, request.actor).or_refuse()
    day = asked.day or legal_date(request.at)
    return answers.plan(queries.board(outlet, day, at=request.at), day)
