"""The queue of repair requests as an Excel file."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.web.desk.requests.queue import asked_for
from baoxiu.web.desk.sheets import Column, exported
from baoxiu.web.shared import words
from baoxiu.web.shared.doors import staff

COLUMNS = (
    Column(_("Request"), 18, lambda row: row.number),
    Column(_("Came by"), 12, lambda row: row.get_channel_display()),
    Column(_("Customer"), 14, lambda row: row.contact_name),
    Column(_("Phone"), 16, lambda row: words.phone(row.phone)),
    Column(_("Address"), 36, lambda row: row.address),
    Column(_("Product"), 14, lambda row: str(row.family)),
    Column(_("Fault"), 40, lambda row: row.fault_text),
    Column(_("Stage"), 12, lambda row: str(row.stage_now.label)),
    Column(_("Outlet"), 20, lambda row: row.outlet.name if row.outlet else None),
    Column(_("Reported at"), 17, lambda row: row.submitted_at),
    Column(_("Answer promised"), 17, lambda row: row.promised_reply_at),
)


@staff("lists.export")
@require_safe
def requests_sheet(request: HttpRequest) -> FileResponse:
    """What the queue shows with these filters, all pages."""
    return exported(request, "requests", now_said("Requests"), COLUMNS, asked_for(request.actor, request.GET))
