"""From rows to what the rules look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.products.models import Unit
from baoxiu.core import clock
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.queries import has_file
from baoxiu.core.policy.queries import PolicyValue, value
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.warranty.rules import (
    BrandTerms,
    Cause,
    JobLine,
    LineKind,
    MisuseTreatment,
    NoProofEffect,
    Payer,
    Proof,
    SpecialCaseEffect,
    WarrantyInputs,
    WarrantyPolicy,
)
from baoxiu.flow.warranty.statutes import STATUTES
from baoxiu.flow.work_orders.models import WorkOrder

USUAL_LINES = (
    JobLine("labour", LineKind.LABOUR),
    JobLine("part", LineKind.PART),
    JobLine("main_part", LineKind.PART, is_main_part=True),
    JobLine("travel", LineKind.TRAVEL),
    JobLine("other", LineKind.OTHER),
)
"""What a job may consist of, before anybody knows which parts it needs."""

PROVINCES = {"31": ("cn-sh",), "33": ("cn-zj",)}
"""The provinces whose own rules are in the tables, by the first digits of the division code."""

POLICIES = ("misuse", "special_case", "no_proof", "covered_payer")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The inputs of a judgement and the settings that went into them."""

    inputs: WarrantyInputs
    policies: tuple[PolicyValue, ...]


def gather(
    order: WorkOrder, *, cause: str, lines: Sequence[JobLine] | None, proof: str | None, at: datetime
) -> Gathered:
    """Everything a judgement of this order looks at. Raises ``InvalidInput`` for an unknown cause, proof
    or rule.

    Expects request, unit, family and customer to be loaded.
    """
    request, unit, family = order.request, order.unit, order.family
    policies = _policies(order, at)
    shown = _known(Proof, proof, "proof") if proof else proof_of(request, unit)
    bought = request.purchased_on
    return Gathered(
        WarrantyInputs(
            claimed_on=clock.legal_date(request.submitted_at),
            cause=_known(Cause, cause, "cause"),
            lines=tuple(lines or USUAL_LINES),
            statute=_statute(family.statute),
            overlays=PROVINCES.get(request.division_code[:2], ()),
            invoice_on=bought if shown is Proof.INVOICE else None,
            sold_on=(unit.sold_on if unit else None) or bought,
            delivered_on=unit.delivered_on if unit else None,
            installed_on=unit.installed_on if unit else None,
            exchanged_on=unit.exchanged_on if unit else None,
            proof=shown,
            serial_known=unit is not None,
            brand=BrandTerms(
                rule_id=f"brand.{family.code}",
                whole_months=family.whole_months,
                main_months=family.main_part_months,
            ),
            business_buyer=order.customer.kind == Customer.Kind.COMPANY,
            repairs=free_repairs(order.unit_id, besides=order.pk),
            policy=_as_policy(policies),
        ),
        policies,
    )


def proof_of(request: RepairRequest, unit: Unit | None) -> Proof:
    """What proves the purchase: the unit's own proof, the customer's voucher, or our register (RQ-WAR-03)."""
    if unit and unit.proof in (Unit.Proof.INVOICE, Unit.Proof.CARD):
        return Proof(unit.proof)
    if request.voucher_number or has_file(request, StoredFile.Purpose.PROOF):
        return Proof.INVOICE
    return Proof.REGISTER if unit and unit.sold_on else Proof.NONE


def _known(kinds: type[StrEnum], text: str, field: str) -> Any:
    try:
        return kinds(text)
    except ValueError:
        raise InvalidInput(_("Please choose one of the listed values."), field=field)


def _statute(key: str) -> str:
    if key and key not in STATUTES:
        raise InvalidInput(
            _("The product family names the rule “{key}”, which does not exist.").format(key=key),
            field="statute",
        )
    return key


def free_repairs(unit_id: int | None, *, besides: int = 0) -> tuple[tuple[date, date], ...]:
    """The days that earlier repairs in warranty took: they prolong the period (standards 2.2 P6)."""
    if unit_id is None:
        return ()
    earlier = WorkOrder.objects.filter(
        unit_id=unit_id,
        service_class=WorkOrder.ServiceClass.FREE,
        outcome=WorkOrder.Outcome.REPAIRED,
        handed_over_at__isnull=False,
    ).exclude(pk=besides)
    spans = earlier.order_by("created_at").values_list("created_at", "handed_over_at")
    return tuple((clock.legal_date(begin), clock.legal_date(end)) for begin, end in spans)


def _policies(order: WorkOrder, at: datetime) -> tuple[PolicyValue, ...]:
    scope = {"family": order.family.code, "channel": order.request.channel}
    return tuple(value(f"warranty.{name}", at=at, scope=scope) for name in POLICIES)


def _as_policy(policies: Sequence[PolicyValue]) -> WarrantyPolicy:
    misuse, special_case, no_proof, covered_payer = (policy.value for policy in policies)
    return WarrantyPolicy(
        MisuseTreatment(misuse),
        SpecialCaseEffect(special_case),
        NoProofEffect(no_proof),
        Payer(covered_payer),
    )


def plain_inputs(inputs: WarrantyInputs) -> dict[str, Any]:
    """The inputs as a decision keeps them, so that it can be replayed."""
    return {field.name: plain_value(getattr(inputs, field.name)) for field in fields(inputs)}


def plain_value(item: Any) -> Any:
    """Nested rule values as plain JSON values."""
    if hasattr(item, "__dataclass_fields__"):
        return {field.name: plain_value(getattr(item, field.name)) for field in fields(item)}
    if isinstance(item, tuple | list | frozenset):
        return [plain_value(one) for one in item]
    return item
