"""Reading what somebody entered about a price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.prices.models import PriceLine
from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.core.money import LARGEST, ZERO, yuan
from baoxiu.core.refusals import InvalidInput

DIFFICULTIES = range(1, 6)


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as it was entered. ``price`` in yuan; family and fault empty: it holds for all."""

    code: str
    kind: str
    name: str
    price: Decimal
    name_en: str = ""
    family: Family | None = None
    fault: FaultKind | None = None
    difficulty: int = 1
    is_main_part: bool = False
    unit: str = "次"


def fill(line: PriceLine, data: LineInput) -> None:
    """Put what was entered into a line, which is not saved; raises a refusal that names the field."""
    if data.kind not in PriceLine.Kind.values:
        raise InvalidInput(_("Please choose labour, part, travel or diagnosis."), field="kind")
    if data.difficulty not in DIFFICULTIES:
        raise InvalidInput(_("The difficulty is a number from 1 to 5."), field="difficulty")
    if not (data.price.is_finite() and ZERO <= data.price <= LARGEST):
        raise InvalidInput(_("The price is zero or more."), field="price")
    line.kind, line.difficulty, line.is_main_part = data.kind, data.difficulty, data.is_main_part
    line.family, line.fault = data.family, data.fault
    line.price = yuan(data.price)  # type: ignore[assignment]
    line.name = texts.one_line(data.name, field="name", most=80)
    line.name_en = texts.one_line(data.name_en, field="name_en", most=80, required=False)
    line.unit = texts.one_line(data.unit, field="unit", most=12)
