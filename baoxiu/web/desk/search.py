"""One box for everything: a number goes straight to its page, all else is ranked and grouped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.basics.customers.queries import search as search_customers
from baoxiu.basics.products.queries import search_units, unit_by_serial, visible_units
from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Stage
from baoxiu.flow.intake.finding import by_fault
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import queue as search_requests
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import search as search_orders
from baoxiu.web.desk.home import place_of
from baoxiu.web.shared import words
from baoxiu.web.shared.doors import staff

MOST = 20
"""Hits altogether."""
SHARES = {"orders": 8, "requests": 6, "customers": 5, "units": 3, "faults": 8}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found."""

    title: str
    note: str
    url: str
    icon: str
    stage: Stage | None = None
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind, the likeliest first."""

    label: object
    hits: list[Hit]


@staff()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits, within the person's rights; ``part`` asks for the list below the box only."""
    text = request.GET.get("q", "").strip()[:80]
    if "part" in request.GET:
        return render(request, "desk/found.html", {"text": text, "groups": found(request.actor, text)})
    if text and _exact(request.actor, text.upper()):
        return redirect(place_of(text.upper()))
    return render(request, "desk/search.html", {"text": text, "groups": found(request.actor, text)})


def found(actor: Actor, text: str) -> list[Group]:
    """At most twenty hits by kind; what is worked on stands before what is over (RQ-WO-06, RQ-INT-07)."""
    if not text.strip() or "\x00" in text:
        return []
    groups, left = [], MOST
    for label, hits in _kinds(actor, text):
        if hits and left:
            groups.append(Group(label, hits[:left]))
            left -= len(groups[-1].hits)
    return groups


def _kinds(actor: Actor, text: str) -> Iterator[tuple[object, list[Hit]]]:
    if actor.has("orders.see"):
        yield _("Orders"), [_order(row) for row in _ranked(search_orders(actor, text), text, "orders")]
    seen: set[int] = set()
    if actor.has("intake.see"):
        rows = _ranked(search_requests(actor, text=text), text, "requests")
        seen = {row.pk for row in rows}
        yield _("Requests"), [_request(row) for row in rows]
    customers = search_customers(text, actor).prefetch_related("contacts")[: SHARES["customers"]]
    yield _("Customers"), [_customer(row) for row in customers]
    if actor.has("orders.see"):
        yield _("Products"), [_unit(row) for row in _units(actor, text)]
    if actor.has("intake.see"):
        rows = by_fault(actor, text)[: SHARES["faults"]]
        yield _("Faults"), [_request(row, by_fault=True) for row in rows if row.pk not in seen]


def _ranked(rows: Any, text: str, kind: str) -> list[Any]:
    """The number itself first, then what is open, then what is newest."""
    shown = list(rows[: SHARES[kind]])
    wanted = text.upper()
    return sorted(shown, key=lambda row: (not row.number.endswith(wanted), row.stage_now.group == "closed"))


def _units(actor: Actor, text: str) -> list[Any]:
    exact = unit_by_serial(text)
    if exact is None:
        return list(search_units(text, actor).select_related("family", "customer")[: SHARES["units"]])
    return list(visible_units(actor).filter(pk=exact.pk).select_related("family", "customer"))


def _order(row: WorkOrder) -> Hit:
    note = f"{row.request.contact_name} · {row.family} · {row.request.fault_text[:40]}"
    return Hit(
        row.number, note, reverse("desk:order", args=[row.number]), "clipboard-list", row.stage_now, True
    )


def _request(row: RepairRequest, *, by_fault: bool = False) -> Hit:
    note = f"{row.contact_name} · {row.family} · {row.fault_text[:40]}"
    icon = "stethoscope" if by_fault else "inbox"
    return Hit(row.number, note, reverse("desk:request", args=[row.number]), icon, row.stage_now, True)


def _customer(row: Any) -> Hit:
    phones = " · ".join(words.phone(one.phone) for one in row.contacts.all()[:2])
    return Hit(row.name, phones, reverse("desk:customer", args=[row.number]), "user-circle")


def _unit(row: Any) -> Hit:
    owner = row.customer.name if row.customer else ""
    note = " · ".join(part for part in (str(row.family), owner) if part)
    return Hit(row.serial, note, reverse("desk:unit", args=[row.pk]), "package", mono=True)


def _exact(actor: Actor, number: str) -> bool:
    if number.startswith("WX") and actor.has("orders.see"):
        return bool(WorkOrder.objects.for_actor(actor).filter(number=number).exists())
    if number.startswith("BX") and actor.has("intake.see"):
        return bool(RepairRequest.objects.for_actor(actor).filter(number=number).exists())
    return False
