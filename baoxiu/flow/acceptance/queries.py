"""What screens and later stages ask about acceptance."""

from __future__ import annotations

from baoxiu.core.events.models import Event
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.work_orders.models import WorkOrder


def newest_sheet(order: WorkOrder) -> AcceptanceSheet | None:
    """The newest version put before the customer, with the answer if there is one."""
    sheet = AcceptanceSheet.objects.filter(order=order).select_related("answer").order_by("-version").first()
    if sheet is not None:
        sheet.order = order
    return sheet


def accepted(order: WorkOrder) -> Acceptance | None:
    """The customer's signature, if the work was accepted."""
    return Acceptance.objects.filter(sheet__order=order, accepted=True).first()


def untouched_since(sheet: AcceptanceSheet) -> bool:
    """Whether nothing at all was recorded in the case since the sheet was put before the customer."""
    last = Event.objects.filter(chain=sheet.order.chain).order_by("-seq").first()
    return last is not None and (last.kind, last.subject_id) == ("acceptance.presented", sheet.pk)
