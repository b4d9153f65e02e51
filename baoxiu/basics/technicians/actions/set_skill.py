"""How well a technician knows a product family."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.products.models import Family
from baoxiu.basics.technicians.models import Skill, Technician
from baoxiu.basics.technicians.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock

LEVELS = range(6)


@transaction.atomic
def set_skill(technician: Technician, family: Family, level: int, *, by: Actor, at: datetime) -> Technician:
    """Skill from 1 (helper) to 5 (expert); 0 takes the family away (RQ-DSP-01, RQ-DSP-03)."""
    may_change(by, technician).or_refuse()
    if level not in LEVELS:
        raise InvalidInput(_("The level is a number from 0 to 5."), field="level")
    technician = lock(technician)
    if level:
        Skill.objects.update_or_create(technician=technician, family=family, defaults={"level": level})
    else:
        technician.skills.filter(family=family).delete()
    record("technicians.skill_set", technician, by=by, at=at, family=family.pk, level=level)
    return technician
