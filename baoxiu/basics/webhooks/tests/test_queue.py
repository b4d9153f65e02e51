"""An event is put on its way to those who want it, without what is not for them (RQ-INT-12, RQ-SEC-01)."""

import json

import pytest
from django.db import transaction

from baoxiu.basics.webhooks.actions import pause, queue, register, remove
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.basics.webhooks.queries import active_webhooks
from baoxiu.basics.webhooks.tests.conftest import Happens
from baoxiu.core.actors import SYSTEM
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
URL = "https://8.8.8.8/"


def test_the_body_tells_what_is_public(webhook: Webhook, happens: Happens, cast: Cast) -> None:
    """Allow-listed data only: no phone, no name, no text."""
    event = happens(number="WO-1", outlet_id=cast.outlet.pk, phone="13800138000", text="王先生")
    delivery = Delivery.objects.get()
    assert (delivery.webhook, delivery.event, delivery.state) == (webhook, event, "queued")
    assert json.loads(delivery.body) == {
        "id": str(event.uuid),
        "kind": "test.happened",
        "at": AT.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "subject": {"kind": "outlet", "id": cast.outlet.pk},
        "case": "",
        "data": {"number": "WO-1", "outlet_id": cast.outlet.pk},
    }


def test_an_event_that_is_not_public_stays_inside(webhook: Webhook, happens: Happens) -> None:  # noqa: ARG001
    happens("test.secret", number="1")
    assert not Delivery.objects.exists()


def test_the_list_and_the_outlet_decide(own_network: None, happens: Happens, cast: Cast) -> None:  # noqa: ARG001
    by_kind = register("Kind", url=URL, kinds=["trial.*"], by=SYSTEM, at=AT)
    by_outlet = register("Outlet", url=URL, outlet=cast.outlet, by=SYSTEM, at=AT)
    happens(outlet_id=cast.outlet.pk)
    happens(outlet_id=cast.other_outlet.pk)
    happens()
    happens("trial.ended")
    assert list(Delivery.objects.order_by("pk").values_list("webhook", "event__kind")) == [
        (by_outlet.pk, "test.happened"),
        (by_kind.pk, "trial.ended"),
    ]


def test_queued_twice_is_queued_once(webhook: Webhook, happens: Happens) -> None:  # noqa: ARG001
    event = happens()
    with transaction.atomic():
        queue(event)
    assert Delivery.objects.count() == 1


def test_paused_and_removed_ones_hear_nothing(webhook: Webhook, happens: Happens) -> None:
    pause(webhook, by=SYSTEM, at=AT)
    happens()
    remove(webhook, by=SYSTEM, at=AT)
    happens()
    assert not Delivery.objects.exists()


def test_without_a_webhook_it_costs_no_query(
    happens: Happens, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    event = happens()
    active_webhooks()
    with django_assert_num_queries(0):  # type: ignore[operator]
        queue(event)
