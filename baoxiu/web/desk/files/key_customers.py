"""The yearly list of key customers: drawn up, put before the leader, approved (RQ-CUS-05…07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.customers.models import KeyList
from baoxiu.core.events.queries import of_subject
from baoxiu.core.permissions import needs
from baoxiu.web.desk.acting import VerbForm, laid_out, outcome, succeeds
from baoxiu.web.desk.files.key_forms import APPROVING, FORMS, PROPOSING, BeginForm
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell


@staff("customers.see")
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """The lists by year, and the form that begins one."""
    may = needs(request.actor, "customers.propose")
    form = BeginForm.sent(request) if request.method == "POST" else BeginForm(actor=request.actor)
    if request.method == "POST":
        may.or_refuse()
        made = outcome(request, form)
        if made:
            return redirect("desk:key_list", year=made.year)
    page = page_of(request, KeyList.objects.for_actor(request.actor).order_by("-year", "-pk"))
    shown = {"page": page, "form": form, "may": may}
    return render(request, "desk/files/key_lists.html", shown, status=422 if form.errors else 200)


@staff("customers.see")
@require_safe
def key_list(request: HttpRequest, year: int) -> HttpResponse:
    """One year's list with the basis of each entry."""
    return _page(request, _load(request, year))


@staff("customers.see")
@require_POST
def change(request: HttpRequest, year: int, verb: str) -> HttpResponse:
    """One verb; the action asks for its right."""
    row = _load(request, year)
    if verb not in FORMS:
        raise Http404
    needs(request.actor, RIGHTS[verb]).or_refuse()
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:key_list", year=year)
    return _page(request, row, form, status=422)


RIGHTS: Mapping[str, str] = {form.verb: "customers.propose" for form in PROPOSING} | {
    form.verb: "customers.approve" for form in APPROVING
}


def _load(request: HttpRequest, year: int) -> KeyList:
    """The year's list; of a refused one and its successor, the newer."""
    rows = KeyList.objects.for_actor(request.actor).filter(year=year).order_by("-pk")
    found: KeyList = get_object_or_404(rows[:1])
    return found


def _page(
    request: HttpRequest, row: KeyList, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    kinds = {"draft": PROPOSING, "proposed": APPROVING}.get(row.stage, ())
    allowed = [kind for kind in kinds if needs(request.actor, RIGHTS[kind.verb])]
    entries = row.entries.select_related("customer").order_by("basis", "-sales", "pk")
    page: dict[str, Any] = {
        "row": row,
        "entries": list(entries),
        "forms": laid_out(allowed, row, request.actor, bound),
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/files/key_list.html", page, status=status)
