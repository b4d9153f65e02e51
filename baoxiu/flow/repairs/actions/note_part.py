"""Building in a part to which the customer agreed (RQ-QUO-03, RQ-EXE-03, RQ-EXE-05)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.parts.actions import use
from baoxiu.basics.parts.queries import named
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs import queries
from baoxiu.flow.repairs.models import PartUsed, QuoteLine
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class NotInRepair(IllegalMove):
    """The repair has not begun, or is over."""

    message = _("This can be noted while the repair is under way.")


class ConsentNeeded(IllegalMove):
    """The part does not stand in the agreed quote, or not in this quantity (RQ-QUO-03)."""

    message = _("The customer has not agreed to this part or quantity. Please send a new quote first.")


class DeviationUnexplained(InvalidInput):
    """Another part than the quoted one, and no word why (RQ-EXE-03)."""

    message = _("Another part than the quoted one: please note why, or send a new quote.")


@transaction.atomic
def note_part(
    order: WorkOrder,
    *,
    quote_line: QuoteLine,
    by: Actor,
    at: datetime,
    quantity: Decimal = Decimal(1),
    name: str = "",
    old_serial: str = "",
    new_serial: str = "",
    note: str = "",
) -> PartUsed:
    """Note a part built in, up to the agreed quantity; ``name`` if it is called otherwise than in the quote, with a note.

    Raises ``NotInRepair``, ``ConsentNeeded`` or ``DeviationUnexplained`` (RQ-QUO-03, RQ-EXE-03, RQ-EXE-05).
    """
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    if order.stage != "in_repair":
        raise NotInRepair()
    if quantity <= 0 or quantity != round(quantity, 2):
        raise InvalidInput(_("Please enter a quantity."), field="quantity")
    _check_agreed(order, quote_line, quantity)
    if name.strip() not in ("", quote_line.name) and not note.strip():
        raise DeviationUnexplained(field="note")
    part = PartUsed.objects.create(
        order=order,
        quote_line=quote_line,
        name=(name.strip() or quote_line.name)[:80],
        quantity=quantity,
        old_serial=old_serial.strip()[:60],
        new_serial=new_serial.strip()[:60],
        note=note.strip()[:200],
        by_name=by.name,
        at=at,
    )
    beyond = _from_van(order, part, by=by, at=at)
    known = facts.of_order(order) | {"part": part.name, "quantity": quantity, "note": part.note}
    serials = {"old_serial": part.old_serial, "new_serial": part.new_serial}
    record("repairs.part_noted", order, by=by, at=at, part_id=part.pk, beyond_van=beyond, **serials, **known)
    return part


def _from_van(order: WorkOrder, used: PartUsed, *, by: Actor, at: datetime) -> Decimal | None:
    """At the customer's it comes from the technician's van, as far as it is known there. Gives what came from elsewhere."""
    if order.mode != "on_site" or order.technician is None:
        return None
    line = used.quote_line
    code = line.price_line.code if line and line.price_line and line.name == used.name else ""
    part = named(code, used.name)
    if part is None:
        return None
    return use(order.technician, part, used.quantity, order_number=order.number, by=by, at=at)


def _check_agreed(order: WorkOrder, line: QuoteLine, quantity: Decimal) -> None:
    quote = queries.quote_in_force(order)
    if quote is None or line.quote_id != quote.pk or line.kind != "part":
        raise ConsentNeeded(field="quote_line")
    if queries.built_in(line) + quantity > line.quantity:
        raise ConsentNeeded(field="quantity")
