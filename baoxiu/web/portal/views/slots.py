"""The customer chooses when somebody comes: a window is held for some minutes, then booked (RQ-APT-01)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.shared import slots


@by_link
@require_POST
def choose(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Hold a window, take the held one, or give it back; then the page with the visit again."""
    order = opened.order(request)
    try:
        _carry_out(request, order, opened)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(opened.url("visit", line=order.line))


def _carry_out(request: HttpRequest, order: WorkOrder, opened: Opened) -> None:
    at = clock.now()
    if not slots.choosable(order, opened.by, at=at):
        raise planning.NotPlanned(_("Please phone us to agree on a time."))
    wish = request.POST.get("wish", "")
    if wish == "take":
        planning.book_slot(order, agreed_with=opened.case.contact_name, by=opened.by, at=at)
        messages.success(request, _("The time is yours. You will get a message."))
    elif wish == "release":
        planning.release_slot(order, by=opened.by, at=at)
    else:
        slots.hold(order, request.POST.get("start", ""), by=opened.by, at=at)
