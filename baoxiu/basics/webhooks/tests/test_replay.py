"""Sending again (RQ-INT-12)."""

from datetime import timedelta

import pytest

from baoxiu.basics.webhooks.actions import pause, remove, replay, replay_since, resume, send_queued
from baoxiu.basics.webhooks.actions import replaying as room
from baoxiu.basics.webhooks.actions.keeping import Ended
from baoxiu.basics.webhooks.actions.replaying import Paused, TooMuch
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.basics.webhooks.tests.conftest import Happens
from baoxiu.basics.webhooks.tests.receiver import Receiver
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


def test_one_is_sent_again_as_it_was(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:
    """Same id, same body: the receiver knows it is a repeat."""
    happens(number="1")
    send_queued(at=clock.now())
    again = replay(Delivery.objects.get(), by=SYSTEM, at=clock.now())
    assert (again.state, again.attempts, again.sent_at) == ("queued", 0, None)
    send_queued(at=clock.now())
    first, second = receiver.messages
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert of_subject(webhook).last().kind == "webhooks.replayed"


def test_everything_since_a_moment_also_what_was_missed(
    webhook: Webhook, happens: Happens, receiver: Receiver
) -> None:
    happens(number="1")
    since = clock.now()
    happens(number="2")
    send_queued(at=clock.now())
    pause(webhook, by=SYSTEM, at=AT)
    happens(number="3")
    happens("test.secret", number="4")
    resume(webhook, by=SYSTEM, at=AT)
    assert replay_since(webhook, since, by=SYSTEM, at=clock.now()) == 2
    receiver.messages.clear()
    send_queued(at=clock.now())
    told = [message.body.partition('"number":"')[2][0] for message in receiver.messages]
    assert sorted(told) == ["2", "3"]


def test_too_much_at_once_is_refused(
    webhook: Webhook, happens: Happens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST", 1)
    happens()
    happens()
    with pytest.raises(TooMuch):
        replay_since(webhook, AT - timedelta(days=9), by=SYSTEM, at=clock.now())


def test_not_while_it_is_paused_or_gone(webhook: Webhook, happens: Happens) -> None:
    happens()
    delivery = Delivery.objects.get()
    pause(webhook, by=SYSTEM, at=AT)
    with pytest.raises(Paused):
        replay(delivery, by=SYSTEM, at=AT)
    remove(webhook, by=SYSTEM, at=AT)
    with pytest.raises(Ended):
        replay_since(webhook, AT, by=SYSTEM, at=AT)


def test_the_right_is_needed(webhook: Webhook, happens: Happens, cast: Cast) -> None:
    """RQ-SEC-06."""
    happens()
    with pytest.raises(NotAllowed):
        replay(Delivery.objects.get(), by=cast.actor("mo"), at=AT)
    with pytest.raises(NotAllowed):
        replay_since(webhook, AT, by=cast.actor("mo"), at=AT)
