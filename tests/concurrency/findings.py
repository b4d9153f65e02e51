"""Prints as JSON what an installation holds of every case (run by ``inside``)."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Count

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.queries import broken_links
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder

COUNTED = {
    "events": (Event.objects, "chain", "kind"),
    "promises": (Promise.objects, "case", "kind"),
    "tasks": (Task.objects, "case", "kind"),
    "notices": (Notice.objects, "case", "code"),
}


def main() -> None:
    """Each case with its counts, broken chains, and what the outbox has not done."""
    cases = {row["pk"]: row for row in RepairRequest.objects.values("pk", "number", "fault_text", "stage")}
    for pk, found in cases.items():
        found["orders"] = list(WorkOrder.objects.filter(request=pk).values_list("number", "stage"))
        found["assignments"] = Assignment.objects.filter(order__request=pk).count()
    for name, (rows, chain, kind) in COUNTED.items():
        for pk, counts in _counted(rows, chain, kind).items():
            cases[pk][name] = counts
    broken = [str(one) for pk in cases for one in broken_links(f"case:{pk}")]
    waiting = list(OutboxEntry.objects.filter(handled_at=None).values("event_id", "attempts", "last_error"))
    print(json.dumps({"cases": list(cases.values()), "broken": broken, "waiting": waiting}))


def _counted(rows: models.Manager[Any], chain: str, kind: str) -> dict[int, dict[str, int]]:
    """``{case: {kind: how often}}``."""
    found: dict[int, dict[str, int]] = {}
    asked = rows.filter(**{f"{chain}__startswith": "case:"}).order_by()
    for case, name, times in asked.values_list(chain, kind).annotate(Count("pk")):
        found.setdefault(int(case.partition(":")[2]), {})[name] = times
    return found
