"""What lies on the demo firm's vans, what faults usually need, and what some jobs are known to need."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from random import Random

from django.db import transaction

from baoxiu.basics.parts import actions as parts
from baoxiu.basics.parts.models import Part
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import SYSTEM
from baoxiu.demo.firm import plan
from baoxiu.demo.firm.ground import Firm
from baoxiu.flow.work_orders.actions import expect_parts
from baoxiu.flow.work_orders.models import WorkOrder

ON_A_VAN = 10
"""Parts of which a technician carries some."""
NOTED = 12
"""Open jobs for which the office has noted a part."""


@transaction.atomic
def load_vans(firm: Firm, at: datetime) -> None:
    """The list of parts as the price list has them; each van with some of what its technician repairs."""
    dice = Random(plan.SEED)
    known: dict[str, list[Part]] = {}
    for code, lines in firm.parts.items():
        family = firm.families[code]
        known[code] = [
            parts.add_part(
                line.code, line.name, name_en=line.name_en, family=family, unit=line.unit, by=SYSTEM, at=at
            )
            for line in lines
        ]
        for number, fault in enumerate(firm.faults[code]):
            usual = {known[code][number % len(known[code])]: Decimal(1)}
            parts.set_usual_parts(fault, usual, by=SYSTEM, at=at)
    for technician in Technician.objects.filter(pk__in=firm.technicians).order_by("pk"):
        skills = technician.skills.values_list("family__code", flat=True).order_by("family__code")
        able = [part for code in skills for part in known.get(code, ())]
        for part in dice.sample(able, min(ON_A_VAN, len(able))):
            parts.load(technician, part, Decimal(dice.randrange(2, 7)), by=SYSTEM, at=at)


def note_needs(at: datetime) -> None:
    """Of some jobs that wait or begin soon the office knows what they need."""
    waiting = WorkOrder.objects.filter(stage__in=("created", "assigned", "accepted"), mode="on_site")
    for order in waiting.select_related("request").order_by("-pk")[:NOTED]:
        usual = Part.objects.filter(usual_for__fault=order.request.fault_id).first()
        if usual is not None:
            expect_parts(order, {usual: Decimal(1)}, by=SYSTEM, at=at)
