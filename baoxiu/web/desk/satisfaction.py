"""Satisfaction rounds: the list, one round with its figures and measures, and answers by phone (RQ-SAT)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import Refusal
from baoxiu.flow.satisfaction import actions, queries
from baoxiu.flow.satisfaction.departments import departments
from baoxiu.flow.satisfaction.models import SurveyAsk, SurveyRound
from baoxiu.flow.satisfaction.permissions import may_answer
from baoxiu.flow.satisfaction.rules import Figures
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.satisfaction_forms import CloseForm, FinishMeasureForm, MeasureForm, OpenForm
from baoxiu.web.shared.checklists import Checklist, answered, label_of
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

FORMS: Mapping[str, type[VerbForm]] = {
    form.verb: form for form in (CloseForm, MeasureForm, FinishMeasureForm)
}


@staff("satisfaction.see")
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round, the newest first, with its score and the response rate beside it."""
    rows = SurveyRound.objects.for_actor(request.actor).select_related("outlet").order_by("-opened_at", "-pk")
    page = page_of(request, rows, 20)
    shown = [(row, queries.analysis(row, request.actor, at=clock.now()).whole) for row in page]
    may = needs(request.actor, "satisfaction.run")
    return render(request, "desk/satisfaction/list.html", {"page": page, "rounds": shown, "may": may})


@staff("satisfaction.run")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    return form_page(
        request,
        OpenForm,
        back=reverse("desk:satisfaction"),
        back_label=_("Satisfaction"),
        then=lambda made, _form: redirect("desk:survey_round", number=made.number),
    )


@staff("satisfaction.see")
@require_safe
def survey_round(request: HttpRequest, number: str) -> HttpResponse:
    """One round: figures, weak points, measures, whom to call."""
    return _page(request, _load(request, number))


@staff("satisfaction.run")
@require_POST
def change(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Finish the round; note a measure or its outcome."""
    row = _load(request, number)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:survey_round", number=number)
    return _page(request, row, form, status=422)


@staff("satisfaction.see")
@require_safe
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer of a round: whom to call, the questions, or what was answered."""
    return _asked_page(request, _load_ask(request, pk))


@staff("satisfaction.ask")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the customer says on the phone."""
    ask = _load_ask(request, pk)
    checklist = Checklist(ask.round.form, request.POST)
    try:
        actions.answer(ask, answers=checklist.answers(), by=request.actor, at=clock.now())
    except Refusal as refusal:
        checklist.show(refusal.fields)
        checklist.add_error(None, str(refusal))
        return _asked_page(request, ask, checklist, 422)
    messages.success(request, _("Answer kept."))
    return redirect("desk:survey_round", number=ask.round.number)


@staff("satisfaction.ask")
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer does not wish to answer."""
    ask = _load_ask(request, pk)
    try:
        actions.decline(ask, note=request.POST.get("note", ""), by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:survey_asked", pk=pk)
    messages.success(request, _("Noted."))
    return redirect("desk:survey_round", number=ask.round.number)


def _load(request: HttpRequest, number: str) -> SurveyRound:
    rows = SurveyRound.objects.for_actor(request.actor).select_related("form", "outlet")
    found: SurveyRound = get_object_or_404(rows, number=number)
    return found


def _load_ask(request: HttpRequest, pk: int) -> SurveyAsk:
    shown = ("round__form", "order__request", "order__family", "form__form")
    found: SurveyAsk = get_object_or_404(
        SurveyAsk.objects.for_actor(request.actor).select_related(*shown), pk=pk
    )
    return found


def _page(
    request: HttpRequest, row: SurveyRound, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    actor, now = request.actor, clock.now()
    found = queries.analysis(row, actor, at=now)
    labels = {item.key: label_of(item) for item in row.form.items}
    kinds = (MeasureForm, FinishMeasureForm, *((CloseForm,) if row.stage == "running" else ()))
    names = dict(departments())
    page: dict[str, Any] = {
        "row": row,
        "found": found,
        "questions": _questions(found.whole, labels),
        "weak": [labels[key] for key in found.weak],
        "classes": [(queries.class_label(code), one) for code, one in found.by_class.items()],
        "after_each_case": queries.after_each_case(actor, row.first, row.last),
        "measures": [(one, names.get(one.department, one.department)) for one in row.measures.order_by("pk")],
        "page": page_of(request, queries.asked(row, actor).select_related("order__request", "order__family")),
        "forms": laid_out(kinds, row, actor, bound) if needs(actor, "satisfaction.run") else {},
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/satisfaction/round.html", page, status=status)


def _questions(found: Figures, labels: Mapping[str, str]) -> list[tuple[str, object]]:
    return [(label, found.averages[key]) for key, label in labels.items() if key in found.averages]


def _asked_page(
    request: HttpRequest, ask: SurveyAsk, checklist: Checklist | None = None, status: int = 200
) -> HttpResponse:
    waits = ask.stage == "asked" and ask.round.stage == "running"
    page = {
        "ask": ask,
        "order": ask.order,
        "may": may_answer(request.actor, ask),
        "form": (checklist or Checklist(ask.round.form)) if waits else None,
        "answers": answered(ask.form) if ask.form else [],
    }
    return render(request, "desk/satisfaction/asked.html", page, status=status)
