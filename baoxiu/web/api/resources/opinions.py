"""The departments' review of a request: begun, each opinion given, sent back, put forward again (RQ-TRI-05)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import Opinion
from baoxiu.flow.intake.routes import opinions_of
from baoxiu.web.api.answers.opinions import (
    OpinionAnswer,
    OpinionRow,
    opinion_answer,
    opinion_row,
    review_begun,
)
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked import opinions as asked
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import opinion_of, opinions, request_of
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import narrowed, page
from baoxiu.web.api.verbs import Things

router = Router(tags=["requests"])


@router.get("/opinions", response=Page[OpinionRow], summary=_("List departments' opinions"))
@needs_right("intake.see", "intake.opine")
def list_opinions(request: HttpRequest, filters: Query[asked.OpinionFilters]) -> Page[OpinionRow]:
    """The newest first: all for who sees requests, else those of the own department."""
    rows = narrowed(opinions(request.actor), filters, request="request__number", stage="stage", role="role")
    return page(rows, filters, lambda row: opinion_row(row, request.actor))


@router.get("/opinions/{opinion_id}", response=OpinionAnswer, summary=_("Show a department's opinion"))
@needs_right("intake.see", "intake.opine")
def show(request: HttpRequest, opinion_id: RowId) -> OpinionAnswer:
    """With the matter, and what the others said."""
    return opinion_answer(opinion_of(request.actor, opinion_id), request.actor)


@router.post(
    "/opinions/{opinion_id}/put-forward",
    response={201: OpinionAnswer},
    summary=_("Put a matter before the department again"),
)
@needs_right("intake.review")
def put_forward(request: HttpRequest, opinion_id: RowId, given: asked.PutForward) -> OpinionAnswer:
    """Answers the new step, which is asked now."""
    found = opinion_of(request.actor, opinion_id)
    earlier = _step(found, given.position) if given.position else None
    made = intake.put_forward(
        found, addition=given.addition, again_from=earlier, by=request.actor, at=request.at
    )
    return opinion_answer(made, request.actor)


def _step(opinion: Opinion, position: int) -> Opinion:
    same = opinions_of(opinion.request).filter(route=opinion.route_id, position__lte=opinion.position)
    found: Opinion | None = same.filter(position=position).last()
    if found is None:
        raise InvalidInput(_("There is no such step before this one."), field="position")
    return found


matter = Things(router, __name__, "/requests/{number}", request_of)
opinion = Things(router, __name__, "/opinions/{opinion_id}", opinion_of)

# fmt: off
matter.does(
    "review-route", asked.ReviewStart, intake.begin_route, review_begun,
    _("Begin the departments' review"), "intake.review", new=True,
)
opinion.does(
    "give", asked.OpinionGiven, intake.give_opinion, opinion_answer,
    _("Give a department's opinion"), "intake.opine",
)
opinion.does(
    "send-back", asked.SentBack, intake.send_back, opinion_answer,
    _("Send a matter back to the desk"), "intake.opine",
)
# fmt: on
