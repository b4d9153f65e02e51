"""The technical assessment with its three results (RQ-ASM-01…05)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.models import Assessment
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.actions import flag_height
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.visits.queries import arrived_visit
from baoxiu.flow.warranty import actions as warranty
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.warranty.rules import Cause
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move

OUTCOMES = {
    "not_repairable": WorkOrder.Outcome.NOT_REPAIRABLE,
    "too_dear": WorkOrder.Outcome.NOT_REPAIRED,
}


class NotThereYet(IllegalMove):
    """Nobody has been at the product yet."""

    message = _("Please check in at the customer's first: the assessment is made at the product.")


class AssessmentIncomplete(InvalidInput):
    """The nature of the fault or its cause is missing (RQ-ASM-02, RQ-ASM-04)."""


@transaction.atomic
def assess(
    order: WorkOrder,
    *,
    fault_nature: str,
    cause_class: str,
    repairable: bool,
    by: Actor,
    at: datetime,
    cause_text: str = "",
    cost_sensible: bool = True,
    proposal: str = "",
    barrier: str = "",
    at_height: bool = False,
) -> Assessment:
    """Note the nature of the fault, whether repair is possible and its cost sensible, and judge the warranty.

    ``cause_class`` is a ``warranty.rules.Cause``; ``barrier`` says what stands in the way of a repair. Not
    repairable or too dear: the order is to be returned unrepaired. ``at_height``: the work is on the outside wall.
    Raises ``NotThereYet`` or ``AssessmentIncomplete`` (RQ-ASM-01…05, RQ-VIS-05, T05).
    """
    order = lock(order)
    may(by, "repairs.assess", order).or_refuse()
    _check(order, fault_nature, cause_class)
    result = _result(repairable, cost_sensible)
    _move(order, result, barrier, by)
    if at_height:
        flag_height(order, by=by, at=at)
    verdict = _verdict(order, cause_class, by=by, at=at)
    made = Assessment.objects.create(
        order=order,
        fault_nature=fault_nature.strip(),
        cause_class=cause_class,
        cause_text=cause_text.strip(),
        repairable=repairable,
        cost_sensible=cost_sensible,
        proposal=proposal.strip(),
        verdict=verdict,
        by_name=by.name,
        at=at,
    )
    known = facts.of_order(order) | {
        "result": result,
        "cause": cause_class,
        "warranty": verdict.result if verdict else "",
    }
    record("repairs.assessed", order, by=by, at=at, assessment_id=made.pk, proposal=made.proposal, **known)
    return made


def _verdict(order: WorkOrder, cause: str, *, by: Actor, at: datetime) -> Verdict | None:
    """The warranty after diagnosis; records of an archive know neither purchase nor proof, so nothing is judged."""
    if by.kind == "import":
        return None
    return warranty.judge(order, stage="diagnosis", cause=cause, by=by, at=at)


def _check(order: WorkOrder, fault_nature: str, cause_class: str) -> None:
    if order.mode == "on_site" and arrived_visit(order) is None:
        raise NotThereYet()
    if not fault_nature.strip():
        raise AssessmentIncomplete(_("Please write what is broken."), field="fault_nature")
    if cause_class not in set(Cause):
        raise AssessmentIncomplete(_("Please choose the cause of the fault."), field="cause_class")


def _result(repairable: bool, cost_sensible: bool) -> str:
    if not repairable:
        return "not_repairable"
    return "repairable" if cost_sensible else "too_dear"


def _move(order: WorkOrder, result: str, barrier: str, by: Actor) -> None:
    order.outcome, order.barrier = OUTCOMES.get(result, ""), barrier.strip()[:200]
    verb = "assess" if result == "repairable" else "find_unrepairable"
    move(order, verb, by=by, also=("outcome", "barrier"))
