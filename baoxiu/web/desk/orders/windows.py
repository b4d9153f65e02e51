"""Free windows while the customer is on the phone: one is held, then booked (RQ-APT-01)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.planning import actions as planning
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.board.asked import order_in
from baoxiu.web.shared import slots
from baoxiu.web.shared.doors import staff


@staff("visits.book")
@require_http_methods(["GET", "HEAD", "POST"])
def windows(request: HttpRequest, number: str) -> HttpResponse:
    """The windows of the coming days with what each costs; sent: hold one, take it, or give it back."""
    order, at = order_in(request, number), clock.now()
    if not slots.choosable(order, request.actor, at=at):
        raise planning.NotPlanned(
            _(
                "No times are offered for this order: the plan does not decide on it, or somebody is on the way."
            )
        )
    if request.method == "POST":
        return _sent(request, order)
    page = {"order": order, "choice": slots.choice(order, at=at), "who": order.request.contact_name}
    return render(request, "desk/orders/windows.html", page)


def _sent(request: HttpRequest, order: WorkOrder) -> HttpResponse:
    given = {"by": request.actor, "at": clock.now()}
    wish, back = request.POST.get("wish", ""), redirect("desk:order_windows", order.number)
    try:
        if wish == "take":
            planning.book_slot(order, agreed_with=request.POST.get("agreed_with", ""), **given)
            messages.success(request, _("The time is agreed."))
            return redirect("desk:order", order.number)
        if wish == "release":
            planning.release_slot(order, **given)
        else:
            slots.hold(order, request.POST.get("start", ""), **given)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back
