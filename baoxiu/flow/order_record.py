"""All that is on record about one order, as its page asks for it: questions that are put together once per process.

Each takes ``order``, the order's key, or ``case``, its chain. Unscoped: whoever asks has the order at hand already. Most of them
find nothing for most orders, so it matters that to ask is cheap.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from baoxiu.basics.promises.queries import running
from baoxiu.core.events.queries import timeline
from baoxiu.core.files.queries import of_case
from baoxiu.core.statements import Given, Question
from baoxiu.flow.acceptance.models import AcceptanceSheet, AppearanceProblem, Claim, RecordCopy
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.inspection.models import Inspection, Rework, SpotCheck
from baoxiu.flow.repairs.models import Assessment, ChangeRequest, Measurement, PartUsed, Quote, WorkStep
from baoxiu.flow.visits.models import ContactAttempt, Visit
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.work_orders.models import DispatchItem, WorkOrder


def _of_order(rows: Callable[[], models.QuerySet[Any]]) -> Question[Any]:
    return Question(lambda: rows().filter(order_id=Given("order")))


def _of_case(rows: Callable[[Any], models.QuerySet[Any]]) -> Question[Any]:
    return Question(lambda: rows(Given("case")))


ORDER: Question[WorkOrder] = Question(
    lambda: WorkOrder.objects.filter(pk=Given("order")).select_related(
        "request__family",
        "request__fault",
        "customer",
        "family",
        "unit__model",
        "outlet",
        "technician",
        "repeat_of",
        "cancellation",
        "closure",
        "settlement",
        "exchange_route",
        "effect",
        "rating",
        "sample__inspection",
        "re_repair__technician",
    )
)
"""The order with everything of which there is one at most."""

VERDICTS = _of_order(
    lambda: Verdict.objects.select_related("decision").prefetch_related("lines").order_by("-at", "-pk")
)
ASSESSMENTS = _of_order(lambda: Assessment.objects.order_by("-at", "-pk"))
QUOTES = _of_order(
    lambda: (
        Quote.objects.select_related("consent", "price_list").prefetch_related("lines").order_by("-version")
    )
)
VISITS = _of_order(
    lambda: (
        Visit.objects.select_related("technician", "no_access", "cost")
        .prefetch_related("reschedulings")
        .order_by("-window_start")
    )
)
CONTACTS = _of_order(lambda: ContactAttempt.objects.order_by("-at"))
ASSIGNMENTS = _of_order(
    lambda: Assignment.objects.select_related("technician", "decision").order_by("-at", "-pk")
)
PARTS = _of_order(lambda: PartUsed.objects.order_by("at"))
WORK_STEPS = _of_order(lambda: WorkStep.objects.all())
MEASUREMENTS = _of_order(lambda: Measurement.objects.select_related("filled__form"))
LOOKS = _of_order(lambda: AppearanceProblem.objects.select_related("technician"))
COPIES = _of_order(lambda: RecordCopy.objects.select_related("slip__form"))
ITEMS = _of_order(lambda: DispatchItem.objects.order_by("pk"))
INSPECTIONS = _of_order(lambda: Inspection.objects.select_related("form__form").order_by("-at", "-pk"))
REWORKS = _of_order(lambda: Rework.objects.select_related("technician", "inspection"))
DEMANDS = _of_order(lambda: SpotCheck.objects.all())
CHANGES = _of_order(lambda: ChangeRequest.objects.all())
SHEETS = _of_order(lambda: AcceptanceSheet.objects.select_related("answer__signature").order_by("-version"))
CLAIMS = _of_order(lambda: Claim.objects.all())
FOLLOWUPS = _of_order(
    lambda: Followup.objects.select_related("form__form").prefetch_related("calls").order_by("sequence")
)
FILES = _of_case(of_case)
PROMISES = _of_case(lambda case: running(case).prefetch_related("pauses", "reasons"))
EVENTS = _of_case(timeline)
COMPLAINTS = _of_order(lambda: ComplaintEntry.objects.order_by("-at"))
