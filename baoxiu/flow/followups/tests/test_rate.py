"""The customer's own rating."""

from __future__ import annotations

from typing import Any

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.models import Rating
from baoxiu.flow.intake.links import customer_actor
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def rate(journey: Journey, **more: Any) -> Rating:
    """Alice gives stars."""
    given = {"quality": 5, "attitude": 4, "time": 5, "by": journey.customer, "at": journey.tick()}
    return actions.rate(journey.order, **(given | more))


def test_after_acceptance_once(journey: Journey) -> None:
    """RQ-SAT-01, O05."""
    journey.presented()
    with pytest.raises(actions.NotAcceptedYet):
        rate(journey)
    journey = Journey(journey.cast, journey.now)
    journey.signed()
    rating = rate(journey, text="谢谢师傅")
    assert (rating.quality, rating.attitude, rating.text) == (5, 4, "谢谢师傅")
    assert Event.objects.get(kind="followups.rated").data["number"] == journey.order.number
    assert not Event.objects.filter(kind="followups.dissatisfied").exists()
    with pytest.raises(actions.AlreadyRated):
        rate(journey)


def test_two_stars_are_dissatisfaction(journey: Journey) -> None:
    """RQ-REV-06."""
    journey.signed()
    rate(journey, attitude=2, text="态度不好")
    event = Event.objects.get(kind="followups.dissatisfied")
    assert (event.subject_kind, event.data["source"], event.data["opinion"]) == (
        "rating",
        "rating",
        "态度不好",
    )
    assert event.chain == journey.order.chain
    assert event.data["text"].startswith("态度不好")


def test_stars_without_words_still_make_a_text(journey: Journey) -> None:
    """RQ-CMP-01: the complaint entry that follows is never empty."""
    journey.signed()
    rate(journey, quality=1)
    assert "1" in Event.objects.get(kind="followups.dissatisfied").data["text"]


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_one_to_five_stars(journey: Journey, mark: int) -> None:
    """RQ-SAT-01."""
    journey.signed()
    with pytest.raises(actions.WrongMark) as refused:
        rate(journey, time=mark)
    assert set(refused.value.fields) == {"time"}


def test_only_the_customer_of_the_case(journey: Journey) -> None:
    """RQ-SAT-01: not staff, not other customers."""
    journey.signed()
    other = Journey(journey.cast, journey.now)
    other.accepted()
    for by in (journey.actor("bo"), journey.actor("mo"), customer_actor(other.order.request)):
        with pytest.raises(NotAllowed):
            rate(journey, by=by)
