"""Drawing a day's sample so that nobody can choose what is drawn (RQ-QC-10, RQ-QC-11)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.clock import start_of_day
from baoxiu.core.events.actions import record
from baoxiu.core.policy.queries import NotChosen, PolicyValue, value
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.inspection import queries, rules
from baoxiu.flow.inspection.models import Sample, SamplingDraw
from baoxiu.flow.inspection.permissions import may_draw
from baoxiu.flow.inspection.policies import SAMPLE_SHARE
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder


class DayBegun(IllegalMove):
    """Who knows what is finished must not choose the seed any more."""

    message = _("The seed of a draw is fixed before its day begins.")


class DayNotOver(IllegalMove):
    """The list of the day is not complete."""

    message = _("A day's sample is drawn when the day is over.")


@transaction.atomic
def fix_seed(day: date, *, seed: str, by: Actor, at: datetime) -> SamplingDraw:
    """Bind the seed of a day's draw by recording its hash; a second call changes nothing. Raises ``DayBegun``."""
    may_draw(by).or_refuse()
    if at >= start_of_day(day):
        raise DayBegun()
    made, is_new = SamplingDraw.objects.get_or_create(
        day=day, defaults={"seed": seed, "commitment": rules.commitment(seed), "committed_at": at}
    )
    if is_new:
        record("inspection.seed_fixed", made, by=by, at=at, day=day, commitment=made.commitment)
    return made


@transaction.atomic
def draw(waiting: SamplingDraw, *, by: Actor, at: datetime) -> SamplingDraw:
    """Draw among the orders that passed the final inspection on the day; a second call changes nothing.

    The share holds by outlet and product family; orders for which none is chosen are not drawn. Raises
    ``DayNotOver`` (RQ-QC-11).
    """
    may_draw(by).or_refuse()
    drawing = lock(waiting)
    if drawing.drawn_at:
        return drawing
    if at < start_of_day(drawing.day + timedelta(days=1)):
        raise DayNotOver()
    orders = {order.number: order for order in queries.candidates(drawing.day)}
    drawing.groups = [
        _group(share, sorted(numbers), drawing.seed)
        for share, numbers in _by_share(orders, start_of_day(drawing.day)).items()
    ]
    drawing.drawn_at, drawing.drawn_by = at, by.name
    drawing.save(update_fields=["groups", "drawn_at", "drawn_by"])
    _choose(drawing, orders, by, at)
    return drawing


def _by_share(orders: dict[str, WorkOrder], began: datetime) -> dict[PolicyValue, list[str]]:
    """The numbers by the share that held when the day began."""
    found: dict[PolicyValue, list[str]] = defaultdict(list)
    for number, order in orders.items():
        scope = {"family": order.family.code, "outlet": order.outlet.code if order.outlet else ""}
        try:
            found[value(SAMPLE_SHARE, at=began, scope=scope)].append(number)
        except NotChosen:
            continue
    return found


def _group(share: PolicyValue, numbers: list[str], seed: str) -> dict[str, Any]:
    return {
        "share": str(share.number),
        "policy_version": share.version_id,
        "candidates": numbers,
        "drawn": list(rules.draw(numbers, share.number, seed)),
    }


def _choose(drawing: SamplingDraw, orders: dict[str, WorkOrder], by: Actor, at: datetime) -> None:
    record(
        "inspection.sample_drawn",
        drawing,
        by=by,
        at=at,
        day=drawing.day,
        seed=drawing.seed,
        groups=drawing.groups,
    )
    for number in (number for group in drawing.groups for number in group["drawn"]):
        Sample.objects.create(draw=drawing, order=orders[number])
        known = facts.of_order(orders[number])
        record("inspection.sampled", orders[number], by=by, at=at, day=drawing.day, **known)
