"""Contacts with customers: tries, what was said, calls that came in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.basics.tasks.models import Task
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake import actions
from baoxiu.flow.intake.contacts import Asked, contact_register, contacts_of
from baoxiu.flow.intake.models import ContactEntry
from baoxiu.flow.next_steps import follow
from tests.cast import ALICE_PHONE, Cast
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_tries_progress_and_confirmation_stand_on_the_case(journey: Journey) -> None:
    """RQ-TRI-10, RQ-EXE-08, RQ-REG-08, RQ-REG-09: who reached whom, what was said, when the next try is."""
    request, ava = journey.accepted().request, journey.actor("ava")
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    again = journey.now + timedelta(hours=3)
    actions.note_contact(
        request, topic="missing", reached=False, next_try_at=again, by=ava, at=journey.tick()
    )
    drain(follow)
    assert Task.objects.open().get(kind="contact_again").not_before == again
    actions.note_contact(
        request, topic="confirmation", text="只制热不制冷，要求周六上门", by=ava, at=journey.tick()
    )
    drain(follow)
    assert not Task.objects.open().filter(kind="contact_again").exists()
    assert [one.topic for one in contacts_of(request)] == ["confirmation", "missing", "repair"]
    assert Event.objects.filter(chain=request.chain, kind="intake.contacted").count() == 2
    for wrong in (
        {"topic": "weather", "text": "x"},
        {"topic": "progress"},
        {"topic": "progress", "text": "x", "next_try_at": journey.now},
    ):
        with pytest.raises(InvalidInput):
            actions.note_contact(request, **wrong, by=ava, at=journey.tick())
    for name in ("bo", "wang", "charlie"):
        with pytest.raises(NotAllowed):
            actions.note_contact(
                request, topic="progress", text="x", by=journey.actor(name), at=journey.tick()
            )


def test_every_call_has_its_entry(cast: Cast, journey: Journey) -> None:
    """RQ-INT-06, RQ-INT-07: linked to the customer; a repair registered afterwards joins the same entry."""
    ava = journey.actor("ava")
    entry = actions.note_call(phone="138 0013 8000", topic="repair", text="不制冷", by=ava, at=journey.tick())
    assert (entry.phone, entry.customer) == (ALICE_PHONE, cast.alice)
    stranger = actions.note_call(
        phone="13900139000", topic="consultation", text="多少钱？", name="周", by=ava, at=journey.tick()
    )
    assert stranger.customer is None
    request = journey.accepted().request
    assert contacts_of(request) == [entry]
    assert list(contact_register(ava, Asked(direction="incoming"))) == [stranger, entry]
    assert list(contact_register(ava, Asked(topic="repair", first=cast.at.date()))) == [entry]
    assert not contact_register(journey.actor("wang"), Asked())
    with pytest.raises(InvalidInput):
        actions.note_call(phone="12", topic="repair", text="x", by=ava, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.note_call(
            phone="13900139000", topic="repair", text="x", by=journey.actor("bo"), at=journey.tick()
        )
    assert ContactEntry.objects.count() == 2
