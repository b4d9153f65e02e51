"""Complaints (RQ-CMP)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.complaints.queries import recent
from baoxiu.web.api.answers.complaints import ComplaintAnswer, complaint
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.work import ComplaintFilters, Solved, Step, Task
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import complaint_of, order_of
from baoxiu.web.api.paging import narrowed, page
from baoxiu.web.api.verbs import Things

router = Router(tags=["complaints"])


@router.get("/complaints", response=Page[ComplaintAnswer], summary=_("List complaints"))
@needs_right("complaints.see")
def list_complaints(request: HttpRequest, filters: Query[ComplaintFilters]) -> Page[ComplaintAnswer]:
    """The newest first."""
    rows = narrowed(
        recent(request.actor),
        filters,
        order="order__number",
        source="source",
        open="solved_at__isnull",
        since="at__gte",
        until="at__lt",
    )
    return page(rows, filters, complaint)


@router.get("/complaints/{number}", response=ComplaintAnswer, summary=_("Show a complaint"))
@needs_right("complaints.see")
def show(request: HttpRequest, number: str) -> ComplaintAnswer:
    """With how it was solved."""
    return complaint(complaint_of(request.actor, number))


@router.post("/orders/{number}/complaints", response={201: ComplaintAnswer}, summary=_("Note a complaint"))
@needs_right("complaints.note")
def note(request: HttpRequest, number: str, given: Step) -> ComplaintAnswer:
    """What was heard at the service desk (RQ-CMP-01)."""
    order = order_of(request.actor, number)
    made = complaints.note(order, source="desk", text=given.text, by=request.actor, at=request.at)
    return complaint(made)


complaint_at = Things(router, __name__, "/complaints/{number}", complaint_of)
complaint_at.does("solve", Solved, complaints.solve, complaint, _("Solve a complaint"), "complaints.solve")
complaint_at.does(
    "send", Task, complaints.send_someone, complaint, _("Send somebody because of a complaint"),
    "complaints.solve", "intake.review",
)  # fmt: skip
