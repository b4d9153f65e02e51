"""Printing what an order has on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.shared.doors import staff
from baoxiu.web.shared.printed import printed


@staff("orders.see")
@require_safe
def document(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """One document as PDF."""
    order = get_object_or_404(WorkOrder.objects.for_actor(request.actor), number=number)
    return printed(order, code, by=request.actor)
