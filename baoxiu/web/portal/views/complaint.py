"""Not content: a complaint entry that somebody owns (RQ-CMP-01)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal.forms.case import ComplaintForm
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.portal.refused import show


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Write it down; the number proves that it was noted."""
    order = opened.order(request)
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entry = _note(order, opened, form)
        if entry:
            messages.success(
                request,
                _("Noted with the number %(number)s. We get in touch with you.") % {"number": entry.number},
            )
            return redirect(opened.url("case"))
    page = {"order": order, "form": form}
    return opened.page(request, "portal/complain.html", page, status=422 if form.is_bound else 200)


def _note(order: WorkOrder, opened: Opened, form: ComplaintForm) -> ComplaintEntry | None:
    given = form.cleaned_data
    try:
        return complaints.note(
            order, source=ComplaintEntry.Source.PORTAL, text=given["text"],
            key=f"portal:{order.pk}:{given['key']}",
            by=opened.by, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        show(refusal, form)
        return None
