"""What screens ask about rounds, scores and remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models

from baoxiu.basics.customers.models import Customer
from baoxiu.core.actors import Actor
from baoxiu.core.clock import on_days
from baoxiu.core.forms.models import FilledForm
from baoxiu.core.policy.queries import value
from baoxiu.flow.followups.models import Rating
from baoxiu.flow.satisfaction.departments import departments
from baoxiu.flow.satisfaction.models import AskRows, Remark, RemarkRows, SurveyAsk, SurveyRound
from baoxiu.flow.satisfaction.policies import WEAK_BELOW
from baoxiu.flow.satisfaction.rules import Figures, Voice, by_group, figures, weak_points
from baoxiu.flow.work_orders.models import WorkOrder


@dataclass(frozen=True, slots=True)
class Analysis:
    """The figures of a round, whole and by group; key customers stand apart (RQ-SAT-04, RQ-SAT-06)."""

    whole: Figures
    by_class: Mapping[str, Figures]
    by_outlet: Mapping[str, Figures]
    by_family: Mapping[str, Figures]
    weak: tuple[str, ...]


def marks_of(filled: FilledForm) -> dict[str, int]:
    """The marks among the answers, by question."""
    wanted = [item.key for item in filled.form.items if item.kind == "rating"]
    return {key: filled.answers[key] for key in wanted if key in filled.answers}


def analysis(round_: SurveyRound, actor: Actor, *, at: datetime) -> Analysis:
    """Counted from every customer asked in the actor's outlets."""
    rows = asked(round_, actor).select_related("form__form", "order__outlet", "order__family")
    voices = [_voice(row) for row in rows]
    whole = figures(voices)
    return Analysis(
        whole=whole,
        by_class=by_group(voices, lambda voice: voice.customer_class),
        by_outlet=by_group(voices, lambda voice: voice.outlet),
        by_family=by_group(voices, lambda voice: voice.family),
        weak=weak_points(whole, below=value(WEAK_BELOW, at=at).number),
    )


def _voice(row: SurveyAsk) -> Voice:
    return Voice(
        customer_class=row.customer_class,
        outlet=str(row.order.outlet or ""),
        family=str(row.order.family or ""),
        marks=marks_of(row.form) if row.form else None,
    )


def class_label(code: str) -> object:
    """A class in words."""
    return Customer.Class(code).label


def asked(round_: SurveyRound, actor: Actor) -> AskRows:
    """The customers asked in a round, those who have not answered first."""
    rows: AskRows = SurveyAsk.objects.for_actor(actor).filter(round=round_)
    return rows.order_by(models.Case(models.When(stage="asked", then=0), default=1), "-at", "pk")


def open_survey(order: WorkOrder, *, on: date) -> SurveyAsk | None:
    """The survey that waits for the order's customer; older rounds and the days past do not ask any more."""
    rows = SurveyAsk.objects.filter(order=order, stage="asked", round__stage="running")
    return rows.filter(round__answer_until__gte=on).select_related("round__form", "order").first()


@dataclass(frozen=True, slots=True)
class AfterEachCase:
    """What customers said by themselves after their case, in the same days (RQ-SAT-01)."""

    asked: int
    answered: int
    score: Decimal | None

    @property
    def response_rate(self) -> Decimal | None:
        """Ratings in percent of the accepted orders."""
        return (Decimal(100 * self.answered) / self.asked).quantize(Decimal("0.1")) if self.asked else None


def after_each_case(actor: Actor, first: date, last: date) -> AfterEachCase:
    """The ratings about orders closed in these days, beside how many might have rated."""
    days = on_days("closed_at", first, last)
    orders = WorkOrder.objects.for_actor(actor).filter(**days).exclude(stage="cancelled")
    sums = Rating.objects.filter(order__in=orders).aggregate(
        n=models.Count("pk"),
        mean=models.Avg((models.F("quality") + models.F("attitude") + models.F("time")) / Decimal(3)),
    )
    mean = Decimal(str(sums["mean"])).quantize(Decimal("0.01")) if sums["n"] else None
    return AfterEachCase(orders.count(), sums["n"], mean)


def remarks(actor: Actor, *, stage: str = "", kind: str = "") -> RemarkRows:
    """The register as the actor may see it, newest first."""
    rows: RemarkRows = Remark.objects.for_actor(actor).select_related("order")
    if stage:
        rows = rows.filter(stage=stage)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-noted_at", "-pk")


def remarks_of(order: WorkOrder) -> list[Remark]:
    """What was heard about an order, with the department that solves it, the newest first (RQ-REV-08)."""
    names = dict(departments())
    rows = list(Remark.objects.filter(order=order).order_by("-noted_at", "-pk"))
    for row in rows:
        row.department_shown = names.get(row.department, row.department)
    return rows
