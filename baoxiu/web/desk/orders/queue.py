"""The queue of work orders: tabs by stage, filters, search, order and pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import families
from baoxiu.basics.promises.queries import pressing
from baoxiu.basics.technicians.models import Technician
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.visits.queries import visited_orders
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import SHOWN, search
from baoxiu.web.desk.paging import day_in, day_said, page_of, whole, whole_day
from baoxiu.web.desk.queues.bulk import bulk_frame
from baoxiu.web.desk.queues.frame import frame, opened_with
from baoxiu.web.desk.queues.kind import SEPARATOR
from baoxiu.web.desk.queues.kinds import ORDERS
from baoxiu.web.shared.doors import staff

CLOSED = ORDER.codes("closed")
RUNNING = ORDER.codes("open", "waiting")
TABS: Sequence[tuple[str, object, tuple[str, ...]]] = (
    ("open", _("All open"), RUNNING),
    ("dispatch", _("To dispatch"), ("created", "assigned")),
    ("visit", _("To visit"), ("accepted", "assessed")),
    ("consent", _("Waiting for consent"), ("awaiting_consent",)),
    ("repair", _("In repair"), ("ready", "in_repair", "unrepaired")),
    ("inspect", _("Inspection and acceptance"), ("inspecting", "awaiting_acceptance")),
    ("money", _("Fees"), ("settling", "settled")),
    ("closed", _("Ended"), CLOSED),
)
STAGES = {code: stages for code, _label, stages in TABS}
TIMES: Mapping[str, object] = {
    "late": _("Late"),
    "visits": _("Visits today"),
    "today": _("Created today"),
    "closed": _("Closed today"),
}
VISITS: Mapping[str, object] = {
    "done": _("Repaired at the customer's"),
    "one": _("Done with one visit"),
    "more": _("More than one visit"),
}
"""Of the last days, behind the first-time-fix figure (RQ-APT-07)."""
FIGURE_DAYS = 30
USUAL = ("priority", "created_at", "pk")
NEWEST = ("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is asked for."""

    tab: str = "open"
    stage: str = ""
    outlet: int | None = None
    family: int | None = None
    technician: int | None = None
    service_class: str = ""
    day: date | None = None
    text: str = ""
    when: str = ""
    visits: str = ""
    cause: str = ""
    order: tuple[str, ...] = USUAL
    stages: tuple[str, ...] = field(default=RUNNING)


