"""Questions of colleagues that this technician answers, or hands back (RQ-TRI-09, RQ-INT-10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.assistance import actions as assistance
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.permissions import may
from baoxiu.flow.assistance.queries import SHOWN, listed
from baoxiu.web.field.shell import page
from baoxiu.web.shared.doors import technician

VERBS: Mapping[str, tuple[Callable[..., Any], str, object]] = {
    "answer": (assistance.answer, "text", _("Answered; the colleague has been told.")),
    "hand_back": (assistance.hand_back, "reason", _("Handed back; the colleague has been told.")),
}


@technician
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What waits for this person's answer, the most pressing first."""
    return _page(request)


@technician
@require_POST
def reply(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Answer, or say why not."""
    rows = Assistance.objects.for_actor(request.actor).select_related(*SHOWN)
    row = get_object_or_404(rows, pk=pk)
    if verb not in VERBS:
        raise Http404
    may(request.actor, verb, row).or_refuse()
    act, name, done = VERBS[verb]
    try:
        act(row, **{name: request.POST.get("text", "")}, by=request.actor, at=clock.now())
    except Refusal as refusal:
        return _page(request, refusal, pk, status=422)
    messages.success(request, str(done))
    return redirect("field:questions")


def _page(
    request: HttpRequest, refusal: Refusal | None = None, refused: int = 0, status: int = 200
) -> HttpResponse:
    words = {
        "rows": list(listed(request.actor, "mine", clock.now())),
        "refusal": next(iter(refusal.fields.values()), refusal) if refusal else None,
        "refused": refused,
    }
    return page(request, "field/questions.html", words, tab="me", status=status)
