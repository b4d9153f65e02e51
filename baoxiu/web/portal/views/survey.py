"""The satisfaction survey of a round, for a customer who was drawn (RQ-SAT-02, RQ-SAT-03)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.satisfaction import actions as satisfaction
from baoxiu.flow.satisfaction.models import SurveyAsk
from baoxiu.flow.satisfaction.queries import open_survey
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.shared.checklists import Checklist, title_of


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The questions, while the round waits for this customer; else a word of thanks."""
    order, now = opened.order(request), clock.now()
    ask = open_survey(order, on=clock.legal_date(now))
    if ask is None:
        return opened.page(request, "portal/survey.html", {"order": order})
    checklist = Checklist(ask.round.form, request.POST or None)
    if request.method == "POST" and _kept(ask, opened, checklist):
        messages.success(request, _("Thank you for your answers."))
        return redirect(opened.url("case"))
    page = {"order": order, "ask": ask, "form": checklist, "title": title_of(ask.round.form)}
    return opened.page(request, "portal/survey.html", page, status=422 if checklist.is_bound else 200)


def _kept(ask: SurveyAsk, opened: Opened, checklist: Checklist) -> bool:
    try:
        satisfaction.answer(ask, answers=checklist.answers(), by=opened.by, at=clock.now())
    except Refusal as refusal:
        checklist.show(refusal.fields)
        if not refusal.fields:
            checklist.add_error(None, str(refusal))
        return False
    return True
