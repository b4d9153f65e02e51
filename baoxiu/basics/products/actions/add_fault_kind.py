"""Kinds of fault."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.products.actions.add_family import CodeTaken
from baoxiu.basics.products.inputs import read_code
from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.basics.products.permissions import may_change_catalogue
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput

LEVELS = range(1, 6)
MINUTES = range(5, 24 * 60 + 1)


@transaction.atomic
def add_fault_kind(
    family: Family | None, code: str, name: str, *, name_en: str = "", level: int = 1,
    is_dangerous: bool = False, minutes: int = 60, by: Actor, at: datetime,
) -> FaultKind:  # fmt: skip
    """A fault as people describe it, of one family or (``None``) of all (RQ-TRI-03, RQ-TRI-04).

    ``level`` is the skill it needs (1 to 5), ``minutes`` the usual working time.
    """
    may_change_catalogue(by).or_refuse()
    if level not in LEVELS:
        raise InvalidInput(_("The level is a number from 1 to 5."), field="level")
    if minutes not in MINUTES:
        raise InvalidInput(_("The working time is 5 minutes to one day."), field="minutes")
    fault = FaultKind(
        family=family,
        code=read_code(code, most=40),
        name=texts.one_line(name, field="name", most=80),
        name_en=texts.one_line(name_en, field="name_en", most=80, required=False),
        level=level,
        is_dangerous=is_dangerous,
        minutes=minutes,
    )
    if FaultKind.objects.filter(code=fault.code).exists():
        raise CodeTaken(field="code")
    fault.save(force_insert=True)
    record("products.fault_added", fault, by=by, at=at, code=fault.code, name=fault.name)
    return fault
