"""The queue of repair requests as an Excel file."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from baoxiu.web.desk.requests.queue import asked_for
from baoxiu.web.desk.sheets import Column, Sheet, handed_out
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
SHEET = Sheet("requests", _("Requests"), COLUMNS, asked_for)


@staff("lists.export")
@require_http_methods(["GET", "HEAD", "POST"])
def requests_sheet(request: HttpRequest) -> HttpResponseBase:
    """What the queue shows with these filters, all pages."""
    return handed_out(request, SHEET)
