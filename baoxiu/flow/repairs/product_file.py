"""The product's file begins with its installation: the unit, the day from which its warranty may run, the cards."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.products.actions import Purchase, change_unit, register_unit
from baoxiu.basics.products.models import Unit
from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.repairs.models import Installation
from baoxiu.flow.work_orders.models import WorkOrder

KEPT = ("sold_on", "delivered_on", "installed_on", "exchanged_on", "price", "proof", "voucher_number")


class HandoverIncomplete(InvalidInput):
    """The three cards, the serial number or the trained person is missing (RQ-INS-05, RQ-INS-06)."""

    message = _("Please fill this in.")


class UnitOfAnother(InvalidInput):
    """The serial number belongs to another customer's product, or to a product of another kind."""

    message = _("This serial number belongs to another product in our register. Please ask the office.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What is handed over with an installed product; ``serial`` where the request did not know it."""

    serial: str = ""
    installation_card: str = ""
    warranty_card: str = ""
    contact_card: str = ""
    trained: str = ""


def begin_file(order: WorkOrder, handover: Handover, *, by: Actor, at: datetime) -> Installation:
    """Register the unit or put its first day of use down, and keep the cards (RQ-INS-01, RQ-INS-05, RQ-INS-06).

    Who worked on the order has no right over the register; the house writes what the work brings forth.
    Raises ``HandoverIncomplete``, ``UnitOfAnother``.
    """
    given = {one.name: str(getattr(handover, one.name)).strip() for one in fields(Handover)}
    given["serial"] = given["serial"] or (order.unit.serial if order.unit else order.request.serial)
    if empty := [name for name, text in given.items() if not text]:
        raise HandoverIncomplete(fields=dict.fromkeys(empty, HandoverIncomplete.message))
    unit = _unit(order, given.pop("serial")[:60], at)
    if order.unit_id != unit.pk:
        order.unit = unit
        order.save(update_fields=["unit"])
    kept = {name: text[: Installation._meta.get_field(name).max_length] for name, text in given.items()}
    told = kept | {"unit": unit, "installed_on": unit.installed_on, "by_name": by.name, "at": at}
    made, _new = Installation.objects.update_or_create(order=order, defaults=told)
    return made


def _unit(order: WorkOrder, serial: str, at: datetime) -> Unit:
    known = unit_by_serial(serial)
    if known is None:
        return _registered(order, serial, at)
    if known.family_id != order.family_id or known.customer_id not in (None, order.customer_id):
        raise UnitOfAnother(field="serial")
    if known.installed_on and known.customer_id:
        return known
    stands = Purchase(**{name: getattr(known, name) for name in KEPT} | {"installed_on": _day(known, at)})
    return change_unit(known, model=known.model, customer=order.customer, purchase=stands, by=SYSTEM, at=at)


def _day(unit: Unit, at: datetime) -> object:
    return unit.installed_on or legal_date(at)


def _registered(order: WorkOrder, serial: str, at: datetime) -> Unit:
    request = order.request
    purchase = Purchase(
        sold_on=request.purchased_on, installed_on=legal_date(at), voucher_number=request.voucher_number
    )
    return register_unit(serial, order.family, customer=order.customer, purchase=purchase, by=SYSTEM, at=at)
