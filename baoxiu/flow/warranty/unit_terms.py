"""How long a registered product is protected, before anybody reports a fault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from baoxiu.basics.products.models import Unit
from baoxiu.core import clock
from baoxiu.flow.warranty.inputs import free_repairs
from baoxiu.flow.warranty.rules import BrandTerms, Cause, JobLine, LineKind, WarrantyInputs
from baoxiu.flow.warranty.rules.cases import LEGAL_LAYERS, RuleUsed
from baoxiu.flow.warranty.rules.periods import best, covers
from baoxiu.flow.warranty.statutes import LAWFUL_MARKS, STATUTES

LINES = (JobLine("part", LineKind.PART), JobLine("main_part", LineKind.PART, is_main_part=True))
"""What terms differ by: any part of the product, and its main parts."""


@dataclass(frozen=True, slots=True)
class UnitTerm:
    """The period that protects one kind of part; ``rules`` gave it, the first before all."""

    is_main_part: bool
    starts_on: date
    ends_on: date
    rules: tuple[RuleUsed, ...]
    running: bool

    @property
    def by_law(self) -> bool:
        """Whether a legal rule gave it, rather than the brand."""
        return self.rules[0].layer in LEGAL_LAYERS

    @property
    def unverified(self) -> tuple[RuleUsed, ...]:
        """Legal rules that nobody has checked against the source (RQ-WAR-15)."""
        return tuple(rule for rule in self.rules if rule.mark and rule.mark not in LAWFUL_MARKS)


def terms_of(unit: Unit, *, at: datetime) -> list[UnitTerm]:
    """The best period for the product and for its main parts; none without any day of purchase (RQ-WAR-02)."""
    inputs = _inputs(unit, at)
    found = [(line, best(covers(line, inputs))) for line in LINES]
    return [
        UnitTerm(
            line.is_main_part, cover.starts_on, cover.ends_on, cover.rules, cover.ends_on >= inputs.claimed_on
        )
        for line, cover in found
        if cover is not None
    ]


def _inputs(unit: Unit, at: datetime) -> WarrantyInputs:
    family = unit.family
    return WarrantyInputs(
        claimed_on=clock.legal_date(at),
        cause=Cause.UNKNOWN,
        lines=LINES,
        statute=family.statute if family.statute in STATUTES else "",
        invoice_on=unit.sold_on if unit.proof == Unit.Proof.INVOICE else None,
        sold_on=unit.sold_on,
        delivered_on=unit.delivered_on,
        installed_on=unit.installed_on,
        exchanged_on=unit.exchanged_on,
        serial_known=True,
        brand=BrandTerms(
            rule_id=f"brand.{family.code}",
            whole_months=family.whole_months,
            main_months=family.main_part_months,
        ),
        repairs=free_repairs(unit.pk),
    )
