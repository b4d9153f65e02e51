"""The customer file: the list (RQ-CUS-01)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.queries import listed
from baoxiu.basics.places.queries import full_names
from baoxiu.web.desk.paging import page_of
from baoxiu.web.shared.doors import staff


@staff("customers.see")
@require_safe
def customers(request: HttpRequest) -> HttpResponse:
    """Search by name, pinyin, number or the end of a phone number; numbers are masked here (RQ-SEC-01)."""
    text = request.GET.get("q", "").strip()
    wanted = request.GET.get("class", "")
    wanted = wanted if wanted in Customer.Class.values else ""
    page = page_of(request, listed(request.actor, text=text, customer_class=wanted))
    places = full_names(address.division_code for row in page for address in row.addresses.all())
    context = {
        "page": page,
        "text": text,
        "wanted": wanted,
        "classes": Customer.Class.choices,
        "places": places,
        "filtered": bool(text or wanted),
    }
    return render(request, "desk/files/customers.html", context)
