"""The register of units: each product that was sold has a file (RQ-CUS-04)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.customers.permissions import may_see_customers
from baoxiu.basics.customers.queries import visible
from baoxiu.basics.products.models import Unit
from baoxiu.basics.products.permissions import may_change_unit, may_register_unit
from baoxiu.basics.products.queries import all_families, family_by_code, search_units, visible_units
from baoxiu.basics.products.rules import serial_key
from baoxiu.core import clock
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.warranty.unit_terms import terms_of
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm, form_page, succeeds
from baoxiu.web.desk.files.unit_forms import ChangeUnitForm, RegisterUnitForm
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell


@staff("orders.see")
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The register; a whole serial number goes straight to its product."""
    text = request.GET.get("q", "").strip()
    exact = (
        visible_units(request.actor).filter(serial_key=serial_key(text)).first() if serial_key(text) else None
    )
    if exact:
        return redirect("desk:unit", pk=exact.pk)
    family = family_by_code(request.GET.get("family", ""))
    context = {
        "page": page_of(request, search_units(text, request.actor, family=family)),
        "text": text,
        "wanted": family.code if family else "",
        "families": list(all_families()),
        "filtered": bool(text or family),
        "may_register": may_register_unit(request.actor),
    }
    return render(request, "desk/files/units.html", context)


@staff("orders.see")
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: purchase, proof, how long it is protected, and its repairs."""
    return _page(request, load(request, pk))


@staff("products.change")
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another owner, model or purchase."""
    row = load(request, pk)
    form = ChangeUnitForm.sent(request, row)
    if succeeds(request, form):
        return redirect("desk:unit", pk=row.pk)
    return _page(request, row, form, status=422)


@staff("orders.see")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Register a product, for a customer who is named in the address or later."""
    may_register_unit(request.actor).or_refuse()
    return form_page(
        request,
        RegisterUnitForm,
        back=reverse("desk:units"),
        back_label=_("Registered products"),
        first={"owner": request.GET.get("customer", ""), "serial": request.GET.get("serial", "")},
        then=lambda made, _form: redirect("desk:unit", pk=made.pk),
    )


def load(request: HttpRequest, pk: int) -> Unit:
    """The unit, where this person may look at it; 404 for every other."""
    found: Unit = get_object_or_404(visible_units(request.actor), pk=pk)
    return found


def _page(request: HttpRequest, row: Unit, bound: VerbForm | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor
    may = may_change_unit(actor)
    page: dict[str, Any] = {
        "row": row,
        "terms": terms_of(row, at=clock.now()),
        "owner": _owner(request, row),
        "orders": list(
            WorkOrder.objects.for_actor(actor)
            .filter(unit=row)
            .select_related("technician")
            .order_by("-created_at")
        ),
        "may": may,
        "form": (bound or ChangeUnitForm(thing=row, actor=actor)) if may else None,
        "story": tell(of_subject(row)),
    }
    return render(request, "desk/files/unit.html", page, status=status)


def _owner(request: HttpRequest, row: Unit) -> Any:
    """The owner with contacts, for those who may look into the file."""
    if row.customer_id is None or not may_see_customers(request.actor):
        return None
    return visible(request.actor).filter(pk=row.customer_id).prefetch_related("contacts").first()
