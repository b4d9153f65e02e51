"""Product families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.products.inputs import read_code
from baoxiu.basics.products.models import Family
from baoxiu.basics.products.permissions import may_change_catalogue
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


class CodeTaken(InvalidInput):
    """Something of this kind has the code already."""

    message = _("This code is taken.")


@dataclass(frozen=True, slots=True)
class FamilyTerms:
    """What hangs on a family. Terms in months; ``statute`` names a row of the warranty law."""

    statute: str = ""
    certificates: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    whole_months: int = 12
    main_part_months: int = 36
    main_parts: tuple[str, ...] = ()
    stop_use_advice: str = ""
    stop_use_advice_en: str = ""


@transaction.atomic
def add_family(
    code: str, name: str, *, name_en: str = "", terms: FamilyTerms | None = None, by: Actor, at: datetime
) -> Family:
    """A family of products (空调, 冰箱…); raises ``CodeTaken``, a refusal of the texts, or ``NotAllowed``."""
    may_change_catalogue(by).or_refuse()
    family = Family(code=read_code(code, most=40))
    if Family.objects.filter(code=family.code).exists():
        raise CodeTaken(field="code")
    _fill(family, name, name_en, terms or FamilyTerms())
    record("products.family_added", family, by=by, at=at, code=family.code, name=family.name)
    return family


@transaction.atomic
def change_family(
    family: Family, *, name: str, name_en: str = "", terms: FamilyTerms, is_active: bool = True,
    by: Actor, at: datetime,
) -> Family:  # fmt: skip
    """Change names and terms, or stop serving the family; units and orders keep it."""
    may_change_catalogue(by).or_refuse()
    family = lock(family)
    family.is_active = is_active
    _fill(family, name, name_en, terms)
    record("products.family_changed", family, by=by, at=at, name=family.name, is_active=is_active)
    return family


def _fill(family: Family, name: str, name_en: str, terms: FamilyTerms) -> None:
    family.name = texts.one_line(name, field="name", most=80)
    family.name_en = texts.one_line(name_en, field="name_en", most=80, required=False)
    family.statute = terms.statute
    family.certificates = list(terms.certificates)
    family.required_fields = list(terms.required_fields)
    family.whole_months, family.main_part_months = terms.whole_months, terms.main_part_months
    family.main_parts = list(terms.main_parts)
    family.stop_use_advice = texts.one_line(
        terms.stop_use_advice, field="stop_use_advice", most=200, required=False
    )
    family.stop_use_advice_en = texts.one_line(
        terms.stop_use_advice_en, field="stop_use_advice_en", most=200, required=False
    )
    family.save()
