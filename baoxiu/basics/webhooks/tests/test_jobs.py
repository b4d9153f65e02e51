"""When webhooks are sent."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from baoxiu.basics.webhooks.actions import pause, resume
from baoxiu.basics.webhooks.actions.sending import EACH
from baoxiu.basics.webhooks.jobs import SEND, send_due, wake_sender
from baoxiu.basics.webhooks.models import Webhook
from baoxiu.basics.webhooks.tests.conftest import Happens
from baoxiu.basics.webhooks.tests.receiver import Receiver
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from tests.cast import AT

pytestmark = pytest.mark.django_db


def asked() -> int:
    """How many jobs wait."""
    return int(ProcrastinateJob.objects.filter(task_name=SEND).count())


def test_the_sender_is_woken_when_something_is_due(webhook: Webhook, happens: Happens) -> None:
    """One job serves all; a paused webhook wakes nobody."""
    wake_sender(at=clock.now())
    assert asked() == 0
    happens()
    pause(webhook, by=SYSTEM, at=AT)
    wake_sender(at=clock.now())
    assert asked() == 0
    resume(webhook, by=SYSTEM, at=AT)
    wake_sender(at=AT)
    assert asked() == 0, "not before its time"
    wake_sender(at=clock.now())
    assert asked() == 1


def test_a_sender_that_waits_already_is_enough(webhook: Webhook, happens: Happens) -> None:  # noqa: ARG001
    happens()
    wake_sender(at=clock.now())
    wake_sender(at=clock.now())
    assert asked() == 1


def test_it_goes_on_until_nothing_is_due(webhook: Webhook, happens: Happens, receiver: Receiver) -> None:
    for _number in range(EACH + 2):
        happens()
    send_due(clock.now)
    assert len(receiver.messages) == EACH + 2
    assert set(webhook.deliveries.values_list("state", flat=True)) == {"sent"}
