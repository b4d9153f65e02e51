"""One customer: contacts, addresses, products, cases, and the changes to the file (RQ-CUS-01…04)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baoxiu.basics.customers.models import Address, Contact, Customer
from baoxiu.basics.customers.permissions import may_change
from baoxiu.basics.customers.queries import visible
from baoxiu.basics.places.queries import full_names
from baoxiu.basics.products.queries import units_of
from baoxiu.core.actors import Actor
from baoxiu.core.events.queries import of_subject
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.acting import VerbForm, form_page, laid_out, succeeds
from baoxiu.web.desk.files.care_forms import CARE
from baoxiu.web.desk.files.customer_forms import (
    FORMS,
    AddressForm,
    AddressPositionForm,
    ChangeContactForm,
    ChangeForm,
    ContactForm,
    RegisterForm,
)
from baoxiu.web.desk.files.planned_forms import looked_after
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.story.telling import tell

MOST_CASES, MOST_TALKS = 20, 10
SHOWN: tuple[type[VerbForm], ...] = (ChangeForm, ContactForm, AddressForm, *CARE)


@staff("customers.see")
@require_safe
def customer(request: HttpRequest, number: str) -> HttpResponse:
    """Everything known of a customer."""
    return _page(request, load(request, number))


@staff("customers.change")
@require_POST
def change(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Change the file, add or change a contact, add an address."""
    row = load(request, number)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb].sent(request, row)
    if succeeds(request, form):
        return redirect("desk:customer", number=row.number)
    return _page(request, load(request, number), form, status=422)


@staff("customers.change")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open a customer's file."""
    return form_page(
        request,
        RegisterForm,
        back=reverse("desk:customers"),
        back_label=_("Customers"),
        then=lambda made, _form: redirect("desk:customer", number=made.number),
    )


def load(request: HttpRequest, number: str) -> Customer:
    """The customer as this person may see the file; 404 for every other."""
    rows = visible(request.actor).prefetch_related("contacts", "addresses")
    found: Customer = get_object_or_404(rows, number=number)
    return found


def _page(
    request: HttpRequest, row: Customer, bound: VerbForm | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    contacts = sorted(row.contacts.all(), key=lambda one: (not one.is_primary, one.pk))
    addresses = sorted(row.addresses.all(), key=lambda one: (not one.is_primary, one.pk))
    may = may_change(actor, row)
    page: dict[str, Any] = {
        "row": row,
        "contacts": [(one, _contact_form(one, actor, bound) if may else None) for one in contacts],
        "addresses": [(one, _position_form(one, actor, bound) if may else None) for one in addresses],
        "places": full_names(one.division_code for one in addresses),
        "units": list(units_of(row, actor)),
        "may_change": may,
        "forms": laid_out(SHOWN, row, actor, bound) if may else {},
        "agreements": list(row.agreements.order_by("-since")),
        "talks": list(row.talks.filter(problem=None).order_by("-at")[:MOST_TALKS]),
        "problems": list(row.problems.order_by("closed_at", "-opened_at")),
        "story": tell(of_subject(row)),
        **looked_after(row, actor, bound),
        **_cases(request, row),
    }
    return render(request, "desk/files/customer.html", page, status=status)


def _contact_form(contact: Contact, actor: Actor, bound: VerbForm | None) -> VerbForm:
    """The form of a contact; the one that was refused as it came."""
    if isinstance(bound, ChangeContactForm) and bound["contact"].value() == str(contact.pk):
        return bound
    return ChangeContactForm.of(contact, actor)


def _position_form(address: Address, actor: Actor, bound: VerbForm | None) -> VerbForm:
    """The form of an address's position; the one that was refused as it came."""
    if isinstance(bound, AddressPositionForm) and bound["address"].value() == str(address.pk):
        return bound
    return AddressPositionForm.of(address, actor)


def _cases(request: HttpRequest, row: Customer) -> dict[str, Any]:
    """Orders, and requests that have not become one."""
    actor = request.actor
    orders = WorkOrder.objects.for_actor(actor).filter(customer=row) if actor.has("orders.see") else None
    requests = (
        RepairRequest.objects.for_actor(actor).filter(customer=row) if actor.has("intake.see") else None
    )
    return {
        "orders": list(orders.select_related("family").order_by("-created_at")[:MOST_CASES]) if orders is not None else [],
        "requests": list(
            requests.filter(orders=None).select_related("family").order_by("-submitted_at")[:MOST_CASES]
        ) if requests is not None else [],
    }  # fmt: skip
