"""The queue of repair requests: tabs by stage, filters, search, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.queries import families
from baoxiu.basics.promises.queries import pressing
from baoxiu.core import clock
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest, RequestRows
from baoxiu.flow.intake.queries import queue
from baoxiu.web.desk.paging import page_of, whole
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is asked for."""

    tab: str
    channel: str
    outlet: int | None
    family: int | None
    when: str
    text: str


@staff("intake.see")
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The list; a whole number typed into the search goes straight to the request."""
    wish = _read(request.GET)
    found = page_of(request, _rows(request, wish))
    if wish.text and found.paginator.count == 1 and wish.text.upper() == found[0].number:
        return redirect("desk:request", number=found[0].number)
    return render(request, "desk/requests/list.html", _context(request, wish, found))


def asked_for(request: HttpRequest) -> RequestRows:
    """Everything that the list's filters leave, beyond the page."""
    return _rows(request, _read(request.GET))


def _read(query: Mapping[str, str]) -> Wish:
    text = query.get("q", "").strip()
    tab = query.get("tab", "all" if text else "review")
    return Wish(
        tab=tab if tab in {code for code, _label, _stages in TABS} else "review",
        channel=query.get("channel", "") if query.get("channel") in RepairRequest.Channel.values else "",
        outlet=whole(query.get("outlet")),
        family=whole(query.get("family")),
        when=query.get("when", "") if query.get("when") in TIMES else "",
        text=text,
    )


def _rows(request: HttpRequest, wish: Wish) -> RequestRows:
    stages = next(stages for code, _label, stages in TABS if code == wish.tab)
    rows = queue(request.actor, stages=stages, channel=wish.channel, text=wish.text)
    if wish.outlet:
        rows = rows.filter(outlet_id=wish.outlet)
    if wish.family:
        rows = rows.filter(family_id=wish.family)
    if wish.when:
        first = legal_date(clock.now()) - timedelta(days=TIMES[wish.when][1])
        rows = rows.filter(submitted_at__gte=start_of_day(first))
    return rows.order_by("submitted_at", "pk") if wish.tab in OLDEST_FIRST else rows


def _context(request: HttpRequest, wish: Wish, found: Any) -> dict[str, Any]:
    running = REQUEST.codes("open", "waiting")
    counts = dict(
        RepairRequest.objects.for_actor(request.actor)
        .filter(stage__in=running)
        .order_by()
        .values_list("stage")
        .annotate(Count("pk"))
    )
    return {
        "wish": wish,
        "page": found,
        "tabs": [
            (
                code,
                label,
                sum(counts.get(stage, 0) for stage in stages) if code not in ("ended", "all") else None,
            )
            for code, label, stages in TABS
        ],
        "channels": [one for one in RepairRequest.Channel.choices if one[0] != "archive"],
        "times": [(code, label) for code, (label, _days) in TIMES.items()],
        "outlets": list(Outlet.objects.for_actor(request.actor).order_by("name")),
        "families": list(families()),
        "clocks": pressing(row.chain for row in found),
    }
