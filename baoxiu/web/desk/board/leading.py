"""The team leader's view: what waits longer than set, live assignments, hand back (RQ-DSP-02)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Refusal
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.planning.queries import waiting_too_long
from baoxiu.flow.planning.queries.found import assignments, live_assignments
from baoxiu.flow.planning.queries.leading import MOST_WAITING
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff


@staff("dispatch.see")
@require_safe
def leading(request: HttpRequest) -> HttpResponse:
    """What waits, the longest first, and whose jobs are open; both within the actor's outlets."""
    at = clock.now()
    waiting = waiting_too_long(request.actor, at=at)
    page = {
        "waiting": [(one, one.minutes(at)) for one in waiting],
        "most": MOST_WAITING if len(waiting) == MOST_WAITING else None,
        "page": page_of(request, live_assignments(request.actor)),
        "answer": value("planning.answer_minutes", at=at).whole,
        "nobody": value("planning.waiting_minutes", at=at).whole,
    }
    return render(request, "desk/board/leading.html", page)


@staff("dispatch.assign")
@require_POST
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a job back from a technician; it looks for another one, and he is not asked again."""
    assignment = get_object_or_404(assignments(request.actor), pk=pk)
    try:
        dispatch.decline(assignment, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back; somebody else is looked for."))
    return redirect("desk:leading")
