"""One technician's van: what is on it, what is expected to be needed, what came and went."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from baoxiu.basics.parts.permissions import may_move
from baoxiu.basics.parts.queries import movements, parts, van_of
from baoxiu.basics.technicians.models import Technician
from baoxiu.flow.work_orders.packing import packed
from baoxiu.web.desk.acting import VerbForm, laid_out, succeeds
from baoxiu.web.desk.files.van_forms import VAN_FORMS
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff


@staff("parts.see")
@require_safe
def van(request: HttpRequest, number: str) -> HttpResponse:
    """The van of somebody within the person's outlets."""
    return _page(request, load(request, number))


@staff("parts.move")
@require_POST
def change(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Load, return, hand over or count."""
    row = load(request, number)
    if verb not in VAN_FORMS:
        raise Http404
    form = VAN_FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:van", row.number)
    return _page(request, row, form, 422)


def load(request: HttpRequest, number: str) -> Technician:
    """The technician in the person's scope; 404 for every other."""
    rows = Technician.objects.for_actor(request.actor).select_related("outlet")
    return get_object_or_404(rows, number=number)


def _page(
    request: HttpRequest, row: Technician, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may = may_move(request.actor, row)
    page = {
        "row": row,
        "stock": list(van_of(row)),
        "packed": packed(row.pk),
        "page": page_of(request, movements(row)),
        "may": may,
        "forms": laid_out(VAN_FORMS.values(), row, request.actor, bound) if may else {},
        "parts": list(parts()),
    }
    return render(request, "desk/files/van.html", page, status=status)
