"""What screens and later stages ask about inspections."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import models

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.queries import broken_links
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.policy.queries import all_versions
from baoxiu.core.reasons import Reason
from baoxiu.flow.inspection import rules
from baoxiu.flow.inspection.models import Inspection, ReRepair, Rework, Sample, SamplingDraw, SpotCheck
from baoxiu.flow.inspection.policies import SAMPLE_SHARE
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder


def of_order(order: WorkOrder) -> models.QuerySet[Inspection]:
    """Every check of the order with its filled form, oldest first."""
    return Inspection.objects.filter(order=order).select_related("form__form")


def failures(order: WorkOrder) -> int:
    """How often the final inspection sent the job back (RQ-RWK-01)."""
    return Inspection.objects.filter(order=order, kind=Inspection.Kind.FINAL, passed=False).count()


def attempts(order: WorkOrder, form: FormVersion) -> dict[str, rules.Attempt]:
    """Which attempt of each counted test comes now, of how many (RQ-RWK-01)."""
    return rules.next_attempts(_probes(form), _failed_finals(order))


def due_for_rework(order: WorkOrder, filled: FilledForm) -> tuple[str, ...]:
    """The tests whose failure in this filled form makes rework of the job (RQ-RWK-01)."""
    return rules.due_for_rework(_probes(filled.form), _failed_finals(order), filled.failed)


def _probes(form: FormVersion) -> dict[str, rules.ProbeKind]:
    return {item.key: rules.ProbeKind(item.probe) for item in form.items}


def _failed_finals(order: WorkOrder) -> list[Collection[str]]:
    rows = Inspection.objects.filter(order=order, kind=Inspection.Kind.FINAL, passed=False)
    return list(rows.order_by("at", "pk").values_list("form__failed", flat=True))


def sample_of(order: WorkOrder) -> Sample | None:
    """The sample that the order was drawn for."""
    return Sample.objects.filter(order=order).select_related("inspection", "draw").first()


def waiting_samples(actor: Actor) -> models.QuerySet[Sample]:
    """Drawn orders that nobody has inspected yet, the oldest first."""
    rows = Sample.objects.for_actor(actor).filter(inspection=None)
    return rows.select_related("draw", "order__family", "order__technician", "order__request").order_by("pk")


def plan_is_active(at: datetime) -> bool:
    """Whether a share is chosen for anything; without one nothing is drawn (RQ-QC-11)."""
    return any(row.valid_from <= at for row in all_versions().get(SAMPLE_SHARE, ()))


def draws_to_make(at: datetime) -> list[SamplingDraw]:
    """The days that are over and not drawn, the oldest first."""
    return list(SamplingDraw.objects.filter(drawn_at=None, day__lt=legal_date(at)).order_by("day"))


def draws() -> models.QuerySet[SamplingDraw]:
    """Every draw, also those that wait for their day; a draw is one list for all outlets (RQ-QC-10)."""
    return SamplingDraw.objects.all()


def draw_of(day: date) -> SamplingDraw | None:
    """The draw of a day."""
    return SamplingDraw.objects.filter(day=day).first()


def draws_made() -> models.QuerySet[SamplingDraw]:
    """Every draw with its result, newest day first."""
    return SamplingDraw.objects.filter(drawn_at__isnull=False)


def candidates(day: date) -> OrderRows:
    """The orders that passed the final inspection on that Chinese day and were never drawn, by number."""
    passed = Inspection.objects.filter(
        kind=Inspection.Kind.FINAL, passed=True,
        at__gte=start_of_day(day), at__lt=start_of_day(day + timedelta(days=1)),
    )  # fmt: skip
    rows = WorkOrder.objects.filter(pk__in=passed.values("order"), sample=None)
    return rows.select_related("family", "outlet").order_by("number")


def flaws_of(drawing: SamplingDraw) -> tuple[Reason, ...]:
    """Recompute a draw from what is stored; empty when it holds (RQ-QC-11)."""
    groups = [
        rules.DrawnGroup(Decimal(group["share"]), tuple(group["candidates"]), tuple(group["drawn"]))
        for group in drawing.groups
    ]
    return rules.flaws(drawing.seed, drawing.commitment, groups)


def chain_holds() -> bool:
    """Whether nothing was put between or before the recorded seeds and draws."""
    return next(broken_links("sampling"), None) is None


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened in a span: finished work, what was drawn of it, rework (返工) and re-repairs (返修)."""

    finished: int
    drawn: int
    samples_failed: int
    rework: int
    re_repairs: int
    re_repairs_own: int
    re_repairs_other: int

    @property
    def share_reached(self) -> Decimal | None:
        """Drawn orders per finished one; none where nothing was finished."""
        return Decimal(self.drawn) / self.finished if self.finished else None

    @property
    def share_percent(self) -> str:
        """The same in per cent with one decimal."""
        return "" if self.share_reached is None else f"{self.share_reached * 100:.1f}"


def figures(actor: Actor, *, since: datetime, until: datetime) -> Figures:
    """The figures of the orders that the actor sees (RQ-QC-11, RQ-RWK-01, RQ-RWK-02)."""
    orders, span = WorkOrder.objects.for_actor(actor), (since, until)
    checks = Inspection.objects.filter(order__in=orders, at__range=span)
    judged = ReRepair.objects.filter(order__in=orders, at__range=span)
    finals = checks.filter(kind=Inspection.Kind.FINAL, passed=True)
    return Figures(
        finished=finals.order_by().values("order").distinct().count(),
        drawn=Sample.objects.filter(order__in=finals.order_by().values("order")).count(),
        samples_failed=checks.filter(kind=Inspection.Kind.SAMPLE, passed=False).count(),
        rework=Rework.objects.filter(order__in=orders, at__range=span).count(),
        re_repairs=orders.filter(repeat_of__isnull=False, created_at__range=span).count(),
        re_repairs_own=judged.filter(responsibility=ReRepair.Responsibility.TECHNICIAN).count(),
        re_repairs_other=judged.filter(responsibility=ReRepair.Responsibility.OTHER).count(),
    )


def open_demands(actor: Actor) -> models.QuerySet[SpotCheck]:
    """Demands of spot checks that are not closed, the most pressing first (RQ-QC-13)."""
    rows = SpotCheck.objects.for_actor(actor).filter(state__in=("demanded", "answered"))
    return rows.select_related("order__family", "technician").order_by("due_at", "pk")


def demands_of(order: WorkOrder, *states: str) -> models.QuerySet[SpotCheck]:
    """The order's demands in these states, oldest first."""
    return SpotCheck.objects.filter(order=order, state__in=states)
