"""Taking in many devices at once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.products.rules import serial_key
from baoxiu.basics.promises.rules import Limit, Unit, due
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import in_scope, needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Conflict, InvalidInput
from baoxiu.flow.intake.actions.submit import submit
from baoxiu.flow.intake.delivery import MOST_DEVICES, Delivery, Device
from baoxiu.flow.intake.models import Batch, RepairRequest
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.intake.rules import CLOCK_SKEW, batch_turnaround_days, tidy

SERIES = "PL"
"""What batch numbers begin with."""
OF_DELIVERY = frozenset({"contact_name", "phone", "channel", "mode"})
"""Faults in these are told once, not for each device."""


class BatchKeyInUse(Conflict):
    """The sender's key belongs to a batch that this actor may not see."""

    code = "key_in_use"
    message = _("This key was used for another delivery already.")


@transaction.atomic
def receive_batch(delivery: Delivery, *, by: Actor, at: datetime) -> Batch:
    """One batch with a request per device, all or nothing; the count sets the day when all are done.

    RQ-INT-20, RQ-WO-09 (T12). A repeat with the same ``client_key`` returns the stored batch. Raises ``InvalidInput``
    with a sentence per field (``devices.3.serial``: the fourth device), ``NotAllowed``, ``BatchKeyInUse``.
    """
    (needs(by, "intake.register") & in_scope(by, delivery.outlet.pk)).or_refuse()
    stored = _stored(delivery, by)
    if stored:
        return stored
    _check(delivery, at)
    batch = _open(delivery, by=by, at=at)
    faults: dict[str, str] = {}
    for place, device in enumerate(delivery.devices):
        try:
            request = submit(_report(delivery, device, batch), by=by, at=at)
            _tell(batch, request, first=not place, by=by, at=at)
        except InvalidInput as refusal:
            faults |= {_field(name, place): text for name, text in refusal.fields.items()}
    if faults:
        raise InvalidInput(fields=faults)
    return batch


def _stored(delivery: Delivery, by: Actor) -> Batch | None:
    if delivery.client_key is None:
        return None
    found = Batch.objects.filter(client_key=delivery.client_key).first()
    if found and not in_scope(by, found.outlet_id):
        raise BatchKeyInUse(field="client_key")
    return found


def _field(name: str, place: int) -> str:
    return name if name in OF_DELIVERY else f"devices.{place}.{name}"


def _check(delivery: Delivery, at: datetime) -> None:
    if not delivery.devices:
        raise InvalidInput(_("Please list at least one device."), field="devices")
    if len(delivery.devices) > MOST_DEVICES:
        most = _("At most {count} devices in one delivery, please.").format(count=MOST_DEVICES)
        raise InvalidInput(most, field="devices")
    if delivery.arrived_at > at + CLOCK_SKEW:
        raise InvalidInput(_("This moment is still to come."), field="arrived_at")
    faults = _wrong_serials(delivery.devices)
    if faults:
        raise InvalidInput(fields=faults)


def _wrong_serials(devices: tuple[Device, ...]) -> dict[str, object]:
    """Each device has its own serial number (RQ-INT-20)."""
    keys = [serial_key(tidy(device.serial)) for device in devices]
    often = Counter(keys)
    missing = {
        f"devices.{place}.serial": _("Please enter the serial number.")
        for place, key in enumerate(keys)
        if not key
    }
    return missing | {
        f"devices.{place}.serial": _("This serial number stands in the list twice.")
        for place, key in enumerate(keys)
        if key and often[key] > 1
    }


def _open(delivery: Delivery, *, by: Actor, at: datetime) -> Batch:
    scope = {"outlet": delivery.outlet.code}
    per_ten = value("intake.batch_days", at=at, scope=scope)
    days = batch_turnaround_days(len(delivery.devices)) * per_ten.whole
    keys = {"client_key": delivery.client_key} if delivery.client_key else {}
    return Batch.objects.create(
        **keys,
        number=take(SERIES, at=at),
        contact_name=tidy(delivery.contact_name)[:80],
        phone=tidy(delivery.phone)[:20],
        brought_by=tidy(delivery.brought_by)[:80],
        note=tidy(delivery.note)[:400],
        outlet=delivery.outlet,
        device_count=len(delivery.devices),
        arrived_at=delivery.arrived_at,
        due_at=due(delivery.arrived_at, Limit(days, Unit.DAYS)),
        registered_by=by.name,
        registered_at=at,
    )


def _report(delivery: Delivery, device: Device, batch: Batch) -> RequestInput:
    return RequestInput(
        channel=delivery.channel,
        mode=delivery.mode,
        contact_name=delivery.contact_name,
        phone=delivery.phone,
        outlet=delivery.outlet,
        family=device.family,
        serial=device.serial,
        fault_text=device.fault_text,
        accessories=device.accessories,
        acknowledged=True,
        batch=batch,
    )


def _tell(batch: Batch, request: RepairRequest, *, first: bool, by: Actor, at: datetime) -> None:
    record(
        "intake.batched",
        request,
        by=by,
        at=at,
        number=request.number,
        outlet_id=request.outlet_id,
        request_id=request.pk,
        batch_id=batch.pk,
        batch=batch.number,
        device_count=batch.device_count,
        first=first,
        arrived_at=batch.arrived_at,
        due_at=batch.due_at,
    )
