"""The queue of work orders: tabs by stage, filters, search, order and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import families
from baoxiu.basics.promises.queries import pressing
from baoxiu.core import clock
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import SHOWN, search
from baoxiu.web.desk.paging import page_of, whole
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
SORTS: Mapping[str, tuple[str, ...]] = {
    "priority": ("priority", "created_at", "pk"),
    "due": ("due_at", "pk"),
    "new": ("-created_at", "-pk"),
    "old": ("created_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is asked for."""

    tab: str = "open"
    stage: str = ""
    outlet: int | None = None
    family: int | None = None
    text: str = ""
    when: str = ""
    sort: str = "priority"
    stages: tuple[str, ...] = field(default=RUNNING)


@staff("orders.see")
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The list; a whole number typed into the search goes straight to the order."""
    wish = _read(request.GET)
    rows = _rows(request, wish)
    found = page_of(request, rows)
    if wish.text and found.paginator.count == 1 and wish.text.upper() == found[0].number:
        return redirect("desk:order", number=found[0].number)
    return render(request, "desk/orders/list.html", _context(request, wish, found))


def asked_for(request: HttpRequest) -> QuerySet[WorkOrder]:
    """Everything that the list's filters leave, beyond the page."""
    return _rows(request, _read(request.GET))


def _read(query: Mapping[str, str]) -> Wish:
    tab = query.get("tab", "open")
    stages = STAGES.get(tab, RUNNING)
    stage = query.get("stage", "")
    sort = query.get("sort", "")
    return Wish(
        tab=tab,
        stage=stage if stage in stages else "",
        outlet=whole(query.get("outlet")),
        family=whole(query.get("family")),
        text=query.get("q", "").strip(),
        when=query.get("when", ""),
        sort=sort if sort in SORTS else ("new" if tab == "closed" else "priority"),
        stages=(stage,) if stage in stages else stages,
    )


def _rows(request: HttpRequest, wish: Wish) -> QuerySet[WorkOrder]:
    rows = search(request.actor, wish.text) if wish.text else WorkOrder.objects.for_actor(request.actor)
    rows = rows.select_related(*SHOWN)
    if not wish.text or wish.tab != "open":
        rows = rows.filter(stage__in=wish.stages)
    if wish.outlet:
        rows = rows.filter(outlet_id=wish.outlet)
    if wish.family:
        rows = rows.filter(family_id=wish.family)
    return _timed(rows, wish.when).order_by(*SORTS[wish.sort])


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
    counts = dict(
        WorkOrder.objects.for_actor(request.actor)
        .filter(stage__in=RUNNING)
        .order_by()
        .values_list("stage")
        .annotate(Count("pk"))
    )
    return {
        "wish": wish,
        "page": found,
        "tabs": [
            (code, label, sum(counts.get(stage, 0) for stage in stages) if code != "closed" else None)
            for code, label, stages in TABS
        ],
        "stages": [ORDER.stage(code) for code in STAGES.get(wish.tab, RUNNING)],
        "outlets": list(Outlet.objects.for_actor(request.actor).order_by("name")),
        "families": list(families()),
        "clocks": pressing(row.chain for row in found),
    }
