"""The settlement sheet and its payments (RQ-FEE-04…07), requirements appendix e2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.prices.models import PriceLine
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.money import ZERO, yuan
from baoxiu.core.numbers.actions import take
from baoxiu.core.refusals import Conflict, IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.models import QuoteLine
from baoxiu.flow.repairs.queries import quote_in_force
from baoxiu.flow.settlement import queries
from baoxiu.flow.settlement.models import Payment, Settlement, SettlementLine
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.warranty.rules import Payer
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move


class NotAcceptedYet(IllegalMove):
    """There is nothing to settle before the customer has accepted the work."""

    message = _("The settlement sheet is made when the customer has accepted the work.")


class AlreadySettled(IllegalMove):
    """The sheet is closed."""

    message = _("This sheet is settled already.")


class TooMuch(InvalidInput):
    """More than is owed."""


class OtherPayment(Conflict):
    """The same key names another payment."""

    message = _("This payment was recorded already, with other figures.")


class StillOwed(IllegalMove):
    """The customer has not paid everything (RQ-FEE-05)."""


@transaction.atomic
def prepare(order: WorkOrder, *, by: Actor, at: datetime) -> Settlement:
    """Make the settlement sheet from the agreed quote, once per order (RQ-FEE-04, RQ-FEE-06).

    Without a quoted line the sheet has one line of labour for nothing. Raises ``NotAcceptedYet``.
    """
    order = lock(order)
    may(by, "settlement.settle", order).or_refuse()
    made = queries.of_order(order)
    if made is not None:
        return made
    if order.stage != "settling":
        raise NotAcceptedYet()
    lines = _lines(order)
    settlement = Settlement.objects.create(
        order=order,
        number=take("JS", at=at),
        total_customer=_sum(lines, customer=True),
        total_company=_sum(lines, customer=False),
        created_at=at,
    )
    for line in lines:
        line.settlement = settlement
    SettlementLine.objects.bulk_create(lines)
    _announce("settlement.prepared", settlement, order, by, at)
    return settlement


@transaction.atomic
def record_payment(
    settlement: Settlement,
    *,
    method: str,
    amount: Decimal,
    client_key: UUID,
    by: Actor,
    at: datetime,
    reference: str = "",
) -> Payment:
    """Record cash or a transfer received, in yuan, never above what is owed; a repeated key changes nothing.

    Raises ``AlreadySettled``, ``TooMuch`` or ``OtherPayment`` (RQ-FEE-05, RQ-FEE-07).
    """
    order, settlement = _lock(settlement, by)
    known = Payment.objects.filter(client_key=client_key).first()
    if known is not None:
        return _same(known, settlement, method, amount)
    _check_payment(settlement, method, amount)
    payment = Payment.objects.create(
        settlement=settlement,
        client_key=client_key,
        method=method,
        amount=amount,
        reference=reference.strip()[:80],
        received_by=by.name,
        at=at,
    )
    paid = {"payment_id": payment.pk, "method": method, "amount": amount, "reference": payment.reference}
    _announce("settlement.paid", settlement, order, by, at, **paid)
    return payment


@transaction.atomic
def settle(settlement: Settlement, *, by: Actor, at: datetime) -> Settlement:
    """Close the sheet when nothing more is owed. Raises ``AlreadySettled`` or ``StillOwed`` (RQ-FEE-05)."""
    order, settlement = _lock(settlement, by)
    _check_open(settlement)
    owed = queries.open_sum(settlement)
    if owed > ZERO:
        raise StillOwed(_("The customer still owes ¥{amount}.").format(amount=owed))
    settlement.settled_at, settlement.settled_by = at, by.name
    settlement.save(update_fields=["settled_at", "settled_by"])
    move(order, "settle", by=by)
    _announce("settlement.settled", settlement, order, by, at)
    return settlement


def _lines(order: WorkOrder) -> list[SettlementLine]:
    quote = quote_in_force(order)
    quoted = list(quote.lines.order_by("pk")) if quote else []
    return [_line(row) for row in quoted] or [_nothing_charged()]


def _line(row: QuoteLine) -> SettlementLine:
    return SettlementLine(
        kind=row.kind,
        name=row.name,
        quantity=row.quantity,
        unit_price=row.unit_price,
        amount=row.amount,
        payer=row.payer,
        reason=row.price_reason[:60],
    )


def _nothing_charged() -> SettlementLine:
    name = str(dict(PriceLine.Kind.choices)["labour"])
    return SettlementLine(
        kind="labour", name=name, quantity=1, unit_price=ZERO, amount=ZERO, payer=Payer.COMPANY
    )


def _sum(lines: Sequence[SettlementLine], *, customer: bool) -> Decimal:
    return sum((line.amount for line in lines if (line.payer == Payer.CUSTOMER) is customer), ZERO)


def _lock(settlement: Settlement, by: Actor) -> tuple[WorkOrder, Settlement]:
    order = lock(WorkOrder(pk=settlement.order_id))
    may(by, "settlement.settle", order).or_refuse()
    settlement = lock(settlement)
    settlement.order = order
    return order, settlement


def _check_open(settlement: Settlement) -> None:
    if settlement.settled_at is not None:
        raise AlreadySettled()


def _check_payment(settlement: Settlement, method: str, amount: Decimal) -> None:
    _check_open(settlement)
    if method not in Payment.Method.values:
        raise InvalidInput(_("Please choose how it was paid."), field="method")
    if amount <= 0 or amount != yuan(amount):
        raise InvalidInput(_("Please enter an amount such as 120 or 120.50."), field="amount")
    owed = queries.open_sum(settlement)
    if amount > owed:
        raise TooMuch(_("Only ¥{amount} is owed.").format(amount=owed), field="amount")


def _same(payment: Payment, settlement: Settlement, method: str, amount: Decimal) -> Payment:
    wanted = (settlement.pk, method, amount)
    if (payment.settlement_id, payment.method, payment.amount) != wanted:
        raise OtherPayment(field="amount")
    return payment


def _announce(
    kind: str, settlement: Settlement, order: WorkOrder, by: Actor, at: datetime, **more: Any
) -> None:
    known = facts.of_order(order) | {
        "settlement_id": settlement.pk,
        "settlement_number": settlement.number,
        "total_customer": settlement.total_customer,
        "total_company": settlement.total_company,
        "open": queries.open_sum(settlement) if settlement.total_customer else ZERO,
    }
    record(kind, settlement, by=by, at=at, **known, **more)
