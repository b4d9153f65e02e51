"""Questions to helpers (RQ-TRI-09, RQ-INT-09, RQ-INT-10)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.assistance import actions as assistance
from baoxiu.flow.assistance.queries import listed
from baoxiu.web.api.answers.assistance import AssistanceAnswer, assistance_answer
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.assistance import (
    AssistanceFilters,
    Helper,
    Outcome,
    PassedOn,
    QuestionAsked,
    Reply,
    Why,
)
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import assistance_of, helper_of, order_of, request_of
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import page

router = Router(tags=["assistance"])


@router.get("/assistance", response=Page[AssistanceAnswer], summary=_("List questions to helpers"))
@needs_right("assistance.see")
def list_questions(request: HttpRequest, filters: Query[AssistanceFilters]) -> Page[AssistanceAnswer]:
    """Open, mine to answer, asked by me, late or ended; the newest first."""
    rows = listed(request.actor, filters.view, request.at)
    return page(rows, filters, lambda row: assistance_answer(row, request.actor))


@router.get(
    "/assistance/{assistance_id}", response=AssistanceAnswer, summary=_("Show a question to a helper")
)
@needs_right("assistance.see", "assistance.ask")
def show(request: HttpRequest, assistance_id: RowId) -> AssistanceAnswer:
    """With its reply."""
    return assistance_answer(assistance_of(request.actor, assistance_id), request.actor)


@router.post(
    "/requests/{number}/assistance",
    response={201: AssistanceAnswer},
    summary=_("Ask a helper about a request"),
)
@needs_right("assistance.ask")
def ask_on_request(request: HttpRequest, number: str, given: QuestionAsked) -> AssistanceAnswer:
    """Technical support, another department, a superior."""
    return _ask(request_of(request.actor, number), given, request)


@router.post(
    "/orders/{number}/assistance", response={201: AssistanceAnswer}, summary=_("Ask a helper about an order")
)
@needs_right("assistance.ask")
def ask_on_order(request: HttpRequest, number: str, given: QuestionAsked) -> AssistanceAnswer:
    """Technicians ask about their own orders."""
    return _ask(order_of(request.actor, number), given, request)


@router.post("/assistance/{assistance_id}/answer", response=AssistanceAnswer, summary=_("Answer as a helper"))
@needs_right("assistance.answer")
def answer(request: HttpRequest, assistance_id: RowId, given: Reply) -> AssistanceAnswer:
    """Who asked is told."""
    found = assistance_of(request.actor, assistance_id)
    done = assistance.answer(found, text=given.text, by=request.actor, at=request.at)
    return assistance_answer(done, request.actor)


@router.post(
    "/assistance/{assistance_id}/hand-back", response=AssistanceAnswer, summary=_("Hand a question back")
)
@needs_right("assistance.answer")
def hand_back(request: HttpRequest, assistance_id: RowId, given: Why) -> AssistanceAnswer:
    """Who asked passes it on."""
    found = assistance_of(request.actor, assistance_id)
    done = assistance.hand_back(found, reason=given.reason, by=request.actor, at=request.at)
    return assistance_answer(done, request.actor)


@router.post(
    "/assistance/{assistance_id}/pass-on", response=AssistanceAnswer, summary=_("Pass a question on")
)
@needs_right("assistance.ask")
def pass_on(request: HttpRequest, assistance_id: RowId, given: PassedOn) -> AssistanceAnswer:
    """To a superior or another department, with a time of its own."""
    found = assistance_of(request.actor, assistance_id)
    done = assistance.pass_on(found, reason=given.reason, **_whom(given), by=request.actor, at=request.at)
    return assistance_answer(done, request.actor)


@router.post("/assistance/{assistance_id}/close", response=AssistanceAnswer, summary=_("Close a question"))
@needs_right("assistance.ask")
def close(request: HttpRequest, assistance_id: RowId, given: Outcome) -> AssistanceAnswer:
    """With what came of it."""
    found = assistance_of(request.actor, assistance_id)
    done = assistance.close(found, outcome=given.outcome, by=request.actor, at=request.at)
    return assistance_answer(done, request.actor)


@router.post(
    "/assistance/{assistance_id}/withdraw", response=AssistanceAnswer, summary=_("Withdraw a question")
)
@needs_right("assistance.ask")
def withdraw(request: HttpRequest, assistance_id: RowId, given: Why) -> AssistanceAnswer:
    """The answer is no longer needed."""
    found = assistance_of(request.actor, assistance_id)
    done = assistance.withdraw(found, reason=given.reason, by=request.actor, at=request.at)
    return assistance_answer(done, request.actor)


def _ask(about: Any, given: QuestionAsked, request: HttpRequest) -> AssistanceAnswer:
    actor = request.actor
    made = assistance.ask(
        about,
        question=given.question,
        for_customer=given.for_customer,
        **_whom(given),
        by=actor,
        at=request.at,
    )
    return assistance_answer(made, actor)


def _whom(given: Helper) -> dict[str, Any]:
    return {"role": given.role, "helper": helper_of(given.helper), "due_at": given.due_at}
