"""Follow-up calls (RQ-REV)."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import FollowupRows
from baoxiu.web.api.answers.followups import FollowupAnswered, followup
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.work import CallBack, Decision, FollowupAnswer, FollowupFilters, NoAnswer
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import followup_of, question_of
from baoxiu.web.api.found import followups as visible
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import page

router = Router(tags=["followups"])


@router.get("/followups", response=Page[FollowupAnswered], summary=_("List follow-up calls"))
@needs_right("followups.see")
def list_followups(request: HttpRequest, filters: Query[FollowupFilters]) -> Page[FollowupAnswered]:
    """The newest first."""
    rows = _filtered(visible(request.actor), filters, request.at)
    return page(rows, filters, lambda row: followup(row, request.actor))


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
    if filters.stage:
        rows = rows.filter(stage=filters.stage)
    return rows.filter(stage="planned", not_before__lte=at) if filters.due else rows
