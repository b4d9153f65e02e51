"""Sending: signed, tried again, given up, never to a forbidden address, never twice at once (RQ-INT-12)."""

import base64
import hashlib
import hmac
import json
import socket
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from baoxiu.basics.tasks.models import Task
from baoxiu.basics.webhooks.actions import pause, register, renew_secret, resume, send_queued
from baoxiu.basics.webhooks.actions.sending import EACH, LEASE
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.basics.webhooks.rules import ATTEMPTS
from baoxiu.basics.webhooks.tests.conftest import Happens
from baoxiu.basics.webhooks.tests.receiver import Receiver
from baoxiu.core import clock, connections
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.queries import of_subject
from tests.cast import AT

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=1)


def signed_by_hand(secret: str, headers: dict[str, str], body: str) -> str:
    """The signature as a receiver computes it, from the specification alone."""
    key = base64.b64decode(secret.split("_", 1)[1])
    content = ".".join([headers["webhook-id"], headers["webhook-timestamp"], body])
    return "v1," + base64.b64encode(hmac.digest(key, content.encode("utf-8"), hashlib.sha256)).decode("ascii")


def test_a_message_arrives_signed(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:
    event = happens(number="工单1")
    at = clock.now()
    assert send_queued(at=at) == 1
    message = receiver.messages[0]
    assert message.path == "/hook?from=baoxiu"
    assert message.headers["content-type"] == "application/json"
    assert message.headers["webhook-id"] == str(event.uuid) == json.loads(message.body)["id"]
    assert message.headers["webhook-timestamp"] == str(int(at.timestamp()))
    assert message.headers["webhook-signature"] == signed_by_hand(
        webhook.secret, message.headers, message.body
    )
    sent = Delivery.objects.get()
    assert (sent.state, sent.sent_at, sent.attempts, sent.last_status) == ("sent", at, 1, 200)
    assert (sent.response, sent.next_try_at, sent.leased_until) == ("ok", None, None)
    assert send_queued(at=at + timedelta(days=9)) == 0


def test_a_new_secret_signs_what_was_queued_before(
    webhook: Webhook, happens: Happens, receiver: Receiver
) -> None:
    happens()
    fresh = renew_secret(webhook, by=SYSTEM, at=AT)
    send_queued(at=clock.now())
    message = receiver.messages[0]
    assert message.headers["webhook-signature"] == signed_by_hand(fresh.secret, message.headers, message.body)


def test_a_failing_receiver_is_tried_again_under_the_same_id(
    webhook: Webhook,  # noqa: ARG001
    happens: Happens,
    receiver: Receiver,
) -> None:
    """The first waits are 10 seconds and a minute."""
    happens()
    receiver.status = 500
    at = clock.now()
    send_queued(at=at)
    failed = Delivery.objects.get()
    assert (failed.state, failed.last_error, failed.next_try_at) == (
        "failed",
        "HTTP 500",
        at + timedelta(seconds=10),
    )
    assert send_queued(at=at + timedelta(seconds=9)) == 0, "not before its time"
    receiver.status = 204
    assert send_queued(at=at + timedelta(seconds=10)) == 1
    assert Delivery.objects.get().state == "sent"
    assert len({message.headers["webhook-id"] for message in receiver.messages}) == 1
    assert len({message.body for message in receiver.messages}) == 1
    assert Webhook.objects.get().failing_since is None


def test_it_is_given_up_after_the_last_try(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:
    happens()
    receiver.status = 503
    at = clock.now()
    for _number in range(ATTEMPTS):
        assert send_queued(at=at) == 1
        at = Delivery.objects.get().next_try_at or at
    given_up = Delivery.objects.get()
    assert (given_up.state, given_up.attempts, given_up.next_try_at) == ("given_up", ATTEMPTS, None)
    assert send_queued(at=at + timedelta(days=99)) == 0
    webhook.refresh_from_db()
    assert webhook.failing_since is not None
    assert webhook.is_active


def test_a_receiver_that_fails_for_five_days_is_paused(
    webhook: Webhook, happens: Happens, receiver: Receiver
) -> None:
    """The administrator gets a task, which goes when the webhook runs again."""
    receiver.status = 500
    at = clock.now()
    happens()
    send_queued(at=at + SOON)
    happens()
    send_queued(at=at + timedelta(days=5) + SOON)
    webhook.refresh_from_db()
    assert not webhook.is_active
    assert of_subject(webhook).last().kind == "webhooks.gave_up"
    task = Task.objects.open().get(kind="webhook_paused")
    assert (task.role, task.label, task.note) == ("admin", webhook.name, "HTTP 500")
    resume(webhook, by=SYSTEM, at=at)
    assert not Task.objects.open().exists()


def test_redirects_are_not_followed(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:  # noqa: ARG001
    happens()
    receiver.status, receiver.location = 302, receiver.url
    send_queued(at=clock.now())
    assert len(receiver.messages) == 1
    row = Delivery.objects.get()
    assert (row.state, row.last_status) == ("failed", 302)
    assert "redirect" in row.last_error


def test_only_the_beginning_of_the_answer_is_kept(
    webhook: Webhook,  # noqa: ARG001
    happens: Happens,
    receiver: Receiver,
) -> None:
    happens()
    receiver.answer = b"\x00\xff" + b"x" * 100_000
    send_queued(at=clock.now())
    kept = Delivery.objects.get().response
    assert len(kept) <= 2048
    assert "\x00" not in kept


def test_the_address_is_checked_at_each_sending(
    webhook: Webhook, happens: Happens, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that was public yesterday and leads inside today gets nothing."""
    Webhook.objects.filter(pk=webhook.pk).update(url="https://example.com/")
    happens()

    def moved(_host: str, port: int, **_more: Any) -> list[Any]:
        return [(2, 1, 6, "", ("169.254.169.254", port))]

    monkeypatch.setattr(socket, "getaddrinfo", moved)
    send_queued(at=clock.now())
    row = Delivery.objects.get()
    assert (row.state, row.last_status) == ("failed", None)
    assert "not public" in row.last_error
    assert not receiver.messages


def test_a_slow_receiver_is_cut_off(
    webhook: Webhook,  # noqa: ARG001
    happens: Happens,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happens()
    receiver.delay = 2.0
    monkeypatch.setattr(connections, "TIMEOUT", 0.2)
    send_queued(at=clock.now())
    assert (Delivery.objects.get().state, Delivery.objects.get().last_status) == ("failed", None)


def test_a_dead_receiver_holds_up_nobody(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:
    """Asked once a round; its other messages wait without losing a try, the living one gets all of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = register("Dead", url=f"http://127.0.0.1:{free.getsockname()[1]}/", by=SYSTEM, at=AT)
        for _number in range(EACH):
            happens()
        assert send_queued(at=clock.now()) == 2 * EACH
    assert len(receiver.messages) == EACH
    assert set(webhook.deliveries.values_list("state", flat=True)) == {"sent"}
    assert sorted(dead.deliveries.values_list("attempts", flat=True)) == [0] * (EACH - 1) + [1]
    assert not dead.deliveries.filter(leased_until__isnull=False).exists()


def test_a_paused_one_gets_nothing(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:
    happens()
    pause(webhook, by=SYSTEM, at=AT)
    assert send_queued(at=clock.now()) == 0
    assert not receiver.messages


def test_what_a_dead_sender_had_in_hand_goes_again_after_the_lease(
    webhook: Webhook,  # noqa: ARG001
    happens: Happens,
    receiver: Receiver,
) -> None:
    happens()
    at = clock.now()
    Delivery.objects.update(attempts=1, leased_until=at + LEASE)
    assert send_queued(at=at) == 0
    assert send_queued(at=at + LEASE) == 1
    assert len(receiver.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_several_senders_send_everything_once(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:
    """SKIP LOCKED and the lease before sending (standards.md 4.4 I02)."""
    for number in range(20):
        happens(number=str(number))
    at = clock.now()

    def work() -> None:
        while send_queued(at=at):
            pass
        connection.close()

    senders = [Thread(target=work) for _number in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(receiver.messages) == 20
    assert len({message.headers["webhook-id"] for message in receiver.messages}) == 20
    assert set(webhook.deliveries.values_list("state", "attempts")) == {("sent", 1)}
