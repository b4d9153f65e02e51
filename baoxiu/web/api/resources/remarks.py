"""The register of what customers remark (RQ-SAT-05, RQ-SAT-07)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.core.actors import Actor
from baoxiu.flow.satisfaction import actions
from baoxiu.flow.satisfaction.models import Remark
from baoxiu.flow.satisfaction.queries import remarks
from baoxiu.web.api.answers.satisfaction import RemarkAnswer, remark_answer
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.satisfaction import Department, NewRemark, Outcome, RemarkFilters
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import named_order, one_of
from baoxiu.web.api.paging import page

router = Router(tags=["satisfaction"])


@router.get("/remarks", response=Page[RemarkAnswer], summary=_("List customers' remarks"))
@needs_right("satisfaction.note")
def list_remarks(request: HttpRequest, filters: Query[RemarkFilters]) -> Page[RemarkAnswer]:
    """The newest first: those of the outlets for who sees satisfaction, else the own and the department's."""
    rows = remarks(request.actor, stage=filters.stage or "", kind=filters.kind or "")
    return page(rows, filters, lambda row: remark_answer(row, request.actor))


@router.post("/remarks", response={201: RemarkAnswer}, summary=_("Enter a customer's remark"))
@needs_right("satisfaction.note")
def note(request: HttpRequest, given: NewRemark) -> RemarkAnswer:
    """Praise, discontent or a suggestion that a department heard."""
    order = named_order(request.actor, given.order) if given.order else None
    data = given.model_dump(exclude={"order"})
    made = actions.note_remark(**data, order=order, by=request.actor, at=request.at)
    return remark_answer(made, request.actor)


@router.get("/remarks/{number}", response=RemarkAnswer, summary=_("Show a customer's remark"))
@needs_right("satisfaction.note")
def show(request: HttpRequest, number: str) -> RemarkAnswer:
    """With what was done."""
    return remark_answer(_remark(request.actor, number), request.actor)


@router.post("/remarks/{number}/give", response=RemarkAnswer, summary=_("Give a remark to a department"))
@needs_right("satisfaction.ask")
def give(request: HttpRequest, number: str, given: Department) -> RemarkAnswer:
    """It gets a task; another department takes it over."""
    found = _remark(request.actor, number)
    done = actions.give_remark(found, department=given.department, by=request.actor, at=request.at)
    return remark_answer(done, request.actor)


@router.post(
    "/remarks/{number}/solve", response=RemarkAnswer, summary=_("Enter what was done about a remark")
)
@needs_right("satisfaction.note")
def solve(request: HttpRequest, number: str, given: Outcome) -> RemarkAnswer:
    """By the department that has it."""
    found = _remark(request.actor, number)
    done = actions.solve_remark(found, outcome=given.outcome, by=request.actor, at=request.at)
    return remark_answer(done, request.actor)


def _remark(actor: Actor, number: str) -> Remark:
    found: Remark = one_of(Remark.objects.for_actor(actor).select_related("order"), number=number)
    return found
