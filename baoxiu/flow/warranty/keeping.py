"""Keeping a judgement: decision, verdict, lines, the order's class, and the event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.decisions.actions import decide
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import add, change, insert
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import is_new, lock
from baoxiu.flow.warranty.inputs import Gathered, plain_inputs
from baoxiu.flow.warranty.models import Verdict, VerdictLine
from baoxiu.flow.warranty.rules import JobLine, LineJudgement, Treatment, WarrantyJudgement
from baoxiu.flow.work_orders.models import WorkOrder

CLASSES = {
    Treatment.FREE: WorkOrder.ServiceClass.FREE,
    Treatment.PAID: WorkOrder.ServiceClass.PAID,
    Treatment.REFUSED: WorkOrder.ServiceClass.PAID,
    Treatment.MIXED: WorkOrder.ServiceClass.PAID,
    Treatment.UNDECIDED: WorkOrder.ServiceClass.UNDECIDED,
}
"""The two classes of RQ-WAR-09: where the customer pays a line, the job is a paid one."""


class OrderIsOver(IllegalMove):
    """The warranty of a closed order stays as it was judged."""

    message = _("This order is over; the verdict stays.")


def locked_for_verdict(order: WorkOrder, stage: str) -> WorkOrder:
    """The order, locked, with what a judgement looks at. Raises ``InvalidInput``, ``OrderIsOver``."""
    if stage not in Verdict.Stage.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="stage")
    fresh = lock(order)
    if fresh.stage_now.group == "closed":
        raise OrderIsOver()
    return fresh


def keep(
    order: WorkOrder,
    gathered: Gathered,
    found: WarrantyJudgement,
    *,
    stage: str,
    note: str,
    by: Actor,
    at: datetime,
) -> Verdict:
    """Store the judgement so that it can be shown, replayed and contested; the order becomes free or paid."""
    inputs = gathered.inputs
    verdict = Verdict(
        order=order,
        decision=_decision(order, gathered, found, by=by, at=at),
        stage=stage,
        result=found.verdict,
        cause=inputs.cause,
        proof=inputs.proof,
        ends_on=_ends_on(inputs.lines, found),
        note=note.strip()[:300],
        by_name=by.name,
        at=at,
    )
    insert(verdict, ahead=is_new(order))
    jobs = {job.key: job for job in inputs.lines}
    add(*(_line(verdict, jobs[line.key], line) for line in found.lines))
    before, order.service_class = order.service_class, CLASSES[found.treatment]
    if order.service_class != before:
        change(order, "service_class")
    _tell(verdict, order, found, before, by=by, at=at)
    return verdict


def _decision(
    order: WorkOrder, gathered: Gathered, found: WarrantyJudgement, *, by: Actor, at: datetime
) -> Decision:
    reasons = {str(reason): reason.plain() for line in found.lines for reason in line.reasons}
    return decide(
        "warranty",
        order,
        result=found.verdict,
        reasons=list(reasons.values()),
        inputs=plain_inputs(gathered.inputs),
        outputs={
            "treatment": found.treatment,
            "return_until": found.return_until,
            "exchange_until": found.exchange_until,
            "lapses": found.lapses,
        },
        rule_ids=[rule.rule_id for rule in found.rules],
        rule_set=found.rule_set,
        policies=gathered.policies,
        by=by,
        at=at,
    )


def _ends_on(jobs: Sequence[JobLine], found: WarrantyJudgement) -> date | None:
    """The last day for the whole product: that of a line that is neither main part nor accessory."""
    whole = [job.key for job in jobs if not job.is_main_part and not job.accessory]
    days = [line.ends_on for line in found.lines if line.key in whole and line.ends_on]
    return max((day for day in days if day != date.max), default=None)


def _line(verdict: Verdict, job: JobLine, line: LineJudgement) -> VerdictLine:
    return VerdictLine(
        verdict=verdict,
        kind=job.kind,
        label=(job.part or job.accessory)[:80],
        is_main_part=job.is_main_part,
        result=line.verdict,
        payer=line.payer,
        ends_on=None if line.ends_on == date.max else line.ends_on,
        reasons=[reason.plain() for reason in line.reasons],
        rule_ids=[
            {"id": rule.rule_id, "layer": rule.layer.value, "mark": rule.mark, "basis": rule.basis}
            for rule in line.rules
        ],
    )


def _tell(
    verdict: Verdict, order: WorkOrder, found: WarrantyJudgement, before: str, *, by: Actor, at: datetime
) -> None:
    facts: dict[str, Any] = {"treatment": found.treatment.value, "cause": str(verdict.cause)}
    record(
        "warranty.judged",
        verdict,
        by=by,
        at=at,
        number=order.number,
        outlet_id=order.outlet_id,
        request_id=order.request_id,
        order_id=order.pk,
        verdict_id=verdict.pk,
        stage=str(verdict.stage),
        result=str(verdict.result),
        old=str(before),
        new=str(order.service_class),
        **facts,
    )
