"""Complaints: what customers are not content with, and where it was heard (RQ-CMP-01)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.complaints.queries import recent
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.paging import page_of
from baoxiu.web.desk.queues.frame import frame, opened_with
from baoxiu.web.desk.queues.kinds import COMPLAINTS
from baoxiu.web.shared.doors import staff

SHOWN = ("order__customer", "order__request", "order__family", "order__technician", "order__outlet", "job")


class NoteForm(forms.Form):
    """A complaint about an order."""

    number = forms.CharField(label=gettext_lazy("Order number"), max_length=24)
    text = forms.CharField(
        label=gettext_lazy("What the customer says"), widget=forms.Textarea(attrs={"rows": 3})
    )


@staff("complaints.see")
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, and the form for a new one."""
    if request.method == "GET" and (first := opened_with(request, COMPLAINTS)):
        return first
    form = NoteForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid() and _noted(request, form):
        return redirect("desk:complaints")
    source = request.GET.get("source", "")
    rows = recent(request.actor).select_related(*SHOWN)
    if source in ComplaintEntry.Source.values:
        rows = rows.filter(source=source)
    else:
        source = ""
    chips = [("source", _("Where it was heard"), ComplaintEntry.Source(source).label)] if source else []
    rows = rows.order_by(*COMPLAINTS.order(request.GET, ("-at", "-pk"), wide=True))
    page = {
        **frame(request, COMPLAINTS, chips, wide=True),
        "page": page_of(request, rows),
        "form": form,
        "may_send": request.actor.has("intake.review") or request.actor.has("complaints.solve"),
        "source": source,
        "sources": ComplaintEntry.Source.choices,
    }
    return render(request, "desk/complaints.html", page, status=422 if form.errors else 200)


@staff("complaints.solve")
@require_POST
def solve(request: HttpRequest, number: str) -> HttpResponse:
    """How a complaint was solved; the customer is then called (RQ-REV-17)."""
    row: ComplaintEntry = get_object_or_404(recent(request.actor), number=number)
    try:
        complaints.solve(row, outcome=request.POST.get("outcome", ""), by=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(next(iter(refusal.fields.values()), refusal)))
    else:
        messages.success(request, _("Solved. The customer is called and asked within a few days."))
    return redirect("desk:complaints")


@staff("complaints.see")
@require_POST
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody goes to the customer because of it (RQ-DSP-09)."""
    row: ComplaintEntry = get_object_or_404(recent(request.actor), number=number)
    try:
        row = complaints.send_someone(
            row, task=request.POST.get("task", ""), by=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(next(iter(refusal.fields.values()), refusal)))
    else:
        messages.success(
            request, _("Order %(number)s made; it is being dispatched.") % {"number": row.job.number}
        )
    return redirect("desk:complaints")


def _noted(request: HttpRequest, form: NoteForm) -> bool:
    number = form.cleaned_data["number"].strip().upper()
    order = WorkOrder.objects.for_actor(request.actor).filter(number=number).first()
    if order is None:
        form.add_error("number", _("There is no order with this number."))
        return False
    try:
        made = complaints.note(
            order, source="desk", text=form.cleaned_data["text"], by=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            form.add_error(name if name in form.fields else None, sentence)
        return False
    messages.success(request, _("Noted as %(number)s.") % {"number": made.number})
    return True
