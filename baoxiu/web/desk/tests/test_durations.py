"""The page of durations."""

from __future__ import annotations

from baoxiu.basics.travel.actions import learn
from baoxiu.basics.travel.rules.learning import Trip, Work
from baoxiu.core.actors import SYSTEM
from baoxiu.web.desk.tests.conftest import Desk


def test_durations_with_spread_number_and_technicians(desk: Desk) -> None:
    """RQ-DSP-10: what is planned and what it stands on; before anything is learned, what is planned instead."""
    cast = desk.cast
    desk.sign_in("dana")
    assert "尚无统计结果" in desk.get("durations").content.decode()
    works = [
        Work(cast.family.pk, "repair", cast.fault.pk, cast.bo.pk, minutes, 60)
        for minutes in (70, 80, 90, 100)
    ]
    trip = Trip(8, (34.7, 113.6), (34.8, 113.6), 2400.0)
    learn(works, [trip] * 5, by=SYSTEM, at=cast.at)
    page = desk.get("durations", job="~".join((cast.family.code, "repair", cast.fault.code)))
    shown = page.content.decode()
    assert page.context["chosen"].row.visits == 4
    assert [one.row.technician for one in page.context["technicians"]] == [cast.bo]
    assert all(text in shown for text in ("计划用时", "08:00", str(cast.fault), cast.bo.name))
