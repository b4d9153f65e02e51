"""What is there already when an order is made: the one of the same line, the review, repairs of the same product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from baoxiu.core.policy.queries import value
from baoxiu.core.statements import Given, Question
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder

type Asked = tuple[Question[WorkOrder], dict[str, Any]]


def order_of(request: RepairRequest, line: int) -> WorkOrder | None:
    """The order for this device of the request, if there is one."""
    return _OF_LINE.first(request=request.pk, line=line)


def review_of(request: RepairRequest) -> Review | None:
    """The review that accepted it; requests of an archive have none."""
    return _ACCEPTED.first(request=request.pk)


def repaired_before(order: WorkOrder, *, at: datetime) -> list[WorkOrder]:
    """Up to five repairs that may have been on the same product, newest first, not longer ago than what counts as a repeat.

    The same unit; without a known unit, the same customer's product of the same family.
    """
    question, given = _repaired_before(order, order.unit_id, at)
    return question(**given)


def look_ahead(accepted: Iterable[tuple[RepairRequest, datetime]]) -> None:
    """Ask at once what will be asked when the first orders of these requests are made, which are locked."""
    accepted = list(accepted)
    _OF_LINE.ahead([{"request": request.pk, "line": 1} for request, _at in accepted])
    _ACCEPTED.ahead([{"request": request.pk} for request, _at in accepted], until=[Review])
    asked: dict[Question[WorkOrder], list[dict[str, Any]]] = defaultdict(list)
    for request, at in accepted:
        question, given = _repaired_before(request, request.unit_id, at)
        asked[question].append(given)
    for question, several in asked.items():
        question.ahead(several)


_OF_LINE: Question[WorkOrder] = Question(
    lambda: WorkOrder.objects.filter(request_id=Given("request"), line=Given("line")).order_by()
)
_ACCEPTED: Question[Review] = Question(
    lambda: Review.objects.filter(request_id=Given("request"), result=Review.Result.ACCEPTED).order_by("-pk")[
        :1
    ]
)


def _repaired_before(job: WorkOrder | RepairRequest, unit: int | None, at: datetime) -> Asked:
    days = value("work_orders.repeat_days", at=at).whole + 1  # calendar days may reach a day further back
    request = job.request_id if isinstance(job, WorkOrder) else job.pk
    given = {"since": at - timedelta(days=days), "at": at, "request": request}
    if unit is not None:
        return _REPAIRED_UNIT, given | {"unit": unit}
    return _REPAIRED_PRODUCT, given | {"customer": job.customer_id, "family": job.family_id}


def _repaired(**same: object) -> OrderRows:
    rows: OrderRows = WorkOrder.objects.filter(
        stage="closed",
        outcome=WorkOrder.Outcome.REPAIRED,
        closed_at__gte=Given("since"),
        closed_at__lte=Given("at"),
        **same,
    )
    return rows.exclude(request_id=Given("request")).order_by("-closed_at")[:5]


_REPAIRED_UNIT: Question[WorkOrder] = Question(lambda: _repaired(unit_id=Given("unit")))
_REPAIRED_PRODUCT: Question[WorkOrder] = Question(
    lambda: _repaired(unit=None, customer_id=Given("customer"), family_id=Given("family"))
)
