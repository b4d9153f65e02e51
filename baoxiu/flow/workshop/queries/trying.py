"""The verdict on a bay and a time before a unit is put there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from baoxiu.core.clock import SHANGHAI, legal_date
from baoxiu.core.reasons import because, say
from baoxiu.flow.workshop.models import Bay, Stay
from baoxiu.flow.workshop.reasons import SENTENCES
from baoxiu.flow.workshop.rules import BayDays, against, taken_by
from baoxiu.flow.workshop.yard import bay_days, content_of

GRACE = timedelta(minutes=15)
"""Whoever drags does not hit the present minute."""


@dataclass(frozen=True, slots=True)
class Judged:
    """From when until when; ``refused``: the sentences against it; ``late``: minutes after the promise; ``notes``: in words."""

    start: datetime
    end: datetime
    refused: tuple[str, ...]
    late: int
    notes: tuple[str, ...]


def judged(stay: Stay, bay: Bay, start: datetime, *, at: datetime) -> Judged:
    """What ``move_unit`` would do (RQ-APT-09). Begins now where it was dropped a little before."""
    if start < at:
        start = at if at - start <= GRACE else start
    start = start.astimezone(SHANGHAI)
    end = start + timedelta(minutes=stay.minutes)
    codes = list(_against(stay, bay, start, end, at))
    named = {"bay": bay.name, "level": bay.up_to_level}
    due = stay.order.due_at
    late = max(0, int((end - due).total_seconds()) // 60) if due else 0
    return Judged(
        start,
        end,
        tuple(say(because(code, **named), SENTENCES) for code in codes),
        late,
        (say(because("after_promise", minutes=late), SENTENCES),) if late else (),
    )


def _against(stay: Stay, bay: Bay, start: datetime, end: datetime, at: datetime) -> list[str]:
    days = (legal_date(end) - legal_date(start)).days + 1
    found = bay_days(stay.outlet, legal_date(start), days, at=at, but=[stay.order_id])
    row: BayDays | None = next((one for one in found if one.key == bay.pk), None)
    if row is None:
        return ["bay_closed"]
    content = content_of(stay.order, at=at, minutes=stay.minutes)
    past = "bay_past" if start < at else ""
    return [code for code in (against(row, content), past or taken_by(row, (start, end))) if code]
