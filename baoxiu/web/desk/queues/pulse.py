"""News of a queue without reload: rows that changed since the page was drawn, and how many others there are.

The page asks every few seconds; nothing stays open (docs/decisions/0010).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baoxiu.basics.promises.queries import pressing
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.events.queries import chains_since
from baoxiu.core.permissions import needs
from baoxiu.web.desk.orders import queue as orders
from baoxiu.web.desk.paging import PER_PAGE, whole
from baoxiu.web.desk.queues.bulk import bulk_frame
from baoxiu.web.desk.queues.kind import SEPARATOR
from baoxiu.web.desk.queues.kinds import kind_of
from baoxiu.web.desk.requests import queue as requests
from baoxiu.web.shared.doors import staff

MOST_FACTS = 2_000
"""A page that lies open for hours hears of the newest facts only."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a queue's rows come from: what fits an address, the rows of numbers, the field with the case."""

    fitting: Callable[[Actor, Mapping[str, str]], QuerySet[Any]]
    numbered: Callable[[Actor, str], QuerySet[Any]]
    case: str
    row: str


SOURCES = {
    "requests": Source(requests.asked_for, requests.picked_rows, "pk", "desk/requests/row.html"),
    "orders": Source(orders.asked_for, orders.picked_rows, "request_id", "desk/orders/row.html"),
}


@staff()
@require_safe
def pulse(request: HttpRequest, code: str) -> HttpResponse:
    """The changed ones of the ``shown`` rows as they are now, and the count of others; 304 while all is the same."""
    kind = kind_of(code)
    needs(request.actor, kind.right).or_refuse()
    if code not in SOURCES:
        raise Http404
    page = _news(request, SOURCES[code])
    shown = {"cols": kind.cells(kind.chosen(request.GET)), **bulk_frame(request.actor, code)}
    answer = render(request, "desk/queues/pulse.html", page | shown)
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-store"
    return answer


def _news(request: HttpRequest, source: Source) -> dict[str, Any]:
    since = whole(request.GET.get("since"))
    chains = chains_since(since, most=MOST_FACTS) if since is not None else set()
    cases = {int(name[5:]) for name in chains if name.startswith("case:") and name[5:].isdigit()}
    if not cases:
        return {"rows": [], "others": 0}
    numbers = SEPARATOR.join(request.GET.get("shown", "").split(SEPARATOR)[:PER_PAGE])
    touched = {f"{source.case}__in": cases}
    fitting = set(
        source.fitting(request.actor, request.GET).filter(**touched).values_list("number", flat=True)
    )
    rows = list(source.numbered(request.actor, numbers).filter(**touched))
    return {
        "rows": rows,
        "left": {row.number for row in rows} - fitting,
        "row_template": source.row,
        "others": len(fitting - set(numbers.split(SEPARATOR))),
        "clocks": pressing(row.chain for row in rows),
        "now": clock.now(),
    }
