"""The first page: what I must do, what is late, and today in figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import PromiseRows
from baoxiu.basics.promises.queries import late, soon
from baoxiu.basics.tasks.declarations import TASKS
from baoxiu.basics.tasks.models import Task
from baoxiu.basics.tasks.queries import home as my_tasks
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.visits.queries import day as visits_of_day
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.figures import top_faults, trend
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.shapes import Stat

MOST_TASKS = 30
MOST_LATE = 12
BY_ID = (
    "desk:followup",
    "desk:assistance_one",
    "desk:opinion",
    "desk:letter_in",
    "desk:export",
    "desk:webhook",
)
SEES_LATE = ("intake.see", "orders.see", "dispatch.see", "followups.see")


@staff()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My tasks, late things and today's figures, as far as my rights go."""
    actor, now = request.actor, clock.now()
    tasks = my_tasks(actor, now)
    shown = [_task(row) for row in tasks[:MOST_TASKS]]
    sees_late = any(actor.has(right) for right in SEES_LATE)
    page = {
        "tasks": shown,
        "task_count": len(shown) if len(shown) < MOST_TASKS else tasks.count(),
        "sees_late": sees_late,
        "late": _promises(late(actor, now)) if sees_late else [],
        "soon": _promises(soon(actor, now)) if sees_late else [],
        "trend": trend(actor, now),
        "faults": top_faults(actor, now),
        "stats": list(_stats(actor, now)),
    }
    return render(request, "desk/home.html", page)


def _task(row: Task) -> dict[str, Any]:
    kind = TASKS.get(row.kind)
    return {
        "row": row,
        "label": kind.label if kind else row.kind,
        "icon": kind.icon if kind else "circle-dot",
        "url": _address(kind.url_name, row) if kind else "",
    }


def _address(name: str, row: Task) -> str:
    """Requests and orders are addressed by number, calls and questions by their id."""
    try:
        return reverse(name, args=[row.subject_id if name in BY_ID else row.label])
    except NoReverseMatch:
        return ""


def _promises(rows: PromiseRows) -> list[dict[str, Any]]:
    """One line for each number, with its most pressing deadline first."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows[: MOST_LATE * 3]:
        kind = PROMISES.get(row.kind)
        label = str(kind.label) if kind else row.kind
        known = found.setdefault(
            row.label or str(row.pk), {"row": row, "labels": [], "url": place_of(row.label)}
        )
        known["labels"].append(label)
    return list(found.values())[:MOST_LATE]


def place_of(number: str) -> str:
    """The page of a number: requests begin with BX, orders with WX."""
    if number.startswith("BX"):
        return reverse("desk:request", args=[number])
    return reverse("desk:order", args=[number]) if number.startswith("WX") else ""


def _stats(actor: Actor, now: datetime) -> Iterator[Stat]:
    today = start_of_day(legal_date(now))
    if actor.has("intake.see"):
        yield from _request_stats(actor, now, today)
    if actor.has("orders.see"):
        yield from _order_stats(actor, now, today)


def _request_stats(actor: Actor, now: datetime, today: datetime) -> Iterator[Stat]:
    rows = RepairRequest.objects.for_actor(actor).filter(Q(stage="submitted") | Q(submitted_at__gte=today))
    found = rows.aggregate(
        new=Count("pk", filter=Q(submitted_at__gte=today)),
        waiting=Count("pk", filter=Q(stage="submitted")),
        overdue=Count("pk", filter=Q(stage="submitted", promised_reply_at__lt=now)),
    )
    queue = reverse("desk:requests")
    yield Stat(_("New requests today"), found["new"], f"{queue}?tab=all&when=today", icon="inbox")
    yield Stat(
        _("To review"),
        found["waiting"],
        queue,
        icon="clipboard-check",
        note=_late_note(found["overdue"]),
        tone="late" if found["overdue"] else "neutral",
    )


def _order_stats(actor: Actor, now: datetime, today: datetime) -> Iterator[Stat]:
    shown = Q(stage__in=("created", "in_repair", "awaiting_consent")) | Q(closed_at__gte=today)
    found: Mapping[str, int] = (
        WorkOrder.objects.for_actor(actor)
        .filter(shown)
        .aggregate(
            dispatch=Count("pk", filter=Q(stage="created")),
            repair=Count("pk", filter=Q(stage="in_repair")),
            consent=Count("pk", filter=Q(stage="awaiting_consent")),
            closed=Count("pk", filter=Q(stage="closed", closed_at__gte=today)),
        )
    )
    queue = reverse("desk:orders")
    to_dispatch = reverse("desk:dispatch") if actor.has("dispatch.see") else f"{queue}?tab=dispatch"
    yield Stat(_("To dispatch"), found["dispatch"], to_dispatch, icon="route")
    visits = visits_of_day(actor, legal_date(now)).order_by().count()
    yield Stat(_("Visits today"), visits, f"{queue}?when=visits", icon="calendar-event")
    yield Stat(_("In repair"), found["repair"], f"{queue}?tab=repair&stage=in_repair", icon="tool")
    yield Stat(_("Waiting for consent"), found["consent"], f"{queue}?tab=consent", icon="hourglass")
    yield Stat(_("Closed today"), found["closed"], f"{queue}?tab=closed&when=closed", icon="flag")


def _late_note(count: int) -> object:
    return _("%(count)d late") % {"count": count} if count else ""
