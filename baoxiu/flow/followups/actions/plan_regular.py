"""Regular calls: long-term customers once a year, key customers every half year (RQ-REV-10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import models, transaction
from django.db.models.functions import Coalesce

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.rows import lock
from baoxiu.flow.followups.calls import known, put
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.followups.policies import KEY_MONTHS, LONG_TERM_MONTHS, REGULAR_DAYS
from baoxiu.flow.followups.queries import calls_welcome
from baoxiu.flow.followups.rules import regular_day, regular_window
from baoxiu.flow.work_orders.models import WorkOrder

RHYTHM = {"long_term": LONG_TERM_MONTHS, "key": KEY_MONTHS}
BACK = Coalesce("handed_over_at", "closed_at")


def plan_regular(*, by: Actor, at: datetime) -> list[Followup]:
    """Plan a call with every customer of these classes whose last talk is long enough ago; a repeat plans nothing.

    Counted from the last answered call, the last call given up, or the return of the product; who wants no more
    calls gets none (RQ-REV-10, T51).
    """
    needs(by, "followups.call").or_refuse()
    planned = (_plan(customer_id, last_on, by=by, at=at) for customer_id, last_on in _waiting(at))
    return [followup for followup in planned if followup is not None]


def _waiting(at: datetime) -> Iterator[tuple[int, date]]:
    """Customers whose day has come, with the day of the last talk."""
    for kind, months in RHYTHM.items():
        often = value(months, at=at).whole
        for customer_id, last in _last_talks(kind):
            if regular_day(legal_date(last), often) <= legal_date(at):
                yield customer_id, legal_date(last)


def _last_talks(kind: str) -> list[tuple[int, datetime]]:
    open_calls = models.Q(followups__stage="planned")
    given_up = models.Q(followups__stage="not_reached")
    rows = (
        WorkOrder.objects.filter(customer__customer_class=kind)
        .values("customer_id")
        .annotate(
            back=models.Max(BACK),
            answered=models.Max("followups__answered_at"),
            missed=models.Max("followups__until", filter=given_up),
            waiting=models.Count("followups", filter=open_calls),
        )
        .filter(waiting=0, back__isnull=False)
    )
    moments = [(row["customer_id"], (row["back"], row["answered"], row["missed"])) for row in rows]
    return [(customer_id, max(filter(None, given))) for customer_id, given in moments]


@transaction.atomic
def _plan(customer_id: int, last_on: date, *, by: Actor, at: datetime) -> Followup | None:
    """On the latest order that the customer has back; another run that came first leaves nothing to do."""
    orders = WorkOrder.objects.filter(customer_id=customer_id).annotate(back=BACK).exclude(back=None)
    order = lock(WorkOrder(pk=orders.order_by("-back").values_list("pk", flat=True)[0]))
    calls = Followup.objects.filter(order__customer_id=customer_id)
    if calls.filter(stage="planned").exists() or not calls_welcome(customer_id):
        return None
    last = order.followups.aggregate(last=models.Max("sequence"))["last"] or 1
    window = regular_window(legal_date(at), days=value(REGULAR_DAYS, at=at).whole)
    followup = put(order, "regular", last + 1, window)
    record("followups.regular_planned", followup, by=by, at=at, **known(followup), last_on=last_on)
    return followup
