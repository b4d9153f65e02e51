"""What a repair request is made from, on any channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family, FaultKind, Unit
from baoxiu.flow.intake.models import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInput:
    """The field sets of RQ-REG-02, RQ-REG-03 and RQ-REG-04; RQ-REG-06 says which of them block submission.

    ``client_key`` (made by the sender) and ``external_ref`` (a partner's or archive's own number) make a
    repeat harmless. ``customer``, ``unit`` and ``outlet`` are given where they are known and looked up
    otherwise.
    """

    channel: str
    family: Family | None
    fault_text: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    division_code: str = ""
    address: str = ""
    lat: float | None = None
    lng: float | None = None
    model_text: str = ""
    brand: str = ""
    serial: str = ""
    purchased_on: date | None = None
    voucher_number: str = ""
    fault: FaultKind | None = None
    fault_since: str = ""
    wish: str = ""
    wish_from: datetime | None = None
    wish_until: datetime | None = None
    service: str = "repair"
    mode: str = "on_site"
    language: str = "zh-hans"
    acknowledged: bool = False
    client_key: UUID | None = None
    external_ref: str = ""
    customer: Customer | None = None
    unit: Unit | None = None
    outlet: Outlet | None = None
    accessories: str = ""
    batch: Batch | None = None
