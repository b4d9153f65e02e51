"""What screens and later stages ask about visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.clock import start_of_day
from baoxiu.core.counts import count_of
from baoxiu.core.forms.models import FilledForm
from baoxiu.core.policy.queries import value
from baoxiu.flow.visits.lifecycle import VISIT
from baoxiu.flow.visits.models import Damage, Visit, VisitRows
from baoxiu.flow.visits.policies import READY_REQUIRED
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder

OPEN = VISIT.codes("open", "waiting")
READY, HEIGHT = "visit_ready", "height_ready"
"""The checklists before setting out."""


def open_visit(order: WorkOrder) -> Visit | None:
    """The order's visit that is not over."""
    return Visit.objects.filter(order=order, stage__in=OPEN).first()


def arrived_visit(order: WorkOrder) -> Visit | None:
    """The newest visit at which somebody was at the product."""
    arrived = Visit.objects.filter(order=order, arrived_at__isnull=False).exclude(stage="no_access")
    return arrived.order_by("-arrived_at").first()


def clash(
    technician_id: int, start: datetime, end: datetime, *, besides: Visit | None = None
) -> Visit | None:
    """An open visit of this technician that overlaps the window (touching ends do not)."""
    rows = Visit.objects.filter(technician_id=technician_id, stage__in=OPEN)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    overlapping = rows.filter(window_start__lt=end, window_end__gt=start)
    return overlapping.select_related("order").order_by("window_start").first()


def day(actor: Actor, on: date) -> VisitRows:
    """The visits of a Chinese day that the actor may see, by time: the technician's round."""
    begin = start_of_day(on)
    rows = Visit.objects.for_actor(actor).filter(
        window_start__lt=begin + timedelta(days=1), window_end__gt=begin
    )
    return rows.exclude(stage="cancelled").select_related("order", "technician").order_by("window_start")


def checklists(visit: Visit) -> models.QuerySet[FilledForm]:
    """The filled checklists of a visit, oldest first."""
    filled = FilledForm.objects.filter(subject_kind="visit", subject_id=visit.pk)
    return filled.select_related("form").order_by("at", "pk")


def checklists_of(visits: Iterable[Visit]) -> dict[int, list[FilledForm]]:
    """The filled checklists of several visits, by visit, oldest first."""
    found: defaultdict[int, list[FilledForm]] = defaultdict(list)
    filled = FilledForm.objects.filter(subject_kind="visit", subject_id__in=[visit.pk for visit in visits])
    for row in filled.select_related("form").order_by("at", "pk"):
        found[row.subject_id].append(row)
    return found


def has_checklist(visit: Visit, code: str) -> bool:
    """Whether this checklist was filled at the visit."""
    return FilledForm.objects.filter(subject_kind="visit", subject_id=visit.pk, form__code=code).exists()


def passed_checklist(visit: Visit, code: str) -> bool:
    """Whether this checklist, as it was filled last at the visit, has no failed item."""
    filled = FilledForm.objects.filter(subject_kind="visit", subject_id=visit.pk, form__code=code)
    last = filled.order_by("-at", "-pk").first()
    return last is not None and last.passed


def lacks_readiness(visit: Visit, order: WorkOrder, at: datetime) -> bool:
    """Whether the firm wants the list for setting out, and it is not in order (RQ-APT-03)."""
    return _wants_readiness(order, at) and not passed_checklist(visit, READY)


def _wants_readiness(order: WorkOrder, at: datetime) -> bool:
    scope = {"family": order.family.code, "outlet": order.outlet.code if order.outlet else ""}
    return bool(value(READY_REQUIRED, at=at, scope=scope).value)


def lacks_safety(visit: Visit) -> bool:
    """Whether there is work at height, and its safety is not confirmed (RQ-VIS-05)."""
    return visit.at_height and not passed_checklist(visit, HEIGHT)


