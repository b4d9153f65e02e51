"""Visits: agreed, on the way, at the door, done (RQ-APT, RQ-VIS)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import BaseModel

from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.models import Visit
from baoxiu.web.api.answers.orders import OrderStage, order_stage
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.answers.visits import VisitAnswer, visit
from baoxiu.web.api.asked.orders import (
    Arrival,
    Call,
    Checklist,
    Finish,
    FirstWindow,
    NewWindow,
    NoAccess,
    OnTheWay,
    Reason,
    TravelCost,
    VisitFilters,
)
from baoxiu.web.api.entrance import TECHNICIAN, needs_right
from baoxiu.web.api.found import order_of, visit_of
from baoxiu.web.api.found import visits as visits_seen
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import narrowed, page

router = Router(tags=["visits"])
NOW = OnTheWay()


class Filled(BaseModel):
    """A filled checklist; ``failed`` are the keys of the items that did not pass."""

    form: str
    version: int
    passed: bool
    failed: list[str]


@router.post("/orders/{number}/visits", response={201: VisitAnswer}, summary=_("Book a visit"))
@needs_right("visits.book")
def book(request: HttpRequest, number: str, given: FirstWindow) -> VisitAnswer:
    """The window agreed with the customer."""
    order = order_of(request.actor, number)
    return _now(request, visits.book(order, **given.model_dump(), by=request.actor, at=request.at))


@router.post("/orders/{number}/contacts", response=OrderStage, summary=_("Note a call to the customer"))
@needs_right("visits.book")
def note_contact(request: HttpRequest, number: str, given: Call) -> OrderStage:
    """Reached or not."""
    order = order_of(request.actor, number)
    visits.note_contact(order, reached=given.reached, note=given.note, by=request.actor, at=request.at)
    return order_stage(order, request.actor)


@router.get("/visits", response=Page[VisitAnswer], summary=_("List visits"))
@needs_right("orders.see", TECHNICIAN)
def list_visits(request: HttpRequest, filters: Query[VisitFilters]) -> Page[VisitAnswer]:
    """The newest first; technicians see their own."""
    rows = visits_seen(request.actor)
    if filters.technician:
        rows = rows.filter(technician_id=request.actor.technician_id or 0)
    rows = narrowed(
        rows,
        filters,
        stage="stage",
        order="order__number",
        since="window_end__gte",
        until="window_start__lt",
    )
    return page(rows, filters, lambda row: visit(row, request.actor))


@router.get("/visits/{visit_id}", response=VisitAnswer, summary=_("Show a visit"))
@needs_right("orders.see", TECHNICIAN)
def show(request: HttpRequest, visit_id: RowId) -> VisitAnswer:
    """With what may be done next."""
    return _now(request, visit_of(request.actor, visit_id))


@router.post("/visits/{visit_id}/cancel", response=VisitAnswer, summary=_("Call off a visit"))
@needs_right("visits.book")
def cancel(request: HttpRequest, visit_id: RowId, given: Reason) -> VisitAnswer:
    """Before anybody arrived, with the reason (RQ-APT-04)."""
    found = visit_of(request.actor, visit_id)
    return _now(request, visits.cancel(found, reason=given.reason, by=request.actor, at=request.at))


@router.post("/visits/{visit_id}/reschedule", response=VisitAnswer, summary=_("Agree on another time"))
@needs_right("visits.book")
def reschedule(request: HttpRequest, visit_id: RowId, given: NewWindow) -> VisitAnswer:
    """With reason and who agreed."""
    found = visit_of(request.actor, visit_id)
    return _now(request, visits.reschedule(found, **given.model_dump(), by=request.actor, at=request.at))


@router.post("/visits/{visit_id}/set-out", response=VisitAnswer, summary=_("Set out"))
@needs_right("visits.go")
def set_out(request: HttpRequest, visit_id: RowId, given: OnTheWay = NOW) -> VisitAnswer:
    """On the way."""
    found = visit_of(request.actor, visit_id)
    return _now(request, visits.set_out(found, **given.model_dump(), by=request.actor, at=request.at))


@router.post("/visits/{visit_id}/arrive", response=VisitAnswer, summary=_("Check in at the customer's"))
@needs_right("visits.go")
def arrive(request: HttpRequest, visit_id: RowId, given: Arrival) -> VisitAnswer:
    """At the door."""
    found = visit_of(request.actor, visit_id)
    return _now(request, visits.arrive(found, **given.model_dump(), by=request.actor, at=request.at))


@router.post("/visits/{visit_id}/no-access", response=VisitAnswer, summary=_("Report that nobody opened"))
@needs_right("visits.go")
def no_access(request: HttpRequest, visit_id: RowId, given: NoAccess) -> VisitAnswer:
    """Nobody in, refused, or a wrong address."""
    found = visit_of(request.actor, visit_id)
    done = visits.report_no_access(found, **given.model_dump(), by=request.actor, at=request.at)
    return _now(request, done)


@router.post("/visits/{visit_id}/finish", response=VisitAnswer, summary=_("Finish the visit"))
@needs_right("visits.go")
def finish(request: HttpRequest, visit_id: RowId, given: Finish) -> VisitAnswer:
    """With its report."""
    found = visit_of(request.actor, visit_id)
    return _now(request, visits.finish(found, **given.model_dump(), by=request.actor, at=request.at))


@router.post(
    "/visits/{visit_id}/checklist", response={201: Filled}, summary=_("Fill a checklist of the visit")
)
@needs_right("visits.go")
def checklist(request: HttpRequest, visit_id: RowId, given: Checklist) -> Filled:
    """Before setting out, before the work or before leaving."""
    found = visit_of(request.actor, visit_id)
    filled = visits.fill_checklist(
        found, form=given.form, answers=given.answers, by=request.actor, at=request.at
    )
    return Filled(
        form=filled.form.code, version=filled.form.version, passed=filled.passed, failed=filled.failed
    )


@router.post("/visits/{visit_id}/cost", response=VisitAnswer, summary=_("Note what the way to a visit cost"))
@needs_right("visits.go")
def cost(request: HttpRequest, visit_id: RowId, given: TravelCost) -> VisitAnswer:
    """Noted again, the newest holds (RQ-VIS-14)."""
    found = visit_of(request.actor, visit_id)
    visits.note_cost(found, **given.model_dump(), by=request.actor, at=request.at)
    return _now(request, visit_of(request.actor, visit_id))


def _now(request: HttpRequest, row: Visit) -> VisitAnswer:
    return visit(row, request.actor)
