"""Orders as they are drawn in a picture, and how long they are drawn so."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from baoxiu.flow.dispatch.planner.problem import Order
from baoxiu.flow.planning import demand
from baoxiu.flow.planning.ground import Ground
from baoxiu.flow.work_orders.models import WorkOrder

MARGIN = 2.0
"""Seconds around a turn in which an order is drawn anew at each question."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An order as it was drawn, true from ``since`` until ``until`` unless its rows change.

    In seconds of the epoch: moments of two time zones take ten times as long to compare, and all are at each question.
    """

    order: Order | None
    since: float
    until: float


def draw(row: WorkOrder, ground: Ground) -> Drawn:
    """The order, and how long it is drawn so."""
    order = demand.order(row, ground)
    now = ground.at.timestamp()
    turns = [turn.timestamp() for turn in demand.turns(row, order, ground)]
    return Drawn(
        order,
        since=max((turn + MARGIN for turn in turns if turn <= now), default=0.0),
        until=min((turn - MARGIN for turn in turns if turn > now), default=math.inf),
    )


def turn_of(drawn: Collection[Drawn]) -> tuple[float, float]:
    """Between which moments all of these are drawn so."""
    return max((one.since for one in drawn), default=0.0), min((one.until for one in drawn), default=math.inf)
