"""The price list: versions, drafts, publishing (RQ-FEE-01…03)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.basics.prices.permissions import may_change_prices
from baoxiu.basics.prices.queries import lines_of, list_by_id, list_in_force, lists
from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.paging import whole
from baoxiu.web.desk.setup.price_forms import (
    AddLineForm,
    ChangeLineForm,
    DraftForm,
    PublishForm,
    RemoveLineForm,
)
from baoxiu.web.desk.sheets import Column, exported
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

YES, NO = _("yes"), _("no")
SHEET = (
    Column(_("Code"), 14, lambda row: row.code),
    Column(_("Work or part"), 28, lambda row: row.name),
    Column(_("English name"), 28, lambda row: row.name_en),
    Column(_("Kind"), 10, lambda row: row.get_kind_display()),
    Column(_("Product family"), 16, lambda row: row.family and str(row.family)),
    Column(_("Kind of fault"), 18, lambda row: row.fault and str(row.fault)),
    Column(_("Difficulty"), 8, lambda row: row.difficulty),
    Column(_("Unit"), 8, lambda row: row.unit),
    Column(_("Price"), 12, lambda row: row.price),
    Column(_("Main part"), 8, lambda row: str(YES if row.is_main_part else NO)),
)
"""What a list says when it leaves the house, and what ``price_import`` reads when it comes back (RQ-FEE-01)."""
FORMS: dict[str, type[VerbForm]] = {form.verb: form for form in (AddLineForm, RemoveLineForm, PublishForm)}


@staff()
@require_safe
def prices(request: HttpRequest) -> HttpResponse:
    """All versions and how each stands."""
    now = clock.now()
    current = list_in_force(now)
    context = {
        "rows": [(row, standing(row, current, now)) for row in lists()],
        "may": may_change_prices(request.actor),
    }
    return render(request, "desk/setup/prices.html", context)


@staff("prices.change")
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """A new draft, a copy of the list in force unless told."""
    chosen = list_by_id(whole(request.GET.get("copy_of")) or 0) or list_in_force(clock.now())
    return form_page(
        request,
        DraftForm,
        back=reverse("desk:prices"),
        back_label=_("Price list"),
        first={"copy_of": chosen.pk if chosen else None},
        then=lambda made, _form: redirect("desk:price_list", pk=made.pk),
    )


@staff()
@require_safe
def price_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One version with its lines; ``?view=public`` shows it as customers see it."""
    return _page(request, load(pk))


@staff("lists.export")
@require_safe
def sheet(request: HttpRequest, pk: int) -> FileResponse:
    """The lines of a version as an Excel file."""
    row = load(pk)
    lines = row.lines.select_related("family", "fault").order_by("family__name", "kind", "code")
    return exported(request, "prices", row.title, SHEET, lines)


@staff("prices.change")
@require_POST
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Add or remove a line, or publish."""
    row = load(pk)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:price_list", pk=row.pk)
    return _page(request, load(pk), form, status=422)


@staff("prices.change")
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Change a line of a draft."""
    row = load(pk)
    found: PriceLine = get_object_or_404(row.lines.select_related("price_list"), pk=line)
    back = reverse("desk:price_list", args=[row.pk])
    return form_page(request, ChangeLineForm, found, back=back, back_label=row.title)


def standing(row: PriceList, current: PriceList | None, now: datetime) -> str:
    """draft, coming, current or past."""
    if row.published_at is None:
        return "draft"
    if current is not None and row.pk == current.pk:
        return "current"
    return "coming" if row.valid_from > now else "past"


def load(pk: int) -> PriceList:
    """The version; prices are the same for everybody."""
    found = list_by_id(pk)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, row: PriceList, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    now = clock.now()
    is_draft = row.published_at is None
    may = may_change_prices(request.actor)
    page: dict[str, Any] = {
        "row": row,
        "standing": standing(row, list_in_force(now), now),
        "groups": lines_of(row),
        "public": request.GET.get("view") == "public",
        "is_draft": is_draft,
        "may": may,
        "may_edit": bool(may) and is_draft,
        "forms": laid_out(FORMS.values(), row, request.actor, bound) if may and is_draft else {},
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/setup/price_list.html", page, status=status)
