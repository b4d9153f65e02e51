"""Bays by rule: who waits gets the bay that suits and is free first, in turn, with the decision kept (RQ-APT-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import SYSTEM
from baoxiu.core.decisions.actions import decide
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import change
from baoxiu.core.reasons import Reason, because
from baoxiu.flow.workshop.models import Bay, Stay
from baoxiu.flow.workshop.rules import BayDays, Content, Given, against, best, earliest, in_turn
from baoxiu.flow.workshop.yard import (
    LOADED,
    ahead,
    bay_days,
    content_of,
    fixed_until,
    horizon,
    known_of,
    waits,
    window_of,
)


def fill(outlet: Outlet, *, at: datetime) -> list[Stay]:
    """Give bays in turn, first come by promise; who got another place, or now waits. The yard is locked already.

    What begins soon, has begun, or was placed by hand stays; the other bookings are made anew, so that a bay that is free
    early serves whoever comes next, and the most pressing unit does not wait behind others.
    """
    rows = _movable(outlet, at)
    bays = bay_days(outlet, *horizon(outlet, at), at=at, but=[row.order_id for row in rows.values()])
    turns, wanted = in_turn([waits(row) for row in rows.values()]), list[Choice]()
    for turn, one in enumerate(turns, 1):
        content = content_of(rows[one.key].order, at=at, minutes=rows[one.key].minutes)
        found = best(bays, content, after=at)
        wanted.append(Choice(rows[one.key], content, found, tuple(bays), (turn, len(turns))))
        bays = [_taken(bay, found) for bay in bays]
    changed = [one for one in wanted if one.differs]
    Stay.objects.filter(pk__in=[one.stay.pk for one in changed]).update(bay=None, start=None, end=None)
    for choice in changed:
        _keep(choice, at=at)
    return [one.stay for one in changed]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a unit gets, and what was looked at. ``turn``: its number, and of how many."""

    stay: Stay
    content: Content
    found: Given | None
    bays: tuple[BayDays, ...]
    turn: tuple[int, int]

    @property
    def differs(self) -> bool:
        """Whether it has another place now."""
        now = (self.stay.bay_id, self.stay.start)
        return now != ((self.found.bay.key, self.found.start) if self.found else (None, None))


def _movable(outlet: Outlet, at: datetime) -> dict[int, Stay]:
    rows = Stay.objects.filter(outlet=outlet, ended_at=None, by_hand=False).select_related(*LOADED)
    waiting, later = rows.filter(bay=None), rows.filter(start__gt=fixed_until(outlet, at))
    return {row.pk: row for row in waiting | later}


def _taken(bay: BayDays, found: Given | None) -> BayDays:
    if found is None or bay.key != found.bay.key:
        return bay
    return replace(bay, busy=(*bay.busy, (found.start, found.end)))


def _keep(choice: Choice, *, at: datetime) -> None:
    stay, found = choice.stay, choice.found
    if found is None:
        put_on(stay, None, None, None)
        why = [because("bay_late" if any_suits(choice) else "bay_none")]
        _tell("workshop.waits", stay, why, at=at)
        return
    why = [because("bay_first_free", bay=found.bay.name, time=f"{found.start:%m-%d %H:%M}")]
    if choice.turn[1] > 1:
        why.append(because("bay_turn", turn=choice.turn[0], waiting=choice.turn[1]))
    decision = _decide(choice, found, why, at=at)
    put_on(stay, Bay.objects.get(pk=found.bay.key), found.start, found.end)
    _tell("workshop.bay_given", stay, why, at=at, decision_id=decision.pk)


def any_suits(choice: Choice) -> bool:
    """Whether there is a bay for such work at all."""
    return not all(against(bay, choice.content) for bay in choice.bays)


def _tell(kind: str, stay: Stay, why: Sequence[Reason], *, at: datetime, **more: Any) -> None:
    said = [one.plain() for one in why]
    record(kind, stay, by=SYSTEM, at=at, **known_of(stay), **window_of(stay), why=said, **more)


def _decide(choice: Choice, found: Given, why: Sequence[Reason], *, at: datetime) -> Decision:
    stay, content = choice.stay, choice.content
    return decide(
        "bay",
        stay.order,
        result=str(found.bay.key),
        reasons=[one.plain() for one in why],
        inputs={
            "family": content.family, "service": content.service, "level": content.level,
            "minutes": content.minutes, "due": stay.order.due_at, "since": stay.since,
        },
        outputs={"bays": [_compared(bay, content, at) for bay in choice.bays]},
        rule_ids=["RQ-APT-09"],
        rule_set="bays",
        policies=[ahead(stay.outlet, at)],
        by=SYSTEM,
        at=at,
    )  # fmt: skip


def _compared(bay: BayDays, content: Content, at: datetime) -> dict[str, Any]:
    """The other bays as they were: why they do not suit, or from when they were free."""
    why = against(bay, content)
    found = None if why else earliest(bay, content, after=at)
    return {
        "bay_id": bay.key,
        "name": bay.name,
        "why": why or ("" if found else "bay_taken"),
        "start": found.start if found else None,
    }


def put_on(stay: Stay, bay: Bay | None, start: datetime | None, end: datetime | None) -> None:
    """Store a unit's place; raises ``IntegrityError`` where somebody else is there then."""
    stay.bay, stay.start, stay.end = bay, start, end
    stay.version += 1
    with transaction.atomic():
        change(stay, "bay", "start", "end", "by_hand", "version")
