"""The workshop bays of the outlets: what each suits, when it is out of service; as a table to and from Excel (RQ-APT-09)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import Refusal
from baoxiu.flow.workshop import actions as workshop
from baoxiu.flow.workshop.models import Bay
from baoxiu.flow.workshop.permissions import may_set_up
from baoxiu.flow.workshop.queries import bays as listed_bays
from baoxiu.flow.workshop.queries import outages
from baoxiu.web.desk.acting import VerbForm, form_page, succeeds
from baoxiu.web.desk.setup.bay_forms import AT_A_BAY, BayForm, NewBayForm, TakeOutForm
from baoxiu.web.desk.setup.bay_table import SHEET, entered
from baoxiu.web.desk.sheets import exported
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell


class FileForm(forms.Form):
    """The table."""

    file = forms.FileField(
        label=_("Excel or CSV file"), widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        help_text=_("With the columns of the export. A bay is recognised by outlet and name."),
    )  # fmt: skip


@staff("people.see")
@require_safe
def bays(request: HttpRequest) -> HttpResponse:
    """All bays in reach."""
    at, labels = clock.now(), dict(AT_A_BAY)
    rows = list(listed_bays(request.actor))
    for row in rows:
        row.shown = [labels[code] for code in row.services if code in labels]
        row.away = outages(row, at=at).first()
    page = {"rows": rows, "may": "outlets.change" in request.actor.rights, "now": at}
    return render(request, "desk/setup/bays.html", page)


@staff("outlets.change")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Another bay."""
    return form_page(request, NewBayForm, back=reverse("desk:bays"), back_label=now_said("Workshop bays"))


@staff("people.see")
@require_safe
def bay(request: HttpRequest, pk: int) -> HttpResponse:
    """One bay with its times out of service."""
    return _page(request, _load(request, pk))


@staff("outlets.change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What it suits, its hours."""
    row = _load(request, pk)
    return form_page(request, BayForm, row, back=reverse("desk:bay", args=[pk]), back_label=row.name)


@staff("outlets.change")
@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of service for a time."""
    row = _load(request, pk)
    form = TakeOutForm.sent(request, row)
    if succeeds(request, form):
        return redirect("desk:bay", pk=pk)
    return _page(request, row, form, status=422)


@staff("outlets.change")
@require_POST
def bring_back(request: HttpRequest, pk: int, outage: int) -> HttpResponse:
    """In service again."""
    row = get_object_or_404(_load(request, pk).outages.select_related("bay__outlet"), pk=outage)
    workshop.bring_back(row, by=request.actor, at=clock.now())
    messages.success(request, now_said("The bay is in service again."))
    return redirect("desk:bay", pk=pk)


@staff("lists.export")
@require_safe
def sheet(request: HttpRequest) -> HttpResponseBase:
    """The bays as an Excel file."""
    return exported(request, "bays", now_said("Workshop bays"), SHEET, listed_bays(request.actor))


@staff("outlets.change")
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """The table back from Excel: all of it or nothing."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        try:
            rows = entered(form.cleaned_data["file"], request.actor)
            done = workshop.load_bays(rows, by=request.actor, at=clock.now())
            messages.success(request, ngettext("{n} bay kept.", "{n} bays kept.", done).format(n=done))
            return redirect("desk:bays")
        except Refusal as refusal:
            form.add_error("file", str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "desk/setup/bay_import.html", {"form": form}, status=status)


def _load(request: HttpRequest, pk: int) -> Bay:
    found: Bay = get_object_or_404(listed_bays(request.actor), pk=pk)
    return found


def _page(request: HttpRequest, row: Bay, bound: VerbForm | None = None, status: int = 200) -> HttpResponse:
    labels, may = dict(AT_A_BAY), may_set_up(row.outlet_id, request.actor)
    page = {
        "row": row,
        "services": [labels[code] for code in row.services if code in labels],
        "outages": outages(row, at=clock.now()),
        "may": may,
        "form": bound or (TakeOutForm(thing=row, actor=request.actor) if may else None),
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/setup/bay.html", page, status=status)