@staff("orders.see")
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The list; a whole number typed into the search goes straight to the order."""
    if first := opened_with(request, ORDERS):
        return first
    wish = _read(request.GET)
    found = page_of(request, rows_of(request.actor, wish))
    if wish.text and found.paginator.count == 1 and wish.text.upper() == found[0].number:
        return redirect("desk:order", number=found[0].number)
    return render(request, "desk/orders/list.html", _context(request, wish, found))


def asked_for(actor: Actor, query: Mapping[str, str]) -> QuerySet[WorkOrder]:
    """Everything that an address asks for, beyond the page; or just the rows that were picked."""
    if query.get("numbers"):
        return picked_rows(actor, query["numbers"])
    return rows_of(actor, _read(query))


def picked_rows(actor: Actor, numbers: str) -> QuerySet[WorkOrder]:
    """The orders with these numbers, as far as the actor may see them."""
    rows = WorkOrder.objects.for_actor(actor).filter(number__in=numbers.split(SEPARATOR))
    return rows.select_related(*SHOWN).order_by(*NEWEST)


def _read(query: Mapping[str, str]) -> Wish:
    tab = query.get("tab", "open")
    stages = STAGES.get(tab, RUNNING)
    stage = query.get("stage", "")
    classes, times = WorkOrder.ServiceClass.values, query.get("when", "")
    wide = tab == "closed" or bool(query.get("q"))
    return Wish(
        tab=tab,
        stage=stage if stage in stages else "",
        outlet=whole(query.get("outlet")),
        family=whole(query.get("family")),
        technician=whole(query.get("technician")),
        service_class=query.get("class", "") if query.get("class") in classes else "",
        day=day_in(query.get("day")),
        text=query.get("q", "").strip(),
        when=times if times in TIMES else "",
        visits=query.get("visits", "") if query.get("visits") in VISITS else "",
        cause=query.get("cause", "").strip(),
        order=ORDERS.order(query, NEWEST if wide else USUAL, wide=wide),
        stages=(stage,) if stage in stages else stages,
    )


def rows_of(actor: Actor, wish: Wish) -> QuerySet[WorkOrder]:
    """The orders that fit, as far as the actor may see them."""
    rows = (
        search(actor, wish.text) if wish.text else WorkOrder.objects.for_actor(actor).select_related(*SHOWN)
    )
    if wish.visits:
        rows = rows.filter(pk__in=_visited(actor, wish))
    elif not wish.text or wish.tab != "open":
        rows = rows.filter(stage__in=wish.stages)
    equal = {
        "outlet_id": wish.outlet,
        "family_id": wish.family,
        "technician_id": wish.technician,
        "service_class": wish.service_class,
    }
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if wish.day:
        rows = rows.filter(closed_at__range=whole_day(wish.day))
    return _timed(rows, wish.when).order_by(*wish.order)


def _visited(actor: Actor, wish: Wish) -> QuerySet[WorkOrder]:
    now = clock.now()
    found = visited_orders(actor, since=now - timedelta(days=FIGURE_DAYS), until=now, visits=wish.visits)
    if wish.cause:
        found = found.filter(visits__second_visit_cause=wish.cause)
    return found.values("pk")


def _timed(rows: QuerySet[WorkOrder], when: str) -> QuerySet[WorkOrder]:
    now = clock.now()
    today = start_of_day(legal_date(now))
    if when == "late":
        return rows.filter(due_at__lt=now)
    if when == "visits":
        return (
            rows.filter(visits__window_start__date=legal_date(now))
            .exclude(visits__stage="cancelled")
            .distinct()
        )
    if when == "today":
        return rows.filter(created_at__gte=today)
    if when == "closed":
        return rows.filter(closed_at__gte=today)
    return rows


def _context(request: HttpRequest, wish: Wish, found: Any) -> dict[str, Any]:
    choices = {
        "outlets": list(Outlet.objects.for_actor(request.actor).order_by("name")),
        "families": list(families()),
        "technicians": list(_technicians(request.actor)),
    }
    filters = list(_filters(wish, choices))
    return {
        "wish": wish,
        "page": found,
        "tabs": _tabs(request.actor),
        "stages": [ORDER.stage(code) for code in STAGES.get(wish.tab, RUNNING)],
        "classes": WorkOrder.ServiceClass.choices,
        "clocks": pressing(row.chain for row in found),
        **choices,
        **bulk_frame(request.actor, ORDERS.code),
        **frame(request, ORDERS, filters, wide=wish.tab == "closed" or bool(wish.text)),
    }


def _technicians(actor: Actor) -> QuerySet[Technician]:
    """Those one can choose from, no more of each than the name."""
    return Technician.objects.for_actor(actor).filter(is_active=True).only("name").order_by("name")[:200]


def _tabs(actor: Actor) -> list[tuple[str, object, int | None]]:
    running = WorkOrder.objects.for_actor(actor).filter(stage__in=RUNNING)
    counts = dict(running.order_by().values_list("stage").annotate(Count("pk")))
    return [
        (code, label, sum(counts.get(stage, 0) for stage in stages) if code != "closed" else None)
        for code, label, stages in TABS
    ]


def _filters(wish: Wish, choices: Mapping[str, list[Any]]) -> Iterator[tuple[str, object, object]]:
    if wish.text:
        yield "q", _("Search"), wish.text
    if wish.stage:
        yield "stage", _("Stage"), ORDER.stage(wish.stage).label
    named = (
        ("outlet", _("Outlet")),
        ("family", _("Product")),
        ("technician", pgettext_lazy("desk", "Technician")),
    )
    for (name, label), rows in zip(named, choices.values(), strict=True):
        if (wanted := getattr(wish, name)) is not None:
            yield name, label, next((str(row) for row in rows if row.pk == wanted), wanted)
    if wish.service_class:
        yield "class", _("Paid or free"), WorkOrder.ServiceClass(wish.service_class).label
    if wish.day:
        yield "day", pgettext_lazy("when", "Closed"), day_said(wish.day)
    if wish.visits:
        yield "visits", _("Visits in 30 days"), VISITS[wish.visits]
    if wish.cause:
        yield "cause", _("Why somebody came again"), wish.cause
    if wish.when:
        yield "when", _("Time"), TIMES[wish.when]
