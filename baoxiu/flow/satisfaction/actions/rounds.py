"""Opening a round, which asks everybody drawn, and finishing it (RQ-SAT-02)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.promises.rules import add_months
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date, on_days, start_of_day
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import in_force
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.inspection.rules import draw
from baoxiu.flow.satisfaction.facts import known
from baoxiu.flow.satisfaction.models import ROUND, SurveyAsk, SurveyRound
from baoxiu.flow.satisfaction.policies import ANSWER_DAYS, ROUND_MONTHS
from baoxiu.flow.work_orders.models import WorkOrder

FORM, SERIES, MOST = "satisfaction", "MD", 500
BACK = Coalesce("handed_over_at", "closed_at")


class NobodyToAsk(InvalidInput):
    """In this period nobody was served who fits."""

    message = _("In this period no customer was served who fits.")


@transaction.atomic
def open_round(
    *,
    title: str,
    first: date,
    last: date,
    most: int,
    by: Actor,
    at: datetime,
    customer_class: str = "",
    outlet: Outlet | None = None,
) -> SurveyRound:
    """Draw at most ``most`` customers served in the period, each about the latest order, and ask them.

    The draw is by the round's number, so it can be computed anew. Raises ``NobodyToAsk`` or ``InvalidInput``.
    """
    needs(by, "satisfaction.run").or_refuse()
    _check(first, last, most, customer_class, at)
    orders = _candidates(first, last, customer_class, outlet, by)
    if not orders:
        raise NobodyToAsk(field="first")
    made = SurveyRound.objects.create(
        number=take(SERIES, at=at), title=texts.one_line(title, field="title", most=80), first=first, last=last,
        form=in_force(FORM, at=at), customer_class=customer_class, outlet=outlet, most=most,
        candidates=len(orders), opened_by=by.name, opened_at=at,
        answer_until=legal_date(at) + timedelta(days=value(ANSWER_DAYS, at=at).whole),
    )  # fmt: skip
    drawn = draw(orders, Decimal(1), made.number)[:most]
    told = {"number": made.number, "title": made.title, "asked": len(drawn), "candidates": len(orders)}
    record("satisfaction.round_opened", made, by=by, at=at, **told, first=first, last=last)
    _ask(made, (orders[number] for number in drawn), by=by, at=at)
    for earlier in SurveyRound.objects.exclude(pk=made.pk):
        close_tasks(earlier, "survey_round", by=by, at=at)
    return made


def _check(first: date, last: date, most: int, customer_class: str, at: datetime) -> None:
    if last < first or last > legal_date(at):
        raise InvalidInput(_("The period begins before it ends, and has begun."), field="last")
    if not 1 <= most <= MOST:
        raise InvalidInput(_("Please choose 1 to {most}.").format(most=MOST), field="most")
    if customer_class and customer_class not in Customer.Class.values:
        raise InvalidInput(_("Please choose a class."), field="customer_class")


def _candidates(
    first: date, last: date, customer_class: str, outlet: Outlet | None, by: Actor
) -> dict[str, WorkOrder]:
    """The latest order of each customer who fits, by its number; who is cancelled was not served."""
    rows = WorkOrder.objects.for_actor(by).exclude(stage="cancelled").annotate(back=BACK)
    rows = rows.filter(**on_days("back", first, last))
    if customer_class:
        rows = rows.filter(customer__customer_class=customer_class)
    if outlet:
        rows = rows.filter(outlet=outlet)
    newest = rows.order_by("customer_id", "-back", "-pk").distinct("customer_id")
    return {order.number: order for order in newest.select_related("customer", "request")}


def _ask(made: SurveyRound, orders: Iterable[WorkOrder], *, by: Actor, at: datetime) -> None:
    for order in orders:
        ask = SurveyAsk.objects.create(round=made, order=order, customer_class=order.customer.customer_class)
        record("satisfaction.asked", ask, by=by, at=at, **known(ask))


@transaction.atomic
def close_round(round_: SurveyRound, *, finding: str, by: Actor, at: datetime) -> SurveyRound:
    """Finish a round with what was found; whoever has not answered counts as silent (RQ-SAT-04)."""
    needs(by, "satisfaction.run").or_refuse()
    round_ = lock(round_)
    round_.stage = ROUND.after("close_round", round_.stage)
    round_.finding = texts.paragraph(finding, field="finding", required=True)
    round_.closed_by, round_.closed_at = by.name, at
    round_.save()
    record("satisfaction.round_closed", round_, by=by, at=at, number=round_.number, text=round_.finding)
    return round_


@transaction.atomic
def remind_of_round(*, by: Actor, at: datetime) -> Task | None:
    """A task once the interval since the last round is over; a repeat opens nothing new (RQ-SAT-02, T51)."""
    needs(by, "satisfaction.run").or_refuse()
    latest = SurveyRound.objects.order_by("-opened_at").first()
    if latest is None:
        return None
    due = add_months(legal_date(latest.opened_at), value(ROUND_MONTHS, at=at).whole)
    if due > legal_date(at):
        return None
    key = f"survey_round:{latest.pk}"
    open_task(
        "survey_round", latest, role="service_manager", key=key, at=at,
        due_at=start_of_day(due + timedelta(days=1)), label=latest.number, note=latest.title,
    )  # fmt: skip
    return Task.objects.get(key=key)
