"""What to pack for a job: parts and tools that such faults usually needed (RQ-EXE-01)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.core.forms.models import FilledForm
from baoxiu.flow.repairs.models import PartUsed
from baoxiu.flow.repairs.rules import Usual, usual
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import READY
from baoxiu.flow.work_orders.models import WorkOrder

LATEST = 200
"""So many repairs of the same family and fault are looked at."""
TOOLS = "special_tools"
SEPARATORS = str.maketrans(dict.fromkeys("，,;；\n", "、"))


@dataclass(frozen=True, slots=True)
class Preparation:
    """``repairs``: of how many earlier repairs the list is made; ``listed``: parts that the price list names."""

    repairs: int
    parts: list[Usual]
    tools: list[Usual]
    listed: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of such a fault."""
        return not (self.parts or self.tools or self.listed)


def preparation(order: WorkOrder, at: datetime) -> Preparation:
    """The list for an order, from repairs of the same family and fault and from the price list in force."""
    if order.request.fault_id is None:
        return Preparation(0, [], [], [])
    alike = WorkOrder.objects.filter(
        family_id=order.family_id,
        request__fault_id=order.request.fault_id,
        outcome=WorkOrder.Outcome.REPAIRED,
    )
    done = list(alike.order_by("-pk").values_list("pk", flat=True)[:LATEST])
    parts = usual(_parts(done), len(done))
    known = {one.name for one in parts}
    listed = [name for name in _listed(order, at) if name not in known]
    return Preparation(len(done), parts, usual(_tools(done), len(done)), listed)


def _parts(orders: list[int]) -> Counter[str]:
    """In how many of the orders each part was built in."""
    rows = PartUsed.objects.filter(order_id__in=orders).values_list("name")
    return Counter(dict(rows.annotate(times=models.Count("order", distinct=True)).order_by()))


def _tools(orders: list[int]) -> Counter[str]:
    """In how many of the readiness lists each special tool stands."""
    visits = Visit.objects.filter(order_id__in=orders).values("pk")
    filled = FilledForm.objects.filter(subject_kind="visit", subject_id__in=visits, form__code=READY)
    counted: Counter[str] = Counter()
    for answers in filled.values_list("answers", flat=True):
        names = str(answers.get(TOOLS, "")).translate(SEPARATORS).split("、")
        counted.update({name.strip() for name in names if name.strip()})
    return counted


def _listed(order: WorkOrder, at: datetime) -> list[str]:
    prices = PriceList.objects.in_force(at)
    if prices is None:
        return []
    lines = prices.lines.filter(kind=PriceLine.Kind.PART, fault_id=order.request.fault_id)
    fitting = lines.filter(models.Q(family=None) | models.Q(family_id=order.family_id))
    return list(fitting.order_by("name").values_list("name", flat=True))
