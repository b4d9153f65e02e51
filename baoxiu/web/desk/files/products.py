"""The catalogue: product families with their terms, and models."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.products.models import Family
from baoxiu.basics.products.permissions import may_change_catalogue
from baoxiu.basics.products.queries import all_families, family_by_code, faults_of, models_of
from baoxiu.basics.technicians.models import Certificate
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.warranty.statutes import LAWFUL_MARKS
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.files.law import law_lines, statute_of, too_short
from baoxiu.web.desk.files.parts import part_name
from baoxiu.web.desk.files.product_forms import FORMS, AddFamilyForm
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.labels import REQUEST_FIELDS
from baoxiu.web.shared.story.telling import tell

CERTIFICATES = dict(Certificate.Kind.choices)


@staff()
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """The families with their terms."""
    rows = [(row, statute_of(row), too_short(row)) for row in all_families()]
    return render(
        request, "desk/files/products.html", {"rows": rows, "may": may_change_catalogue(request.actor)}
    )


@staff()
@require_safe
def family(request: HttpRequest, code: str) -> HttpResponse:
    """One family: terms, the law behind them, models and kinds of fault."""
    return _page(request, load(code))


@staff("products.change")
@require_POST
def change(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Change the terms or add a model."""
    row = load(code)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:family", code=row.code)
    return _page(request, row, form, status=422)


@staff("products.change")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new family."""
    return form_page(
        request,
        AddFamilyForm,
        back=reverse("desk:products"),
        back_label=_("Products"),
        then=lambda made, _form: redirect("desk:family", code=made.code),
    )


def load(code: str) -> Family:
    """The family; the catalogue is the same for everybody."""
    found = family_by_code(code)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, row: Family, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    may, statute = may_change_catalogue(request.actor), statute_of(row)
    page = {
        "row": row,
        "statute": statute,
        "law": law_lines(statute),
        "rule_verified": statute is None or statute.mark in LAWFUL_MARKS,
        "too_short": too_short(row),
        "models": list(models_of(row)),
        "faults": list(faults_of(row)),
        "main_parts": [part_name(code) for code in row.main_parts],
        "certificates": [CERTIFICATES.get(code, code) for code in row.certificates],
        "required": [REQUEST_FIELDS.get(name, name) for name in row.required_fields],
        "forms": laid_out(FORMS.values(), row, request.actor, bound) if may else {},
        "may": may,
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/files/family.html", page, status=status)
