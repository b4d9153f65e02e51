"""The price list in force, for everybody (RQ-FEE-02, RQ-PUB-02)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from baoxiu.basics.prices.models import PriceLine
from baoxiu.basics.prices.queries import list_in_force, public_rows
from baoxiu.basics.products.models import Family
from baoxiu.core import clock
from baoxiu.web.portal.icons import OTHER, drawing
from baoxiu.web.shared.doors import public

LONGEST = 60


@public
@require_safe
def prices(request: HttpRequest) -> HttpResponse:
    """Lines by family, searchable; what holds for all products stands first."""
    at = clock.now()
    wanted, chosen = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("family", "")
    current, rows = list_in_force(at), public_rows(at)
    groups = [
        (family, _drawing(family), _fitting(family, lines, wanted)) for family, lines in _general_first(rows)
    ]
    page = {
        "price_list": current,
        "since": date_format(localtime(current.valid_from), "DATE_FORMAT") if current else "",
        "groups": [group for group in groups if group[2] and _is_chosen(group[0], chosen)],
        "families": [family for family, _lines in rows if family],
        "q": wanted,
        "chosen": chosen,
        "shown_on": date_format(localtime(at), "DATE_FORMAT"),
    }
    return render(request, "portal/prices.html", page)


def _general_first(
    rows: list[tuple[Family | None, list[PriceLine]]],
) -> list[tuple[Family | None, list[PriceLine]]]:
    return sorted(rows, key=lambda row: row[0] is not None)


def _is_chosen(family: Family | None, chosen: str) -> bool:
    return not chosen or family is None or family.code == chosen


def _fitting(family: Family | None, lines: list[PriceLine], wanted: str) -> list[PriceLine]:
    key = wanted.casefold()
    if family and key in f"{family.name} {family.name_en}".casefold():
        return lines
    return [line for line in lines if key in f"{line.name} {line.name_en} {line.code}".casefold()]


def _drawing(family: Family | None) -> str:
    return drawing(family) if family else OTHER
