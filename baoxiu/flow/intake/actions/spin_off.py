"""What the ways have in common by which one request comes of another (RQ-REG-09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.flow.intake.actions.submit import take_in
from baoxiu.flow.intake.inputs import checked, sentence
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.request_input import RequestInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the new request is about. Without ``family`` and ``serial`` the same product is meant; without ``mode`` the
    work is done at the same place; ``division_code`` and ``address`` fill in what was not known."""

    fault_text: str
    family: Family | None = None
    fault: FaultKind | None = None
    serial: str = ""
    brand: str = ""
    model_text: str = ""
    mode: str = ""
    division_code: str = ""
    address: str = ""


OF_THE_CUSTOMER = (
    "channel", "contact_name", "phone", "email", "division_code", "address", "lat", "lng", "language",
    "customer", "outlet",
)  # fmt: skip
OF_THE_PRODUCT = ("family", "serial", "brand", "model_text", "purchased_on", "voucher_number", "unit")


def spin_off(request: RepairRequest, part: Part, service: str, *, by: Actor, at: datetime) -> RepairRequest:
    """A further request of the same customer, linked to the locked one it came of; it waits for its own review.

    Must run inside the transaction of its verb. Raises ``InvalidInput`` with a sentence per field.
    """
    values = {name: getattr(request, name) for name in OF_THE_CUSTOMER} | _product(request, part)
    values |= {name: getattr(part, name) for name in ("division_code", "address") if getattr(part, name)}
    if part.address:
        values |= {"lat": None, "lng": None}
    if request.channel == RepairRequest.Channel.ARCHIVE:
        values["channel"] = RepairRequest.Channel.PHONE
    text = sentence(part.fault_text, "fault_text")
    mode = part.mode or request.mode
    asked = RequestInput(**values, fault_text=text, fault=part.fault, service=service, mode=mode)
    return take_in(checked(asked, by=by, at=at), came_from=request, by=by, at=at)


def _product(request: RepairRequest, part: Part) -> dict[str, Any]:
    """Another device is named by its serial number or its family; otherwise the same one is meant."""
    if part.family is None and not part.serial:
        return {name: getattr(request, name) for name in OF_THE_PRODUCT}
    named = {name: getattr(part, name) for name in ("serial", "brand", "model_text")}
    return named | {"family": part.family or request.family}


def tell_apart(request: RepairRequest, made: RepairRequest, reason: str, *, by: Actor, at: datetime) -> None:
    """Both histories name the other."""
    for kind, one, other in (("intake.split", request, made), ("intake.split_off", made, request)):
        record(
            kind,
            one,
            by=by,
            at=at,
            number=one.number,
            outlet_id=one.outlet_id,
            request_id=one.pk,
            other_id=other.pk,
            other=other.number,
            reason=reason,
        )
