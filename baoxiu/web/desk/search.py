"""One box for everything: a number goes straight to its page, all else is grouped."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.queries import search as search_customers
from baoxiu.basics.products.models import Unit
from baoxiu.basics.products.queries import unit_by_serial, visible_units
from baoxiu.core.actors import Actor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import queue as search_requests
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import search as search_orders
from baoxiu.web.desk.home import place_of
from baoxiu.web.shared.doors import staff

MOST = 15


@staff()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Orders, requests, customers and the product of a serial number, within the person's rights."""
    text = request.GET.get("q", "").strip()[:80]
    actor = request.actor
    if text and _exact(actor, text.upper()):
        return redirect(place_of(text.upper()))
    found = _found(actor, text) if text else {}
    return render(request, "desk/search.html", {"text": text, **found, "nothing": not any(found.values())})


def _exact(actor: Actor, number: str) -> bool:
    if number.startswith("WX") and actor.has("orders.see"):
        return bool(WorkOrder.objects.for_actor(actor).filter(number=number).exists())
    if number.startswith("BX") and actor.has("intake.see"):
        return bool(RepairRequest.objects.for_actor(actor).filter(number=number).exists())
    return False


def _unit(actor: Actor, text: str) -> Unit | None:
    unit = unit_by_serial(text)
    return visible_units(actor).filter(pk=unit.pk).first() if unit else None


def _found(actor: Actor, text: str) -> dict[str, object]:
    customers: list[Customer] = list(search_customers(text, actor).prefetch_related("contacts")[:MOST])
    sees_orders = actor.has("orders.see")
    return {
        "orders": list(search_orders(actor, text)[:MOST]) if sees_orders else [],
        "requests": list(search_requests(actor, text=text)[:MOST]) if actor.has("intake.see") else [],
        "customers": customers,
        "unit": _unit(actor, text) if sees_orders else None,
    }
