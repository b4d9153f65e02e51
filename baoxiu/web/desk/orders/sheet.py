"""The queue of work orders as an Excel file."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from baoxiu.web.desk.orders.queue import asked_for
from baoxiu.web.desk.sheets import Column, exported
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


@staff("lists.export")
@require_safe
def orders_sheet(request: HttpRequest) -> FileResponse:
    """What the queue shows with these filters, all pages."""
    return exported(request, "orders", now_said("Orders"), COLUMNS, asked_for(request.actor, request.GET))
