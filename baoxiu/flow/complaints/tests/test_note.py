"""Noting dissatisfaction."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.complaints import actions, queries
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.intake.links import customer_actor
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_at_any_stage_with_a_number(journey: Journey) -> None:
    """RQ-CMP-01: a complaint can be made at any stage."""
    order, mo = journey.accepted(), journey.actor("mo")
    first = actions.note(order, source="desk", text="师傅迟到", by=mo, at=journey.tick())
    second = actions.note(order, source="desk", text="又迟到", by=mo, at=journey.tick())
    assert first.number.startswith("TS")
    assert list(queries.of_order(order)) == [first, second]
    assert list(queries.recent(mo)) == [second, first]
    data = Event.objects.filter(kind="complaints.noted").earliest("id").data
    assert (data["number"], data["complaint_number"], data["text"]) == (
        order.number,
        first.number,
        "师傅迟到",
    )


def test_a_repeated_key_changes_nothing(journey: Journey) -> None:
    """What follows from a fact follows once."""
    order = journey.accepted()
    notes = [
        actions.note(order, source="rating", text="差", key="event:7", by=SYSTEM, at=journey.tick())
        for _time in range(2)
    ]
    assert notes[0] == notes[1]
    assert ComplaintEntry.objects.count() == Event.objects.filter(kind="complaints.noted").count() == 1
    other = Journey(journey.cast, journey.now).accepted()
    with pytest.raises(actions.OtherComplaint):
        actions.note(other, source="rating", text="差", key="event:7", by=SYSTEM, at=journey.tick())


def test_customers_complain_on_their_own_page_only(journey: Journey) -> None:
    """RQ-CMP-01: web is a channel of its own."""
    order = journey.accepted()
    other = Journey(journey.cast, journey.now).accepted()
    entry = actions.note(order, source="portal", text="没人联系我", by=journey.customer, at=journey.tick())
    assert entry.by_name == "Alice"
    with pytest.raises(NotAllowed):
        actions.note(order, source="desk", text="x", by=journey.customer, at=journey.tick())
    stranger = customer_actor(other.request)
    with pytest.raises(NotAllowed):
        actions.note(order, source="portal", text="x", by=stranger, at=journey.tick())


def test_text_source_and_right(journey: Journey) -> None:
    """RQ-CMP-01, RQ-SEC-06."""
    order, mo = journey.accepted(), journey.actor("mo")
    with pytest.raises(actions.ComplaintMissing):
        actions.note(order, source="desk", text=" ", by=mo, at=journey.tick())
    with pytest.raises(InvalidInput):
        actions.note(order, source="pub", text="x", by=mo, at=journey.tick())
    for name in ("bo", "wang", "charlie"):
        with pytest.raises(NotAllowed):
            actions.note(order, source="desk", text="x", by=journey.actor(name), at=journey.tick())
    assert not queries.recent(journey.actor("wang"))
