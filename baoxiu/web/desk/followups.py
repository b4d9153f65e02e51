"""Follow-up calls: what is due, and the call itself with its checklist (RQ-REV)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from baoxiu.core import clock
from baoxiu.core.forms.actions import in_force
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import Refusal
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.models import Followup, Question
from baoxiu.flow.satisfaction.queries import remarks_of
from baoxiu.web.desk.acting import succeeds
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.queues.frame import frame, opened_with
from baoxiu.web.desk.queues.kinds import FOLLOWUPS
from baoxiu.web.desk.satisfaction_forms import PassOnForm
from baoxiu.web.shared.checklists import Checklist, answered
from baoxiu.web.shared.doors import staff

TABS: Sequence[tuple[str, object]] = (
    ("due", gettext_lazy("To call")),
    ("late", gettext_lazy("Late")),
    ("later", gettext_lazy("Too early")),
    ("done", gettext_lazy("Done")),
)
USUAL = {
    "due": ("until", "pk"),
    "late": ("until", "pk"),
    "later": ("not_before", "pk"),
    "done": ("-answered_at", "-pk"),
}
SHOWN = ("order__request", "order__family", "order__customer", "order__technician")


class CallBackForm(forms.Form):
    """When the customer wishes to be called."""

    call_back_at = forms.DateTimeField(
        label=gettext_lazy("Call back at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(label=gettext_lazy("Note about the call"), required=False, max_length=300)


class CallForm(forms.Form):
    """What is kept besides the checklist."""

    note = forms.CharField(label=gettext_lazy("Note about the call"), required=False, max_length=300)


@staff("followups.see")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The calls of one tab."""
    if first := opened_with(request, FOLLOWUPS):
        return first
    tab = request.GET.get("tab", "due")
    tab = tab if tab in dict(TABS) else "due"
    groups = _groups(request)
    rows = groups[tab].order_by(*FOLLOWUPS.order(request.GET, USUAL[tab], wide=tab == "done"))
    page = page_of(request, rows.select_related(*SHOWN).prefetch_related("calls"))
    counts = {code: groups[code].order_by().count() for code in ("due", "late", "later")}
    tabs = [(code, label, counts.get(code)) for code, label in TABS]
    shown = {"page": page, "tab": tab, "tabs": tabs, "now": clock.now()}
    return render(
        request, "desk/followups/list.html", shown | frame(request, FOLLOWUPS, (), wide=tab == "done")
    )


@staff("followups.see")
@require_safe
def followup(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: whom, about what, the questions and earlier tries."""
    return _page(request, _load(request, pk))


@staff("followups.call")
@require_http_methods(["POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the customer said."""
    row, now = _load(request, pk), clock.now()
    checklist = Checklist(in_force(followups.FORMS[row.kind], at=now), request.POST)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _page(request, row, checklist, form, 422)
    try:
        followups.record_answer(
            row, answers=checklist.answers(), note=form.cleaned_data["note"], by=request.actor, at=now
        )
    except Refusal as refusal:
        checklist.show(refusal.fields)
        form.add_error(None, str(refusal))
        return _page(request, row, checklist, form, 422)
    messages.success(request, _("Answer kept."))
    return redirect("desk:followups")


@staff("followups.call")
@require_http_methods(["POST"])
def no_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody picked up."""
    row = _load(request, pk)
    followups.note_no_answer(row, note=request.POST.get("note", ""), by=request.actor, at=clock.now())
    messages.success(request, _("Noted: no answer."))
    return redirect("desk:followups")


@staff("followups.call")
@require_http_methods(["POST"])
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer picked up and named another time."""
    row, form = _load(request, pk), CallBackForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422, later=form)
    try:
        followups.note_call_back(row, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refusal as refusal:
        form.add_error("call_back_at", str(refusal))
        return _page(request, row, status=422, later=form)
    messages.success(request, _("Noted: call back later."))
    return redirect("desk:followups")


@staff("followups.decide")
@require_http_methods(["POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The service manager says what the customer is to be told (RQ-REV-07)."""
    row = _load(request, pk)
    try:
        followups.decide_question(
            _question(row), decision=request.POST.get("decision", ""), by=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Decided. The customer is told today."))
    return redirect("desk:followup", pk=pk)


@staff("followups.call")
@require_http_methods(["POST"])
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer was told the answer (RQ-REV-07)."""
    row = _load(request, pk)
    note = request.POST.get("note", "")
    try:
        followups.tell_answer(_question(row), note=note, by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted: the customer was told."))
    return redirect("desk:followup", pk=pk)


@staff("satisfaction.ask")
@require_http_methods(["POST"])
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Give what the customer brought up to the department concerned (RQ-REV-08)."""
    row = _load(request, pk)
    form = PassOnForm.sent(request, row)
    if succeeds(request, form):
        return redirect("desk:followup", pk=pk)
    return _page(request, row, status=422, passing=form)


def _question(row: Followup) -> Question:
    found: Question = get_object_or_404(row.order.questions.exclude(stage="told"))
    return found


def _groups(request: HttpRequest) -> dict[str, Any]:
    now = clock.now()
    rows = Followup.objects.for_actor(request.actor)
    planned = rows.filter(stage="planned")
    return {
        "due": planned.filter(not_before__lte=now, until__gte=now),
        "late": planned.filter(until__lt=now),
        "later": planned.filter(not_before__gt=now),
        "done": rows.exclude(stage="planned"),
    }


def _load(request: HttpRequest, pk: int) -> Followup:
    rows = Followup.objects.for_actor(request.actor).select_related(*SHOWN, "form__form")
    found: Followup = get_object_or_404(rows, pk=pk)
    return found


def _page(
    request: HttpRequest,
    row: Followup,
    checklist: Checklist | None = None,
    form: CallForm | None = None,
    status: int = 200,
    later: CallBackForm | None = None,
    passing: PassOnForm | None = None,
) -> HttpResponse:
    now = clock.now()
    is_open = row.stage == "planned"
    page = {
        "row": row,
        "order": row.order,
        "calls": list(row.calls.order_by("-at")),
        "too_early": is_open and row.not_before > now,
        "may_call": needs(request.actor, "followups.call"),
        "checklist": (checklist or Checklist(in_force(followups.FORMS[row.kind], at=now)))
        if is_open
        else None,
        "form": form or CallForm(),
        "later": later or CallBackForm(),
        "answers": answered(row.form) if row.form else [],
        "other": list(row.order.followups.exclude(pk=row.pk).order_by("sequence")),
        "questions": list(row.order.questions.order_by("-raised_at")),
        "may_decide": needs(request.actor, "followups.decide"),
        "passing": passing or PassOnForm(thing=row, actor=request.actor),
        "may_pass_on": needs(request.actor, "satisfaction.ask"),
        "remarks": remarks_of(row.order),
        "complaints": list(row.order.complaints.order_by("-at")),
    }
    return render(request, "desk/followups/page.html", page, status=status)
