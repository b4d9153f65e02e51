"""Learning each night, and what the dispatch gets to hear of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.basics.travel.actions import learn
from baoxiu.basics.travel.models import HourFactor, UsualTime
from baoxiu.basics.travel.policies import SHARE
from baoxiu.basics.travel.queries import (
    learned_firm,
    learned_technicians,
    learned_types,
    minutes_by_technician,
    minutes_for,
    usual_ways,
)
from baoxiu.basics.travel.rules.learning import Trip, Work
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def some(cast: Cast) -> list[Work]:
    """Bo needs an hour and a half or so for what is stated as one; Wen was once quick."""
    kind = (cast.family.pk, "repair", cast.fault.pk)
    return [Work(*kind, cast.bo.pk, minutes, 60) for minutes in (80, 85, 90, 95, 100)] + [
        Work(*kind, cast.wen.pk, 60, 60)
    ]


def test_what_was_learned_is_planned(cast: Cast) -> None:
    """RQ-DSP-10, RQ-DSP-01: enough minutes for seven visits of ten; the stated ones before anything is known."""
    job = (cast.family.pk, "repair", cast.fault.pk)
    assert minutes_for(*job, stated=45, at=cast.at) == 45
    learn(some(cast), [], by=SYSTEM, at=cast.at)
    assert 85 < minutes_for(*job, stated=45, at=cast.at) < 120
    later = cast.at + timedelta(hours=1)
    choose(SHARE, value="0.95", valid_from=later, by=SYSTEM, at=cast.at)
    assert minutes_for(*job, at=later) > minutes_for(*job, at=cast.at)
    people = minutes_by_technician(job, [cast.bo.pk, cast.ben.pk, cast.wen.pk], at=cast.at)
    assert set(people) == {cast.bo.pk, cast.wen.pk}
    assert people[cast.wen.pk] <= people[cast.bo.pk]


def test_an_unknown_job_is_stretched_as_the_firm_is(cast: Cast) -> None:
    learn(some(cast), [], by=SYSTEM, at=cast.at)
    short, long = (minutes_for(cast.other_family.pk, "repair", None, stated=x, at=cast.at) for x in (30, 120))
    assert 30 < short < long
    assert long == pytest.approx(4 * short, abs=4)


def test_the_page_shows_spread_and_number(cast: Cast) -> None:
    learn(some(cast), [], by=SYSTEM, at=cast.at)
    firm, (shown,) = learned_firm(at=cast.at), learned_types(at=cast.at)
    assert firm
    assert (firm.row.visits, shown.row.visits, shown.row.fault) == (6, 6, cast.fault)
    assert shown.low < shown.middle < shown.planned < shown.high
    people = learned_technicians(shown.row, cast.actor("mo"), at=cast.at)
    assert [one.row.technician for one in people] == [cast.wen, cast.bo]
    assert [one.row.technician for one in learned_technicians(shown.row, cast.actor("wang"), at=cast.at)] == [
        cast.wen
    ]


def test_each_night_puts_the_new_in_the_place_of_the_old(cast: Cast) -> None:
    """A night without visits changes nothing."""
    learn(some(cast), [], by=SYSTEM, at=cast.at)
    assert learn([], [], by=SYSTEM, at=cast.at) == 0
    assert UsualTime.objects.count() == 4
    learn(some(cast)[:1], [], by=SYSTEM, at=cast.at + timedelta(days=1))
    assert UsualTime.objects.count() == 3
    assert [row.data["visits"] for row in Event.objects.filter(kind="travel.learned").order_by("pk")] == [
        6,
        1,
    ]


def test_hours_are_learned_from_ways(cast: Cast) -> None:
    """RQ-APT-01: 30 minutes with five of them on foot, estimated 1,690 seconds on the road."""
    trip = Trip(8, (34.7, 113.6), (34.8, 113.6), 300 + 2 * 1690.0)
    learn([], [trip] * 30, by=SYSTEM, at=cast.at)
    assert HourFactor.objects.get(hour=8).factor == pytest.approx(2.0, rel=0.01)
    assert HourFactor.objects.filter(ways=0).count() == 23
    assert usual_ways().factor == pytest.approx(2.0, abs=0.02)


def test_the_usual_way_is_that_of_the_hours_in_which_ways_are_made(cast: Cast) -> None:
    """RQ-APT-01: three ways at eight with a factor of 2, one at noon with 1; an hour without ways says nothing."""
    assert usual_ways().factor == 1.0
    for hour, factor, ways in ((8, 2.0, 3), (12, 1.0, 1), (3, 9.0, 0)):
        HourFactor.objects.create(hour=hour, factor=factor, spread=0.1, ways=ways, learned_at=cast.at)
    usual_ways.forget()
    assert usual_ways().factor == 1.75


def test_an_hour_is_slower_than_the_usual_one(cast: Cast) -> None:
    """RQ-APT-01: 30 ways at eight that take twice the estimate and 60 at ten that take as long as it: usual is 1.33."""
    assert usual_ways().hours == ()
    place = (34.7, 113.6), (34.8, 113.6)
    trips = [Trip(8, *place, 300 + 2 * 1690.0)] * 30 + [Trip(10, *place, 300 + 1690.0)] * 60
    learn([], trips, by=SYSTEM, at=cast.at)
    hours = usual_ways().hours
    assert len(hours) == 24
    assert hours[8] == pytest.approx(1_500, abs=30)
    assert hours[10] == pytest.approx(750, abs=20)
    assert hours[3] == pytest.approx(1_000, abs=80)


def test_not_everybody_lets_the_house_learn(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        learn(some(cast), [], by=cast.actor("bo"), at=cast.at)
