"""Which bay, from when, who is next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from baoxiu.core.clock import SHANGHAI
from baoxiu.flow.workshop import rules
from baoxiu.flow.workshop.rules import BayDays, Content, Span, Waits

DAY = datetime(2026, 3, 2, tzinfo=SHANGHAI)


def clock(hour: float, day: int = 0) -> datetime:
    """So many hours into a day."""
    return DAY + timedelta(days=day, hours=hour)


def span(first: float, last: float, day: int = 0) -> Span:
    """From hour to hour."""
    return clock(first, day), clock(last, day)


def bay(key: int = 1, *busy: Span, families: tuple[str, ...] = (), level: int = 5) -> BayDays:
    """Open from 8 to 18 on two days."""
    opened = (span(8, 18), span(8, 18, 1))
    return BayDays(
        key, f"B{key}", frozenset(families), frozenset({"repair"}), level, opened, busy, (span(12, 13),)
    )


WORK = Content("tv", "repair", 3, 60)


@pytest.mark.parametrize(
    ("busy", "minutes", "after", "start"),
    [
        ([], 60, 9, clock(9)),
        ([], 60, 9.1, clock(9.25)),
        ([], 60, 7, clock(8)),
        ([], 60, 11.5, clock(13)),
        ([span(8, 10)], 60, 8, clock(10)),
        ([span(8, 9), span(9.5, 11.5)], 60, 8, clock(13)),
        ([span(8, 12), span(13, 18)], 60, 8, clock(8, 1)),
        ([], 60, 17.5, clock(8, 1)),
        ([span(8, 18), span(8, 18, 1)], 60, 8, None),
        ([], 900, 9, clock(8, 1)),
    ],
)  # fmt: skip
def test_the_first_time_that_is_free(
    busy: list[Span], minutes: int, after: float, start: datetime | None
) -> None:
    """RQ-APT-09: between opening and closing, around units and outages, at quarters of an hour; longer work has a whole day."""
    found = rules.earliest(bay(1, *busy), Content("tv", "repair", 3, minutes), after=clock(after))
    assert (found and found.start) == start


def test_the_bay_by_what_is_to_be_done() -> None:
    """RQ-APT-09: free first, of equal ones the most special; family, service and difficulty have to suit."""
    special, any_work = bay(2, families=("tv",)), bay(1)
    assert rules.best([any_work, special], WORK, after=clock(9)).bay is special  # type: ignore[union-attr]
    busy = bay(2, span(8, 18), families=("tv",))
    assert rules.best([any_work, busy], WORK, after=clock(9)).bay is any_work  # type: ignore[union-attr]
    assert rules.best([bay(3, families=("van",)), bay(4, level=2)], WORK, after=clock(9)) is None
    assert [
        rules.against(bay(3, families=("van",)), WORK),
        rules.against(any_work, Content("tv", "installation", 1, 60)),
        rules.against(bay(4, level=2), WORK),
        rules.against(special, WORK),
    ] == ["bay_family", "bay_service", "bay_level", ""]
    assert [rules.taken_by(bay(1, span(8, 9)), one) for one in (span(8.5, 10), span(11, 12.5), span(17, 19), span(9, 10))] == [
        "bay_taken", "bay_out", "bay_closed", "",
    ]  # fmt: skip


def test_first_come_by_promise() -> None:
    """RQ-APT-09: the earlier promise, then urgency, then who came first; without a promise last."""
    rows = [
        Waits(1, None, 1, clock(8)),
        Waits(2, clock(18, 1), 3, clock(8)),
        Waits(3, clock(18), 3, clock(10)),
        Waits(4, clock(18), 3, clock(9)),
        Waits(5, clock(18), 2, clock(11)),
    ]
    assert [one.key for one in rules.in_turn(rows)] == [5, 4, 3, 2, 1]
