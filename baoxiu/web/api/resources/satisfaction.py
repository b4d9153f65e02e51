"""Satisfaction rounds: whom they ask, what was answered, what is done about it (RQ-SAT)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.core.actors import Actor
from baoxiu.flow.satisfaction import actions
from baoxiu.flow.satisfaction.models import SurveyAsk, SurveyRound
from baoxiu.flow.satisfaction.queries import analysis, asked
from baoxiu.web.api.answers.satisfaction import (
    AskAnswer,
    MeasureAnswer,
    RoundAnswer,
    RoundRow,
    ask_answer,
    measure,
    round_answer,
    round_row,
)
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.satisfaction import (
    AskFilters,
    Finding,
    NewMeasure,
    NewRound,
    NoWish,
    Outcome,
    RoundFilters,
    SurveyAnswers,
)
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import one_of, outlet_of
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import narrowed, page

router = Router(tags=["satisfaction"])
ASKED = ("round", "order__request", "form")


@router.get("/satisfaction-rounds", response=Page[RoundRow], summary=_("List satisfaction rounds"))
@needs_right("satisfaction.see")
def list_rounds(request: HttpRequest, filters: Query[RoundFilters]) -> Page[RoundRow]:
    """The newest first."""
    rows = SurveyRound.objects.for_actor(request.actor).select_related("form", "outlet")
    return page(narrowed(rows, filters, stage="stage"), filters, round_row)


@router.post("/satisfaction-rounds", response={201: RoundAnswer}, summary=_("Open a satisfaction round"))
@needs_right("satisfaction.run")
def open_round(request: HttpRequest, given: NewRound) -> RoundAnswer:
    """Everybody drawn is asked at once; the draw can be computed anew from the number (RQ-SAT-02)."""
    outlet = outlet_of(request.actor, given.outlet) if given.outlet else None
    data = given.model_dump(exclude={"outlet"})
    return _now(request, actions.open_round(**data, outlet=outlet, by=request.actor, at=request.at))


@router.get("/satisfaction-rounds/{number}", response=RoundAnswer, summary=_("Show a satisfaction round"))
@needs_right("satisfaction.see")
def show(request: HttpRequest, number: str) -> RoundAnswer:
    """With its figures and measures."""
    return _now(request, _round(request.actor, number))


@router.post(
    "/satisfaction-rounds/{number}/close", response=RoundAnswer, summary=_("Finish a satisfaction round")
)
@needs_right("satisfaction.run")
def close(request: HttpRequest, number: str, given: Finding) -> RoundAnswer:
    """With what was found."""
    found = _round(request.actor, number)
    done = actions.close_round(found, finding=given.finding, by=request.actor, at=request.at)
    return _now(request, done)


@router.post(
    "/satisfaction-rounds/{number}/measures",
    response={201: MeasureAnswer},
    summary=_("Note a measure about a weak point"),
)
@needs_right("satisfaction.run")
def note_measure(request: HttpRequest, number: str, given: NewMeasure) -> MeasureAnswer:
    """The department gets a task (RQ-SAT-04)."""
    found = _round(request.actor, number)
    return measure(actions.note_measure(found, **given.model_dump(), by=request.actor, at=request.at))


@router.post(
    "/satisfaction-rounds/{number}/measures/{measure_id}/finish",
    response=MeasureAnswer,
    summary=_("Enter what came of a measure"),
)
@needs_right("satisfaction.run")
def finish_measure(request: HttpRequest, number: str, measure_id: RowId, given: Outcome) -> MeasureAnswer:
    """Once."""
    found = one_of(_round(request.actor, number).measures, pk=measure_id)
    return measure(actions.finish_measure(found, outcome=given.outcome, by=request.actor, at=request.at))


@router.get(
    "/satisfaction-rounds/{number}/asks",
    response=Page[AskAnswer],
    summary=_("List the customers a round asks"),
)
@needs_right("satisfaction.see")
def list_asks(request: HttpRequest, number: str, filters: Query[AskFilters]) -> Page[AskAnswer]:
    """Those whose orders the caller sees."""
    rows = asked(_round(request.actor, number), request.actor).select_related(*ASKED)
    return page(narrowed(rows, filters, stage="stage"), filters, lambda row: ask_answer(row, request.actor))


@router.get("/satisfaction-asks/{ask_id}", response=AskAnswer, summary=_("Show a customer of a round"))
@needs_right("satisfaction.see")
def show_ask(request: HttpRequest, ask_id: RowId) -> AskAnswer:
    """With the answers."""
    return ask_answer(_ask(request.actor, ask_id), request.actor)


@router.post("/satisfaction-asks/{ask_id}/answer", response=AskAnswer, summary=_("Keep a customer's answers"))
@needs_right("satisfaction.ask")
def answer(request: HttpRequest, ask_id: RowId, given: SurveyAnswers) -> AskAnswer:
    """A suggestion goes into the register of remarks, dissatisfaction becomes a complaint entry."""
    found = _ask(request.actor, ask_id)
    done = actions.answer(found, answers=given.answers, by=request.actor, at=request.at)
    return ask_answer(done, request.actor)


@router.post(
    "/satisfaction-asks/{ask_id}/decline",
    response=AskAnswer,
    summary=_("Note that a customer does not wish to answer"),
)
@needs_right("satisfaction.ask")
def decline(request: HttpRequest, ask_id: RowId, given: NoWish) -> AskAnswer:
    """Counts as asked without answer."""
    found = _ask(request.actor, ask_id)
    return ask_answer(actions.decline(found, note=given.note, by=request.actor, at=request.at), request.actor)


def _round(actor: Actor, number: str) -> SurveyRound:
    rows = SurveyRound.objects.for_actor(actor).select_related("form", "outlet")
    found: SurveyRound = one_of(rows, number=number)
    return found


def _ask(actor: Actor, ask_id: int) -> SurveyAsk:
    found: SurveyAsk = one_of(SurveyAsk.objects.for_actor(actor).select_related(*ASKED), pk=ask_id)
    return found


def _now(request: HttpRequest, row: SurveyRound) -> RoundAnswer:
    return round_answer(row, analysis(row, request.actor, at=request.at), request.actor)
