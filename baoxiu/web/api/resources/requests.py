"""Repair requests: report, review, supplement (RQ-INT, RQ-REG, RQ-TRI)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.customers.rules import UnreadablePhone, normalise_phone
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.duplicates import duplicates_of
from baoxiu.flow.intake.links import url_for
from baoxiu.flow.intake.models import RequestRows
from baoxiu.flow.intake.queries import SHOWN, by_number
from baoxiu.flow.intake.teams import of_queue
from baoxiu.web.api.answers.requests import (
    DuplicateAnswer,
    FileAnswer,
    RequestAnswer,
    RequestLink,
    RequestRow,
    RequestStage,
    Submitted,
    duplicate_answer,
    file_answer,
    request_answer,
    request_row,
    request_stage,
    submitted,
)
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.customers import Position
from baoxiu.web.api.asked.requests import (
    Acceptance,
    Addition,
    Advice,
    Merging,
    Photo,
    Question,
    Refused,
    Report,
    RequestFilters,
    Splitting,
    TurnedIntoRepair,
    Withdrawal,
)
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import part_input, report_input, request_of, requests
from baoxiu.web.api.kinds import NOTHING, Nothing
from baoxiu.web.api.paging import Paged, narrowed, page, ranked

MOST_DUPLICATES = 20
router = Router(tags=["requests"])


@router.post("/requests", response={201: Submitted}, summary=_("Report a repair"))
@needs_right("intake.register")
def submit(request: HttpRequest, given: Report) -> Submitted:
    """Take in a request."""
    data = report_input(given, request.actor)
    made = intake.submit(data, by=request.actor, at=request.at)
    return submitted(made, request.actor)


@router.get("/requests", response=Page[RequestRow], summary=_("List repair requests"))
@needs_right("intake.see")
def list_requests(request: HttpRequest, filters: Query[RequestFilters]) -> Page[RequestRow]:
    """The newest first."""
    seen = of_queue(requests(request.actor), request.actor, filters.queue or "")
    rows = _filtered(seen, filters).select_related(*SHOWN)
    return page(rows, filters, lambda row: request_row(row, request.actor))


@router.get("/requests/{number}", response=RequestAnswer, summary=_("Show a repair request"))
@needs_right("intake.see")
def show(request: HttpRequest, number: str) -> RequestAnswer:
    """In full."""
    return request_answer(request_of(request.actor, number, *SHOWN), request.actor)


@router.post("/requests/{number}/accept", response=RequestStage, summary=_("Accept a repair request"))
@needs_right("intake.review")
def accept(request: HttpRequest, number: str, given: Acceptance) -> RequestStage:
    """An order follows."""
    found = request_of(request.actor, number)
    done = intake.accept(found, severity=given.severity, by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.post("/requests/{number}/ask-for-more", response=RequestStage, summary=_("Ask the customer for more"))
@needs_right("intake.review")
def ask_for_more(request: HttpRequest, number: str, given: Question) -> RequestStage:
    """The request waits for the customer."""
    found = request_of(request.actor, number)
    done = intake.ask_for_more(found, missing=given.missing, text=given.text, by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.post("/requests/{number}/supplement", response=RequestStage, summary=_("Add what was missing"))
@needs_right("intake.register")
def supplement(request: HttpRequest, number: str, given: Addition) -> RequestStage:
    """The request waits for review again."""
    found = request_of(request.actor, number)
    changes: Mapping[str, Any] = given.changes.model_dump(exclude_unset=True) if given.changes else {}
    done = intake.supplement(found, text=given.text, changes=changes, by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.post("/requests/{number}/refuse", response=RequestStage, summary=_("Refuse a repair request"))
@needs_right("intake.review")
def refuse(request: HttpRequest, number: str, given: Refused) -> RequestStage:
    """With the reason and another way."""
    found = request_of(request.actor, number)
    done = intake.refuse(found, **given.model_dump(), by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.post("/requests/{number}/settle-remotely", response=RequestStage, summary=_("Solve it by advice"))
@needs_right("intake.review")
def settle_remotely(request: HttpRequest, number: str, given: Advice) -> RequestStage:
    """No visit is needed."""
    found = request_of(request.actor, number)
    done = intake.settle_remotely(found, **given.model_dump(), by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.get(
    "/requests/{number}/duplicates",
    response=Page[DuplicateAnswer],
    summary=_("Show what may be reported twice"),
)
@needs_right("intake.see")
def show_duplicates(request: HttpRequest, number: str, filters: Query[Paged]) -> Page[DuplicateAnswer]:
    """Never joined by themselves; see ``merge``."""
    found = duplicates_of(request_of(request.actor, number), request.actor, at=request.at)
    return ranked(found[:MOST_DUPLICATES], filters, duplicate_answer)


@router.post("/requests/{number}/merge", response=RequestStage, summary=_("Merge it into another request"))
@needs_right("intake.review")
def merge(request: HttpRequest, number: str, given: Merging) -> RequestStage:
    """It ends and goes on in the other."""
    found = request_of(request.actor, number)
    into = by_number(given.into, request.actor)
    if into is None:
        raise InvalidInput(_("There is no such request."), field="into")
    done = intake.merge(found, into, reason=given.reason, by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.post(
    "/requests/{number}/split", response={201: Submitted}, summary=_("Register another device or fault apart")
)
@needs_right("intake.review")
def split(request: HttpRequest, number: str, given: Splitting) -> Submitted:
    """Answers the new request, linked to this one."""
    found = request_of(request.actor, number)
    made = intake.split(found, part_input(given), reason=given.reason, by=request.actor, at=request.at)
    return submitted(made, request.actor)


@router.post(
    "/requests/{number}/turn-into-repair",
    response={201: Submitted},
    summary=_("Turn a question into a repair"),
)
@needs_right("intake.review")
def turn_into_repair(request: HttpRequest, number: str, given: TurnedIntoRepair) -> Submitted:
    """The question ends and goes on in the repair request, which is answered."""
    found = request_of(request.actor, number)
    made = intake.turn_into_repair(
        found, part_input(given), reason=given.reason, by=request.actor, at=request.at
    )
    return submitted(made, request.actor)


@router.post("/requests/{number}/withdraw", response=RequestStage, summary=_("Withdraw a repair request"))
@needs_right("intake.register")
def withdraw(request: HttpRequest, number: str, given: Withdrawal) -> RequestStage:
    """The customer does not want it any more."""
    found = request_of(request.actor, number)
    done = intake.withdraw(found, reason=given.reason, by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.post("/requests/{number}/renew-link", response=RequestLink, summary=_("Give the customer a new link"))
@needs_right("intake.register")
def renew_link(request: HttpRequest, number: str, given: Nothing = NOTHING) -> RequestLink:  # noqa: ARG001
    """The old one is dead at once (RQ-SEC-01)."""
    found = request_of(request.actor, number)
    intake.renew_link(found, by=request.actor, at=request.at)
    return RequestLink(number=found.number, link=url_for(found))


@router.post("/requests/{number}/position", response=RequestStage, summary=_("Say where the address is"))
@needs_right("intake.register")
def locate(request: HttpRequest, number: str, given: Position) -> RequestStage:
    """The dispatch and the technician's map go by it (RQ-DSP-03)."""
    found = request_of(request.actor, number)
    done = intake.locate(found, **given.point, by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.post("/requests/{number}/photos", response={201: FileAnswer}, summary=_("Add a photo or a proof"))
@needs_right("intake.register")
def add_photo(request: HttpRequest, number: str, given: Photo) -> FileAnswer:
    """Image or PDF as base64."""
    found = request_of(request.actor, number)
    stored = intake.attach(
        found, given.content, given.name, purpose=given.purpose, by=request.actor, at=request.at
    )
    return file_answer(stored)


def _filtered(rows: RequestRows, filters: RequestFilters) -> RequestRows:
    if filters.phone:
        rows = rows.filter(phone=_number(filters.phone))
    return narrowed(
        rows,
        filters,
        stage="stage",
        channel="channel",
        service="service",
        family="family__code",
        outlet="outlet__code",
        customer="customer__number",
        external_ref="external_ref",
        team="team",
        since="submitted_at__gte",
        until="submitted_at__lt",
    )


def _number(text: str) -> str:
    try:
        return normalise_phone(text).e164
    except UnreadablePhone:
        raise InvalidInput(_("This is not a valid phone number."), field="phone")
