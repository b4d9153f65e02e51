"""Deadlines, and why one was not kept (RQ-EXE-09, RQ-NOT-04)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.promises import actions
from baoxiu.basics.promises.models import Promise
from baoxiu.core.actors import Actor
from baoxiu.web.api.answers.deadlines import DeadlineAnswer, deadline
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.deadlines import DeadlineFilters, Delay
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import one_of
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import narrowed, page

router = Router(tags=["deadlines"])


@router.get("/deadlines", response=Page[DeadlineAnswer], summary=_("List deadlines"))
@needs_right("orders.see")
def list_deadlines(request: HttpRequest, filters: Query[DeadlineFilters]) -> Page[DeadlineAnswer]:
    """The newest first: of a case, late ones, those that are due."""
    rows = Promise.objects.for_actor(request.actor).prefetch_related("reasons")
    found = narrowed(rows, filters, number="label", kind="kind", state="state", until="due_at__lt")
    return page(found, filters, deadline)


@router.get("/deadlines/{deadline_id}", response=DeadlineAnswer, summary=_("Show a deadline"))
@needs_right("orders.see")
def show(request: HttpRequest, deadline_id: RowId) -> DeadlineAnswer:
    """With the reasons given so far."""
    return deadline(_deadline(request.actor, deadline_id))


@router.post(
    "/deadlines/{deadline_id}/explain", response=DeadlineAnswer, summary=_("Report why something is late")
)
@needs_right("api.use")
def explain(request: HttpRequest, deadline_id: RowId, given: Delay) -> DeadlineAnswer:
    """By the role that answers for it, or one it goes up to; the leader is told."""
    found = _deadline(request.actor, deadline_id)
    actions.explain(found, reason=given.reason, by=request.actor, at=request.at)
    return deadline(found)


def _deadline(actor: Actor, deadline_id: int) -> Promise:
    found: Promise = one_of(Promise.objects.for_actor(actor), pk=deadline_id)
    return found