def unprepared(visits: Iterable[Visit], at: datetime) -> dict[int, str]:
    """Of several booked visits those that lack a list before setting out: which one, by visit (RQ-APT-03, RQ-VIS-05)."""
    rows = [visit for visit in visits if visit.stage == "booked"]
    filled = checklists_of(rows) if rows else {}
    lacking = {}
    for visit in rows:
        passed = {form.form.code: form.passed for form in filled.get(visit.pk, [])}
        if _wants_readiness(visit.order, at) and not passed.get(READY):
            lacking[visit.pk] = READY
        elif visit.at_height and not passed.get(HEIGHT):
            lacking[visit.pk] = HEIGHT
    return lacking


def was_at_height(order: WorkOrder) -> bool:
    """Whether an earlier visit had work at height."""
    return Visit.objects.filter(order=order, at_height=True).exists()


def visits_made(order: WorkOrder) -> int:
    """How often somebody came, entry or not (RQ-APT-07)."""
    return Visit.objects.filter(order=order, stage__in=("arrived", "finished", "no_access")).count()


def load_of_day(actor: Actor, on: date) -> list[tuple[Technician, int, int]]:
    """The technicians in scope with their visits of a day and their open orders, busiest first."""
    begin = start_of_day(on)
    visits = Visit.objects.filter(window_start__gte=begin, window_start__lt=begin + timedelta(days=1))
    visits = visits.filter(technician=models.OuterRef("pk")).exclude(stage="cancelled")
    jobs = WorkOrder.objects.filter(
        stage__in=ORDER.codes("open", "waiting"), technician=models.OuterRef("pk")
    )
    rows = Technician.objects.for_actor(actor).filter(is_active=True).select_related("outlet")
    counted = rows.annotate(visits_today=count_of(visits), jobs_open=count_of(jobs)).order_by(
        "-visits_today", "-jobs_open", "name"
    )
    return [(row, row.visits_today, row.jobs_open) for row in counted]


@dataclass(frozen=True, slots=True)
class FirstTimeFix:
    """How many repairs at the customer's were done with one visit, and why others needed more (RQ-APT-07)."""

    done: int
    at_once: int
    causes: list[tuple[str, int]]

    @property
    def share_percent(self) -> str:
        """In per cent with one decimal; empty where nothing was done."""
        return f"{100 * self.at_once / self.done:.1f}" if self.done else ""


def visited_orders(actor: Actor, *, since: datetime, until: datetime, visits: str = "") -> OrderRows:
    """Repairs done at the customer's and handed over in a span; ``one``: with one visit, ``more``: with several."""
    orders = WorkOrder.objects.for_actor(actor).filter(
        mode="on_site", outcome=WorkOrder.Outcome.REPAIRED, handed_over_at__range=(since, until)
    )
    came = models.Q(visits__stage__in=("arrived", "finished"))
    counted = orders.annotate(times=models.Count("visits", filter=came))
    return counted.filter(**{"one": {"times": 1}, "more": {"times__gt": 1}}.get(visits, {"times__gt": 0}))


def first_time_fix(
    actor: Actor, *, since: datetime, until: datetime, **of: Technician | Outlet
) -> FirstTimeFix:
    """The figure of the orders that the actor sees in a span; ``technician`` or ``outlet``: of one of them."""
    visited = visited_orders(actor, since=since, until=until).filter(**of)
    rows = Visit.objects.filter(order__in=visited.values("pk")).exclude(second_visit_cause="").order_by()
    causes = (
        rows.values_list("second_visit_cause")
        .annotate(times=models.Count("order", distinct=True))
        .order_by("-times")
    )
    return FirstTimeFix(visited.count(), visited.filter(times=1).count(), list(causes))


def open_damages(order: WorkOrder) -> models.QuerySet[Damage]:
    """Damage that nobody has paid for yet (RQ-VIS-07)."""
    return Damage.objects.filter(visit__order=order, compensated_at=None).select_related("visit")
