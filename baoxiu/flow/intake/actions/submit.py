"""Taking in a repair request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.actions import find_or_register, mark_served
from baoxiu.basics.customers.inputs import AddressInput
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Unit
from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.events.locks import begin_chain
from baoxiu.core.gathering import insert
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import in_scope, needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Conflict
from baoxiu.core.whole import as_one
from baoxiu.flow.intake.contacts import enter_call
from baoxiu.flow.intake.inputs import checked
from baoxiu.flow.intake.models import AccessLink, RepairRequest
from baoxiu.flow.intake.permissions import reaches
from baoxiu.flow.intake.queries import SERIES, known_position, outlet_for, stop_use_advice
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.intake.rules import promised_reply_at

COLUMNS = (
    "channel", "service", "mode", "contact_name", "phone", "email", "division_code", "address", "lat", "lng",
    "family", "model_text", "brand", "serial", "purchased_on", "voucher_number", "fault", "fault_text",
    "fault_since", "wish", "wish_from", "wish_until", "language", "batch",
    "accessories",
)  # fmt: skip


class KeyInUse(Conflict):
    """The sender's key belongs to a request that this actor may not see."""

    code = "key_in_use"
    message = _("This key was used for another request already.")


def submit(data: RequestInput, *, by: Actor, at: datetime) -> RepairRequest:
    """Store a request with its customer, unit, outlet and promised reply time (RQ-INT-01, RQ-INT-11,
    RQ-REG-01).

    A repeat with the same ``client_key`` or ``external_ref`` returns the stored request unchanged, also
    when both arrive at the same instant. Raises ``InvalidInput`` with a sentence per field,
    ``NotAllowed``, ``KeyInUse``.
    """
    needs(by, "intake.register").or_refuse()
    stored = _stored(data, by)
    if stored:
        return stored
    values = checked(data, by=by, at=at)
    try:
        return take_in(values, by=by, at=at)
    except IntegrityError:
        twin = _stored(data, by)
        if twin is None:
            raise
        return twin


def _stored(data: RequestInput, by: Actor) -> RepairRequest | None:
    same = models.Q()
    if data.client_key:
        same |= models.Q(client_key=data.client_key)
    if data.external_ref:
        same |= models.Q(external_ref=data.external_ref)
    if not same:
        return None
    found: RepairRequest | None = RepairRequest.objects.filter(same).first()
    if found and by.kind != "customer" and not reaches(found, by):
        raise KeyInUse(field="client_key")
    return found


@as_one()
def take_in(
    values: Mapping[str, Any], *, came_from: RepairRequest | None = None, by: Actor, at: datetime
) -> RepairRequest:
    """Store checked values; ``came_from`` is the request of which this one came (RQ-REG-09)."""
    outlet = _outlet(values, by)
    archive = values["channel"] == RepairRequest.Channel.ARCHIVE
    keys = {"client_key": values["client_key"]} if values["client_key"] else {}
    request = RepairRequest(
        **{name: values[name] for name in COLUMNS},
        **keys,
        external_ref=values["external_ref"] or None,
        outlet=outlet,
        unit=_unit(values),
        customer=_customer(values, by=by, at=at),
        submitted_at=at,
        acknowledged_at=at if values["acknowledged"] else None,
        promised_reply_at=None if archive else _promised(values, outlet, at),
        registered_by="" if by.kind == "customer" else by.name,
        came_from=came_from,
    )
    if outlet:
        mark_served(request.customer, outlet, by=by, at=at)
    if request.lat is None and request.address:
        request.lat, request.lng = known_position(request)
    request.number = take(SERIES, at=at)
    insert(request, ahead=True)  # nothing else is told of it yet
    begin_chain(request.chain)
    if not archive:
        request.link = insert(AccessLink(request=request, created_at=at), ahead=True)
    if request.channel == RepairRequest.Channel.PHONE and by.kind != "import":
        enter_call(request, by.name, at)
    _tell(request, by=by, at=at)
    return request


def _tell(request: RepairRequest, *, by: Actor, at: datetime) -> None:
    record(
        "intake.submitted",
        request,
        by=by,
        at=at,
        number=request.number,
        outlet_id=request.outlet_id,
        request_id=request.pk,
        customer_id=request.customer_id,
        family_id=request.family_id,
        unit_id=request.unit_id,
        channel=request.channel,
        service=request.service,
        mode=request.mode,
        promised_reply_at=request.promised_reply_at,
        stop_use_advice=stop_use_advice(request),
        old="",
        new=request.stage,
    )


def _outlet(values: Mapping[str, Any], by: Actor) -> Outlet | None:
    given: Outlet | None = values["outlet"]
    if given:
        in_scope(by, given.pk).or_refuse()
        return given
    return outlet_for(values["division_code"], by)


def _unit(values: Mapping[str, Any]) -> Unit | None:
    """The unit with this serial number, if it is of the family that was chosen."""
    unit: Unit | None = values["unit"]
    if unit is None and values["serial"]:
        unit = unit_by_serial(values["serial"])
    return unit if unit and unit.family_id == values["family"].pk else None


def _customer(values: Mapping[str, Any], *, by: Actor, at: datetime) -> Customer:
    given: Customer | None = values["customer"]
    if given:
        return given
    address = None
    if values["address"] and values["division_code"]:
        address = AddressInput(
            division_code=values["division_code"],
            detail=values["address"],
            lat=values["lat"],
            lng=values["lng"],
        )
    return find_or_register(
        values["contact_name"],
        values["typed_phone"],
        address=address,
        email=values["email"],
        language=values["language"],
        by=by,
        at=at,
    )


def _promised(values: Mapping[str, Any], outlet: Outlet | None, at: datetime) -> datetime:
    scope = {
        "family": values["family"].code,
        "channel": values["channel"],
        "outlet": outlet.code if outlet else "",
    }
    return promised_reply_at(at, value("intake.review_hours", at=at, scope=scope).whole)
