"""How it was, in three questions, once (RQ-SAT-01)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baoxiu.core import clock
from baoxiu.core.refusals import Refusal
from baoxiu.flow.acceptance.queries import accepted
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.queries import rating_of
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal.forms.case import RatingForm
from baoxiu.web.portal.opened import Opened, by_link
from baoxiu.web.portal.refused import show


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The questions, or what was answered."""
    order = opened.order(request)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _rate(order, opened, form):
        messages.success(request, _("Thank you for your rating."))
        return redirect(opened.url("case"))
    page = {
        "order": order, "form": form,
        "rating": rating_of(order), "may": accepted(order) is not None,
    }  # fmt: skip
    return opened.page(request, "portal/rate.html", page, status=422 if form.is_bound else 200)


def _rate(order: WorkOrder, opened: Opened, form: RatingForm) -> bool:
    try:
        followups.rate(order, **form.cleaned_data, by=opened.by, at=clock.now())
    except Refusal as refusal:
        show(refusal, form)
        return False
    return True
