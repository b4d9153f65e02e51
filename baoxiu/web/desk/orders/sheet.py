"""The queue of work orders as an Excel file."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from baoxiu.web.desk.orders.queue import asked_for
from baoxiu.web.desk.sheets import Column, Sheet, handed_out
from baoxiu.web.shared import words
from baoxiu.web.shared.doors import staff

COLUMNS = (
    Column(_("Order"), 18, lambda row: row.number),
    Column(_("Request"), 18, lambda row: row.request.number),
    Column(_("Customer"), 14, lambda row: row.request.contact_name),
    Column(_("Phone"), 16, lambda row: words.phone(row.request.phone)),
    Column(_("Address"), 36, lambda row: row.request.address),
    Column(_("Product"), 14, lambda row: str(row.family)),
    Column(_("Fault"), 40, lambda row: row.request.fault_text),
    Column(_("Stage"), 12, lambda row: str(row.stage_now.label)),
    Column(_("Priority"), 8, lambda row: row.priority),
    Column(_("Outlet"), 20, lambda row: row.outlet.name if row.outlet else None),
    Column(
        pgettext_lazy("desk", "Technician"), 12, lambda row: row.technician.name if row.technician else None
    ),
    Column(_("Deadline"), 17, lambda row: row.due_at),
    Column(_("Created"), 17, lambda row: row.created_at),
    Column(pgettext_lazy("when", "Closed"), 17, lambda row: row.closed_at),
)
SHEET = Sheet("orders", _("Orders"), COLUMNS, asked_for)


@staff("lists.export")
@require_http_methods(["GET", "HEAD", "POST"])
def orders_sheet(request: HttpRequest) -> HttpResponseBase:
    """What the queue shows with these filters, all pages."""
    return handed_out(request, SHEET)
