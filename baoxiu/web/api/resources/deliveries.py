"""Deliveries of many devices (RQ-INT-20)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput, NotFound
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.batches import batches
from baoxiu.flow.intake.delivery import Delivery, Device
from baoxiu.flow.intake.models import Batch
from baoxiu.web.api.answers.deliveries import DeliveryAnswer, DeliveryRow, delivery_answer, delivery_row
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked.requests import DeliveryFilters, DeliveryGiven, DeviceGiven
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import family_of, outlet_of
from baoxiu.web.api.paging import narrowed, page

router = Router(tags=["requests"])


@router.post("/deliveries", response={201: DeliveryAnswer}, summary=_("Receive many devices"))
@needs_right("intake.register")
def receive(request: HttpRequest, given: DeliveryGiven) -> DeliveryAnswer:
    """A request for each, all or nothing."""
    made = intake.receive_batch(_delivery(given, request.actor), by=request.actor, at=request.at)
    return delivery_answer(_of(request.actor, made.number), request.actor)


@router.get("/deliveries", response=Page[DeliveryRow], summary=_("List deliveries"))
@needs_right("intake.see")
def list_deliveries(request: HttpRequest, filters: Query[DeliveryFilters]) -> Page[DeliveryRow]:
    """The newest first."""
    rows = narrowed(
        batches(request.actor),
        filters,
        outlet="outlet__code",
        since="arrived_at__gte",
        until="arrived_at__lt",
    )
    return page(rows, filters, delivery_row)


@router.get("/deliveries/{number}", response=DeliveryAnswer, summary=_("Show a delivery"))
@needs_right("intake.see")
def show(request: HttpRequest, number: str) -> DeliveryAnswer:
    """With its requests and how far it is."""
    return delivery_answer(_of(request.actor, number), request.actor)


def _of(actor: Actor, number: str) -> Batch:
    found: Batch | None = batches(actor).filter(number=number).first()
    if found is None:
        raise NotFound()
    return found


def _delivery(given: DeliveryGiven, actor: Actor) -> Delivery:
    return Delivery(
        **given.model_dump(exclude={"devices", "outlet"}),
        outlet=outlet_of(actor, given.outlet),
        devices=tuple(_device(device, place) for place, device in enumerate(given.devices)),
    )


def _device(given: DeviceGiven, place: int) -> Device:
    try:
        family = family_of(given.family)
    except InvalidInput as refusal:
        raise InvalidInput(refusal.message, field=f"devices.{place}.family")
    unit = unit_by_serial(given.serial) if family is None else None
    return Device(
        serial=given.serial,
        family=unit.family if unit else family,
        fault_text=given.fault_text,
        accessories=given.accessories,
    )
