"""The outlets: who serves which areas."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.outlets.permissions import may_add_outlet, may_change_outlet
from baoxiu.basics.outlets.queries import listed
from baoxiu.basics.places.queries import full_names
from baoxiu.basics.technicians.queries import visible
from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.files.first_time import fixed_at_once
from baoxiu.web.desk.files.outlet_forms import FORMS, AddOutletForm
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell


@staff("people.see")
@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """Those in the person's scope, with their areas."""
    rows = list(listed(request.actor))
    places = full_names(area.division_code for row in rows for area in row.areas.all())
    context = {
        "rows": [
            (row, sorted(_place(area.division_code, places) for area in row.areas.all())) for row in rows
        ],
        "may_add": may_add_outlet(request.actor),
    }
    return render(request, "desk/files/outlets.html", context)


@staff("people.see")
@require_safe
def outlet(request: HttpRequest, code: str) -> HttpResponse:
    """One outlet: areas, technicians, work."""
    return _page(request, load(request, code))


@staff("outlets.change")
@require_POST
def change(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Change details or areas, close or open."""
    row = load(request, code)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:outlet", code=row.code)
    return _page(request, load(request, code), form, status=422)


@staff("outlets.change")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new outlet."""
    return form_page(
        request,
        AddOutletForm,
        back=reverse("desk:outlets"),
        back_label=_("Outlets"),
        then=lambda made, _form: redirect("desk:outlet", code=made.code),
    )


def load(request: HttpRequest, code: str) -> Outlet:
    """The outlet in the person's scope; 404 for every other."""
    found: Outlet = get_object_or_404(listed(request.actor), code=code)
    return found


def _page(
    request: HttpRequest, row: Outlet, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    may = may_change_outlet(actor, row)
    codes = sorted(area.division_code for area in row.areas.all())
    places = full_names([*codes, row.division_code])
    page: dict[str, Any] = {
        "row": row,
        "place": places.get(row.division_code, ""),
        "areas": [(code, _place(code, places)) for code in codes],
        "people": list(visible(actor).filter(outlet=row, is_active=True)),
        "fixed": fixed_at_once(actor, clock.now(), outlet=row),
        "fixed_of": f"outlet={row.pk}",
        "open_orders": WorkOrder.objects.for_actor(actor).filter(outlet=row).open().count(),
        "bays": row.bays.filter(is_active=True).count(),
        "may": may,
        "forms": laid_out(FORMS.values(), row, actor, bound) if may else {},
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/files/outlet.html", page, status=status)


def _place(code: str, places: dict[str, str]) -> str:
    return places.get(code) or code
