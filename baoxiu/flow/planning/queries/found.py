"""What the pages beside the board look up: live jobs, decisions, names, what is held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from baoxiu.basics.products.models import Family
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.planning.models import SlotHold
from baoxiu.flow.work_orders.models import WorkOrder

SHOWN = ("order__request", "order__family", "order__outlet", "technician", "decision")


def assignments(actor: Actor) -> QuerySet[Assignment]:
    """Those of the orders within the actor's reach."""
    rows = Assignment.objects.filter(order__in=WorkOrder.objects.for_actor(actor))
    return rows.select_related(*SHOWN)


def live_assignments(actor: Actor) -> QuerySet[Assignment]:
    """Jobs that somebody has and has not gone to yet, the newest first (RQ-DSP-02)."""
    rows = assignments(actor).filter(state__in=Assignment.LIVE, order__stage__in=("assigned", "accepted"))
    return rows.order_by("-at", "-pk")


def technician_names(keys: Iterable[int]) -> dict[int, str]:
    """What technicians are called today."""
    return dict(Technician.objects.filter(pk__in=set(keys)).values_list("pk", "name"))


def family_names(codes: Iterable[str]) -> dict[str, str]:
    """What product families are called in the reader's language."""
    return {one.code: str(one) for one in Family.objects.filter(code__in=set(codes))}


def held_for(order: WorkOrder, *, at: datetime) -> SlotHold | None:
    """The window that is kept free for an order at present."""
    return SlotHold.objects.filter(order=order, expires_at__gt=at).first()
