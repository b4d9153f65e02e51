"""What is free, and how long; unverified rules are never called the law (RQ-WAR-15, RQ-PUB-02)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baoxiu.basics.products.models import Family
from baoxiu.basics.products.parts import part_name
from baoxiu.basics.products.queries import families
from baoxiu.flow.warranty.statutes import LAWFUL_MARKS, STATUTES
from baoxiu.web.portal.icons import drawing
from baoxiu.web.shared.doors import public


@dataclass(frozen=True, slots=True)
class Term:
    """A family's periods: the firm's own, and beside it the legal rule as far as it is verified."""

    family: Family
    drawing: str
    parts: tuple[object, ...]
    basis: str = ""
    legal_months: int | None = None
    legal_main_months: int | None = None
    return_days: int | None = None
    exchange_days: int | None = None
    mark: str = ""


@public
@require_safe
def warranty(request: HttpRequest) -> HttpResponse:
    """Periods by family."""
    return render(request, "portal/warranty.html", {"terms": [_term(family) for family in families()]})


def _term(family: Family) -> Term:
    parts = tuple(part_name(code) for code in family.main_parts)
    rule = STATUTES.get(family.statute)
    if rule is None:
        return Term(family, drawing(family), parts)
    return Term(
        family,
        drawing(family),
        parts,
        basis=rule.basis if rule.mark in LAWFUL_MARKS else "",
        legal_months=rule.whole_months if rule.mark_of("whole_months") in LAWFUL_MARKS else None,
        legal_main_months=rule.main_months if rule.mark_of("main_months") in LAWFUL_MARKS else None,
        return_days=rule.return_days if rule.mark_of("return_days") in LAWFUL_MARKS else None,
        exchange_days=rule.exchange_days if rule.mark_of("exchange_days") in LAWFUL_MARKS else None,
        mark=rule.mark_of("whole_months"),
    )
