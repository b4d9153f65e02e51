"""The row of the warranty law that a product family names, as the desk shows it (RQ-WAR-15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.products.models import Family
from baoxiu.core.sentences import listed
from baoxiu.flow.warranty.queries import sentence
from baoxiu.flow.warranty.rules import BrandTerms, below_minimum
from baoxiu.flow.warranty.statutes import LAWFUL_MARKS, STATUTES, Statute
from baoxiu.web.desk.files.parts import part_name


@dataclass(frozen=True, slots=True)
class LawLine:
    """One number of the law with its confidence mark; only verified ones may be called the law."""

    label: object
    text: object
    mark: str

    @property
    def verified(self) -> bool:
        """Whether somebody has read it at the source."""
        return self.mark in LAWFUL_MARKS


def statute_of(family: Family) -> Statute | None:
    """The row that the family names."""
    return STATUTES.get(family.statute)


def law_lines(statute: Statute | None) -> list[LawLine]:
    """Its numbers, each with its mark."""
    return list(_lines(statute)) if statute else []


def _lines(row: Statute) -> Iterator[LawLine]:
    if row.whole_months:
        yield LawLine(_("Whole product"), _months(row.whole_months), row.mark_of("whole_months"))
    if row.main_months:
        yield LawLine(_("Main parts"), _months(row.main_months), row.mark_of("main_months"))
    if row.main_parts:
        names = listed(part_name(code) for code in sorted(row.main_parts))
        yield LawLine(_("What counts as main part"), names, row.mark_of("main_parts"))
    if row.return_days:
        yield LawLine(_("Return"), _days(row.return_days), row.mark_of("return_days"))
    if row.exchange_days:
        yield LawLine(_("Exchange"), _days(row.exchange_days), row.mark_of("exchange_days"))


def _months(number: int) -> str:
    return str(_("%(n)d months")) % {"n": number}


def _days(number: int) -> str:
    return str(_("within %(n)d days")) % {"n": number}


def too_short(family: Family) -> list[str]:
    """Which of the family's own terms are shorter than its rule: the longer one holds then."""
    statute = statute_of(family)
    if statute is None:
        return []
    brand = BrandTerms(
        rule_id=f"brand.{family.code}", whole_months=family.whole_months, main_months=family.main_part_months
    )
    return [sentence(reason.code, reason.params) for reason in below_minimum(statute, brand)]
