"""Follow-up calls (RQ-REV)."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import FollowupRows
from baoxiu.flow.followups.queries import Asked, call_register, letter_register
from baoxiu.flow.satisfaction import actions as satisfaction
from baoxiu.web.api.answers.followups import (
    CallAnswer,
    FollowupAnswered,
    LetterAnswer,
    call_answer,
    followup,
    letter_answer,
)
from baoxiu.web.api.answers.satisfaction import remark_answer
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.satisfaction import PassedToDepartment
from baoxiu.web.api.asked.work import (
    CallBack,
    CallFilters,
    Decision,
    FollowupAnswer,
    FollowupFilters,
    LetterFilters,
    NewLetter,
    NoAnswer,
)
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import followup_of, order_of, question_of
from baoxiu.web.api.found import followups as visible
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import narrowed, page
from baoxiu.web.api.verbs import Things

router = Router(tags=["followups"])


@router.get("/followups", response=Page[FollowupAnswered], summary=_("List follow-up calls"))
@needs_right("followups.see")
def list_followups(request: HttpRequest, filters: Query[FollowupFilters]) -> Page[FollowupAnswered]:
    """The newest first."""
    rows = _filtered(visible(request.actor), filters, request.at)
    return page(rows, filters, lambda row: followup(row, request.actor))


@router.get("/followups/{followup_id}", response=FollowupAnswered, summary=_("Show a follow-up call"))
@needs_right("followups.see")
def show(request: HttpRequest, followup_id: RowId) -> FollowupAnswered:
    """With what may be done next."""
    return followup(followup_of(request.actor, followup_id), request.actor)


@router.get("/calls", response=Page[CallAnswer], summary=_("List the calls that were made"))
@needs_right("followups.see")
def list_calls(request: HttpRequest, filters: Query[CallFilters]) -> Page[CallAnswer]:
    """The call register, the newest first (RQ-REV-13)."""
    wished = Asked(filters.since, filters.until, result=filters.result or "")
    return page(call_register(request.actor, wished), filters, call_answer)


@router.get("/letters", response=Page[LetterAnswer], summary=_("List the letters that were sent"))
@needs_right("followups.see")
def list_letters(request: HttpRequest, filters: Query[LetterFilters]) -> Page[LetterAnswer]:
    """The letter register, the newest first (RQ-REV-14)."""
    wished = Asked(filters.since, filters.until, result=filters.kind or "")
    return page(letter_register(request.actor, wished), filters, letter_answer)


@router.post("/orders/{number}/letters", response={201: LetterAnswer}, summary=_("Register a letter"))
@needs_right("followups.call")
def register_letter(request: HttpRequest, number: str, given: NewLetter) -> LetterAnswer:
    """A notice, invitation or reply that was sent (RQ-REV-11, RQ-REV-14)."""
    order = order_of(request.actor, number)
    made = followups.register_letter(order, **given.model_dump(), by=request.actor, at=request.at)
    return letter_answer(made)


@router.post("/followups/{followup_id}/answer", response=FollowupAnswered, summary=_("Record what was said"))
@needs_right("followups.call")
def record_answer(request: HttpRequest, followup_id: RowId, given: FollowupAnswer) -> FollowupAnswered:
    """Dissatisfaction becomes a complaint entry."""
    found = followup_of(request.actor, followup_id)
    done = followups.record_answer(
        found, answers=given.answers, note=given.note, by=request.actor, at=request.at
    )
    return followup(done, request.actor)


@router.post(
    "/followups/{followup_id}/no-answer", response=FollowupAnswered, summary=_("Note that nobody answered")
)
@needs_right("followups.call")
def note_no_answer(request: HttpRequest, followup_id: RowId, given: NoAnswer) -> FollowupAnswered:
    """The call stays planned."""
    found = followup_of(request.actor, followup_id)
    done = followups.note_no_answer(found, note=given.note, by=request.actor, at=request.at)
    return followup(done, request.actor)


@router.post(
    "/followups/{followup_id}/call-back", response=FollowupAnswered, summary=_("Note when to call back")
)
@needs_right("followups.call")
def note_call_back(request: HttpRequest, followup_id: RowId, given: CallBack) -> FollowupAnswered:
    """The call stays planned; put off too often it is given up."""
    found = followup_of(request.actor, followup_id)
    done = followups.note_call_back(
        found, call_back_at=given.call_back_at, note=given.note, by=request.actor, at=request.at
    )
    return followup(done, request.actor)


@router.post(
    "/followups/{followup_id}/decision", response=FollowupAnswered, summary=_("Decide what stayed unsolved")
)
@needs_right("followups.decide")
def decide_question(request: HttpRequest, followup_id: RowId, given: Decision) -> FollowupAnswered:
    """What the customer is to be told the same day."""
    found = followup_of(request.actor, followup_id)
    followups.decide_question(question_of(found), decision=given.decision, by=request.actor, at=request.at)
    return followup(found, request.actor)


@router.post(
    "/followups/{followup_id}/told", response=FollowupAnswered, summary=_("Note that the customer was told")
)
@needs_right("followups.call")
def tell_answer(request: HttpRequest, followup_id: RowId, given: NoAnswer) -> FollowupAnswered:
    """The answer reached the customer."""
    found = followup_of(request.actor, followup_id)
    followups.tell_answer(question_of(found), note=given.note, by=request.actor, at=request.at)
    return followup(found, request.actor)


def _filtered(rows: FollowupRows, filters: FollowupFilters, at: datetime) -> FollowupRows:
    rows = narrowed(rows, filters, stage="stage", kind="kind", order="order__number")
    return rows.filter(stage="planned", not_before__lte=at) if filters.due else rows


Things(router, __name__, "/followups/{followup_id}", followup_of).does(
    "pass-on", PassedToDepartment, satisfaction.pass_on_problem, remark_answer,
    _("Give what a call brought up to a department"), "satisfaction.ask", new=True,
)  # fmt: skip
