"""All orders of the technician: open ones by turn, and the recently finished."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from baoxiu.core import clock
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import OrderRows
from baoxiu.flow.work_orders.queries import queue
from baoxiu.web.field import own
from baoxiu.web.field.glance import lines
from baoxiu.web.field.shell import page
from baoxiu.web.shared.doors import technician

RECENT = timedelta(days=30)
MOST = 60
WAITING = Q(stage__in=("awaiting_consent", "inspecting", "settled")) | (
    Q(stage="unrepaired") & ~Q(mode="on_site")
)
"""Somebody else's turn."""
SHELVES = (
    ("open", pgettext_lazy("orders", "To do")),
    ("waiting", pgettext_lazy("orders", "Waiting")),
    ("done", pgettext_lazy("orders", "Finished")),
)


@technician
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """A shelf of them, or what a search found."""
    text, shelf = request.GET.get("q", "").strip(), request.GET.get("shelf", "open")
    rows = _found(request, text) if text else _shelf(request, shelf)
    shown = {
        "text": text,
        "shelf": "" if text else shelf,
        "shelves": [
            (code, label, _shelf(request, code).count() if code != "done" else 0) for code, label in SHELVES
        ],
        "lines": lines(
            rows.select_related("request__fault", "family")[:MOST],
            own.open_visits(request.actor),
            clock.now(),
        ),
        "empty": EMPTY.get(shelf, EMPTY["open"]),
    }
    return page(request, "field/orders.html", shown, tab="orders")


def _shelf(request: HttpRequest, shelf: str) -> OrderRows:
    rows = own.orders(request.actor)
    if shelf == "done":
        ended = rows.filter(stage__in=ORDER.codes("closed"), closed_at__gte=clock.now() - RECENT)
        return ended.order_by("-closed_at")
    if shelf == "waiting":
        return rows.filter(WAITING).order_by("priority", "created_at")
    return rows.open().exclude(WAITING).order_by("priority", "created_at")


def _found(request: HttpRequest, text: str) -> OrderRows:
    rows: OrderRows = queue(request.actor, text=text).filter(technician_id=request.actor.technician_id)
    return rows.order_by("-created_at")


EMPTY = {
    "open": (_("Nothing to do"), _("Jobs that you have taken stand here until they are finished.")),
    "waiting": (
        _("Nothing waits"),
        _("Here stand orders that wait for somebody else: an answer, an inspection, a signature."),
    ),
    "done": (_("Nothing finished yet"), _("What you finish stands here for 30 days.")),
}
