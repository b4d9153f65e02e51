"""The units that customers own (RQ-CUS-04, RQ-WAR-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.products.inputs import InTheFuture, not_after
from baoxiu.basics.products.models import Family, Model, Unit
from baoxiu.basics.products.permissions import may_change_unit, may_register_unit
from baoxiu.basics.products.rules import serial_key
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock

__all__ = ["InTheFuture", "Purchase", "SerialTaken", "change_unit", "register_unit"]
DATES = ("sold_on", "delivered_on", "installed_on", "exchanged_on")


class SerialTaken(InvalidInput):
    """A unit with this serial number is registered already (C08)."""

    message = _("A product with this serial number is registered already.")


@dataclass(frozen=True, slots=True)
class Purchase:
    """When and how a unit came to its owner. Days are Chinese days, ``price`` is in yuan."""

    sold_on: date | None = None
    delivered_on: date | None = None
    installed_on: date | None = None
    exchanged_on: date | None = None
    price: Decimal | None = None
    proof: str = "none"
    voucher_number: str = ""


@transaction.atomic
def register_unit(
    serial: str,
    family: Family,
    *,
    model: Model | None = None,
    customer: Customer | None = None,
    purchase: Purchase | None = None,
    by: Actor,
    at: datetime,
) -> Unit:
    """A file for one product (RQ-CUS-04). An old product may have no serial number: then it is empty.

    Raises ``SerialTaken``, ``InTheFuture``, a refusal of the texts, or ``NotAllowed``.
    """
    may_register_unit(by).or_refuse()
    written = texts.one_line(serial, field="serial", most=60, required=False)
    key = texts.one_line(serial_key(written), field="serial", most=60, required=False)
    unit = Unit(serial=written, serial_key=key, family=model.family if model else family, model=model)
    unit.customer, unit.created_at = customer, at
    _fill(unit, purchase or Purchase(), at)
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError:
        raise SerialTaken(field="serial")
    record("products.unit_registered", unit, by=by, at=at, serial=unit.serial, family=unit.family_id)
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, *, model: Model | None, customer: Customer | None, purchase: Purchase, by: Actor, at: datetime
) -> Unit:
    """Another owner, model or purchase; old and new are kept, because they decide who pays (RQ-SEC-04)."""
    may_change_unit(by).or_refuse()
    unit = lock(unit)
    old = _shown(unit)
    unit.model, unit.customer = model, customer
    unit.family = model.family if model else unit.family
    _fill(unit, purchase, at)
    unit.save()
    record("products.unit_changed", unit, by=by, at=at, old=old, new=_shown(unit))
    return unit


def _fill(unit: Unit, purchase: Purchase, at: datetime) -> None:
    today = legal_date(at)
    for name in DATES:
        setattr(unit, name, not_after(getattr(purchase, name), today, field=name))
    unit.price, unit.proof = purchase.price, Unit.Proof(purchase.proof)
    unit.voucher_number = texts.one_line(
        purchase.voucher_number, field="voucher_number", most=60, required=False
    )


def _shown(unit: Unit) -> dict[str, object]:
    names = ("model_id", "customer_id", "price", "proof", "voucher_number", *DATES)
    return {name: getattr(unit, name) for name in names}
