"""What a caller looks up: itself, units, prices, checklists (RQ-CUS-04, RQ-FEE-02)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.basics.prices.queries import lines_in_force, list_in_force
from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.core.forms.actions import in_force
from baoxiu.core.refusals import NotFound
from baoxiu.web.api.answers.money import PriceListAnswer, price
from baoxiu.web.api.answers.registers import Form, Me, UnitAnswer, form, me, unit
from baoxiu.web.api.asked.registers import PriceFilters
from baoxiu.web.api.entrance import TECHNICIAN, needs_right
from baoxiu.web.api.found import family_of
from baoxiu.web.api.paging import page

router = Router(tags=["registers"])


@router.get("/me", response=Me, summary=_("Who the token is, and what it may do"))
@needs_right("api.use")
def whoami(request: HttpRequest) -> Me:
    """The account behind the token."""
    return me(request.actor)


@router.get("/units/{serial}", response=UnitAnswer, summary=_("Show a product by its serial number"))
@needs_right("intake.see", TECHNICIAN)
def show_unit(request: HttpRequest, serial: str) -> UnitAnswer:
    """However the number is written."""
    found = unit_by_serial(serial)
    if found is None:
        raise NotFound()
    return unit(found, request.actor)


@router.get("/price-list", response=PriceListAnswer, summary=_("Show the price list in force"))
@needs_right("api.use")
def price_list(request: HttpRequest, filters: Query[PriceFilters]) -> PriceListAnswer:
    """The whole list, or what holds for a product family."""
    current = list_in_force(request.at)
    lines = lines_in_force(request.at, family_of(filters.family))
    found = page(lines, filters, price, oldest_first=True)
    return PriceListAnswer(
        title=current.title if current else "",
        valid_from=current.valid_from if current else None,
        lines=found.items,
        next_cursor=found.next_cursor,
    )


@router.get("/forms/{code}", response=Form, summary=_("Show the fields of a checklist"))
@needs_right("api.use")
def show_form(request: HttpRequest, code: str) -> Form:
    """The version in force."""
    return form(in_force(code, at=request.at))
