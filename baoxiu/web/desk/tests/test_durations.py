"""The page of durations."""

from __future__ import annotations

from datetime import timedelta

from baoxiu.basics.travel.actions import learn
from baoxiu.basics.travel.models import KnownWay
from baoxiu.basics.travel.rules.learning import Trip, Work
from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
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


def test_where_the_ways_come_from(desk: Desk) -> None:
    """RQ-DSP-01: estimated, told by a service, or chosen and not set up."""
    cast = desk.cast
    desk.sign_in("dana")
    assert "按距离估算，再乘以本公司的实际系数" in desk.get("durations").content.decode()
    before = cast.at - timedelta(days=1)
    choose("travel.provider", value="osrm", valid_from=before, by=SYSTEM, at=before)
    shown = desk.get("durations").content.decode()
    assert "路线服务尚未设置" in shown
    choose("travel.url", value="https://maps.example", valid_from=before, by=SYSTEM, at=before)
    KnownWay.objects.create(
        provider="osrm",
        hour=-1,
        start="34.7000,113.6000",
        end="34.8000,113.6000",
        seconds=900,
        metres=1,
        at=cast.at,
    )
    page = desk.get("durations")
    assert (page.context["ways"].known, page.context["ways"].newest) == (1, cast.at)
    assert "路线服务尚未设置" not in page.content.decode()
    assert "服务尚未提供的路程" in page.content.decode()
