"""The queue of repair requests: tabs by stage, filters, search, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import families, fault_named
from baoxiu.basics.promises.queries import pressing
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest, RequestRows
from baoxiu.flow.intake.queries import queue
from baoxiu.flow.intake.teams import QUEUES, of_queue
from baoxiu.web.desk.paging import day_in, day_said, page_of, whole, whole_day
from baoxiu.web.desk.queues.bulk import bulk_frame
from baoxiu.web.desk.queues.frame import frame, opened_with
from baoxiu.web.desk.queues.kind import SEPARATOR
from baoxiu.web.desk.queues.kinds import REQUESTS
from baoxiu.web.shared.doors import staff

EVERY = tuple(stage.code for stage in REQUEST.stages)
TABS: Sequence[tuple[str, object, tuple[str, ...]]] = (
    ("review", _("To review"), ("submitted",)),
    ("missing", _("Information missing"), ("information_missing",)),
    ("accepted", _("Accepted"), ("accepted",)),
    ("ended", _("Ended"), REQUEST.codes("closed")),
    ("all", _("All"), EVERY),
)
TIMES: Mapping[str, tuple[object, int]] = {
    "today": (_("Today"), 0),
    "week": (_("Last 7 days"), 6),
    "month": (_("Last 30 days"), 29),
}
OLDEST_FIRST = ("review", "missing")
WIDE = ("ended", "all")
OLDEST = ("submitted_at", "pk")
NEWEST = ("-submitted_at", "-pk")
DESKS: Mapping[str, object] = {
    "mine": _("Taken by me"),
    "team": _("In my teams' queue"),
    "free": _("Taken by nobody"),
}
"""Whose queue is looked at (RQ-INT-15)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is asked for."""

    tab: str
    channel: str
    outlet: int | None
    family: int | None
    fault: int | None
    day: date | None
    when: str
    text: str
    desk: str
    order: tuple[str, ...]


@staff("intake.see")
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The list; a whole number typed into the search goes straight to the request."""
    if first := opened_with(request, REQUESTS):
        return first
    wish = _read(request.GET)
    found = page_of(request, rows_of(request.actor, wish))
    if wish.text and found.paginator.count == 1 and wish.text.upper() == found[0].number:
        return redirect("desk:request", number=found[0].number)
    return render(request, "desk/requests/list.html", _context(request, wish, found))


def asked_for(actor: Actor, query: Mapping[str, str]) -> RequestRows:
    """Everything that an address asks for, beyond the page; or just the rows that were picked."""
    if query.get("numbers"):
        return picked_rows(actor, query["numbers"])
    return rows_of(actor, _read(query))


def picked_rows(actor: Actor, numbers: str) -> RequestRows:
    """The requests with these numbers, as far as the actor may see them."""
    return queue(actor, stages=EVERY).filter(number__in=numbers.split(SEPARATOR)).order_by(*NEWEST)


def _read(query: Mapping[str, str]) -> Wish:
    text = query.get("q", "").strip()
    tab = query.get("tab", "all" if text else "review")
    tab = tab if tab in {code for code, _label, _stages in TABS} else "review"
    channel, when, desk = (query.get(name, "") for name in ("channel", "when", "desk"))
    return Wish(
        tab=tab,
        channel=channel if channel in RepairRequest.Channel.values else "",
        outlet=whole(query.get("outlet")),
        family=whole(query.get("family")),
        fault=whole(query.get("fault")),
        day=day_in(query.get("day")),
        when=when if when in TIMES else "",
        text=text,
        desk=desk if desk in QUEUES else "",
        order=REQUESTS.order(query, OLDEST if tab in OLDEST_FIRST else NEWEST, wide=tab in WIDE),
    )


def rows_of(actor: Actor, wish: Wish) -> RequestRows:
    """The requests that fit, as far as the actor may see them."""
    stages = next(stages for code, _label, stages in TABS if code == wish.tab)
    rows = of_queue(queue(actor, stages=stages, channel=wish.channel, text=wish.text), actor, wish.desk)
    equal = {"outlet_id": wish.outlet, "family_id": wish.family, "fault_id": wish.fault}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if wish.day:
        rows = rows.filter(submitted_at__range=whole_day(wish.day))
    if wish.when:
        first = legal_date(clock.now()) - timedelta(days=TIMES[wish.when][1])
        rows = rows.filter(submitted_at__gte=start_of_day(first))
    return rows.order_by(*wish.order)


def _context(request: HttpRequest, wish: Wish, found: Any) -> dict[str, Any]:
    choices = {
        "outlets": list(Outlet.objects.for_actor(request.actor).order_by("name")),
        "families": list(families()),
    }
    filters = list(_filters(wish, choices))
    return {
        "wish": wish,
        "page": found,
        "tabs": _tabs(request.actor),
        "channels": [one for one in RepairRequest.Channel.choices if one[0] != "archive"],
        "desks": list(DESKS.items()),
        "times": [(code, label) for code, (label, _days) in TIMES.items()],
        "clocks": pressing(row.chain for row in found),
        **choices,
        **bulk_frame(request.actor, REQUESTS.code),
        **frame(request, REQUESTS, filters, wide=wish.tab in WIDE),
    }


def _tabs(actor: Actor) -> list[tuple[str, object, int | None]]:
    running = RepairRequest.objects.for_actor(actor).filter(stage__in=REQUEST.codes("open", "waiting"))
    counts = dict(running.order_by().values_list("stage").annotate(Count("pk")))
    return [
        (code, label, sum(counts.get(stage, 0) for stage in stages) if code not in WIDE else None)
        for code, label, stages in TABS
    ]


def _filters(wish: Wish, choices: Mapping[str, list[Any]]) -> Iterator[tuple[str, object, object]]:
    if wish.text:
        yield "q", _("Search"), wish.text
    if wish.channel:
        yield "channel", _("Came by"), RepairRequest.Channel(wish.channel).label
    for (name, label), rows in zip(
        (("outlet", _("Outlet")), ("family", _("Product"))), choices.values(), strict=True
    ):
        if (wanted := getattr(wish, name)) is not None:
            yield name, label, next((str(row) for row in rows if row.pk == wanted), wanted)
    if wish.fault:
        yield "fault", _("Kind of fault"), fault_named(wish.fault)
    if wish.day:
        yield "day", pgettext_lazy("desk", "Reported"), day_said(wish.day)
    if wish.desk:
        yield "desk", _("Queue"), DESKS[wish.desk]
    if wish.when:
        yield "when", _("Time"), TIMES[wish.when][0]
