"""Judging the warranty by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.flow.warranty import rules
from baoxiu.flow.warranty.inputs import gather
from baoxiu.flow.warranty.keeping import keep, locked_for_verdict
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.warranty.permissions import may_judge
from baoxiu.flow.warranty.rules import JobLine
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def judge(
    order: WorkOrder,
    *,
    stage: str,
    cause: str,
    lines: Sequence[JobLine] | None = None,
    proof: str | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Verdict:
    """The verdict for each line with reasons, rules and payer; the newest one holds (RQ-WAR-01 to RQ-WAR-16).

    ``stage`` is when it is judged (RQ-WAR-11), ``cause`` a ``rules.Cause``; without ``lines`` the usual
    ones, without ``proof`` what is on file. The order becomes free or paid. Raises ``InvalidInput``,
    ``OrderIsOver``, ``NotAllowed``.
    """
    fresh = locked_for_verdict(order, stage)
    may_judge(fresh, by).or_refuse()
    gathered = gather(fresh, cause=cause, lines=lines, proof=proof, at=at)
    found = rules.judge(gathered.inputs)
    return keep(fresh, gathered, found, stage=stage, note=note, by=by, at=at)
