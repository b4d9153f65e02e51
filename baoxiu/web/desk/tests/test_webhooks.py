"""Webhooks on the desk: set up, log, sent again (RQ-INT-12, RQ-SEC-01, RQ-SEC-06)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from baoxiu.basics.webhooks.actions import queue
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.actions import record
from baoxiu.web.desk.tests.conftest import Desk
from baoxiu.web.desk.tests.test_files_verbs import named
from baoxiu.web.desk.tests.test_setup_verbs import secret_of

HOOK = named("new", name="仓库系统", url="https://8.8.8.8/hook", kinds="order.*\nvisits.booked")


@pytest.fixture
def webhook(desk: Desk) -> Webhook:
    """One that the administrator has set up."""
    assert desk.sign_in("root").post("webhook_new", **HOOK).status_code == 200
    return Webhook.objects.get()


def happened(desk: Desk) -> Delivery:
    """An event on its way."""
    with transaction.atomic():
        queue(record("order.closed", desk.cast.outlet, by=SYSTEM, at=desk.time.now, number="WO-1"))
    return Delivery.objects.latest("pk")


def test_the_secret_is_shown_once(desk: Desk) -> None:
    made = desk.sign_in("root").post("webhook_new", **HOOK)
    row = Webhook.objects.get()
    assert secret_of(made.content.decode()) == row.secret
    assert made.headers["Cache-Control"] == "no-store"
    assert row.kinds == ["order.*", "visits.booked"]
    for page in (desk.get("webhooks"), desk.get("webhook", row.pk)):
        assert page.status_code == 200
        assert "仓库系统" in page.content.decode()
        assert "whsec_" not in page.content.decode()
    renewed = desk.post("webhook_change", row.pk, "renew_secret")
    row.refresh_from_db()
    assert secret_of(renewed.content.decode()) == row.secret


def test_a_wrong_address_is_refused_at_its_field(desk: Desk) -> None:
    data = HOOK | {"new-url": "https://10.0.0.1/"}
    answer = desk.sign_in("root").post("webhook_new", **data)
    assert answer.status_code == 422
    assert "不是公网地址" in answer.content.decode()


def test_it_is_changed_paused_resumed_and_removed(desk: Desk, webhook: Webhook) -> None:
    data = named("change", name="收银", url="https://8.8.4.4/", kinds="", outlet=desk.cast.outlet.pk)
    assert desk.post("webhook_change", webhook.pk, "change", **data).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.name, webhook.kinds, webhook.outlet) == ("收银", [], desk.cast.outlet)
    assert desk.post("webhook_change", webhook.pk, "pause").status_code == 302
    assert "已暂停" in desk.get("webhook", webhook.pk).content.decode()
    assert desk.post("webhook_change", webhook.pk, "resume").status_code == 302
    assert desk.post("webhook_change", webhook.pk, "remove").status_code == 302
    assert desk.get("webhook", webhook.pk).status_code == 404
    assert desk.post("webhook_change", webhook.pk, "pause").status_code == 404


def test_the_log_shows_and_sends_again(desk: Desk, webhook: Webhook) -> None:
    delivery = happened(desk)
    Delivery.objects.filter(pk=delivery.pk).update(
        state="given_up", attempts=8, last_status=500, last_error="HTTP 500", response="<b>no</b>"
    )
    page = desk.get("webhook", webhook.pk, state="given_up").content.decode()
    assert "order.closed" in page
    assert "HTTP 500" in page
    assert "<b>no</b>" not in page, "what a receiver answers is text"
    assert (
        "order.closed"
        not in desk.get("webhook", webhook.pk, state="sent").content.decode().split("<aside")[0]
    )
    assert (
        desk.post("webhook_change", webhook.pk, "replay", **named("replay", delivery=delivery.pk)).status_code
        == 302
    )
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("queued", 0)
    since = (desk.time.now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert (
        desk.post(
            "webhook_change", webhook.pk, "replay_since", **named("replay_since", since=since)
        ).status_code
        == 302
    )


def test_a_delivery_of_another_webhook_is_not_there(desk: Desk, webhook: Webhook) -> None:
    delivery = happened(desk)
    assert delivery.webhook == webhook
    desk.post("webhook_new", **HOOK)
    other = Webhook.objects.latest("pk")
    answer = desk.post("webhook_change", other.pk, "replay", **named("replay", delivery=delivery.pk))
    assert answer.status_code == 422


def test_who_only_sees_has_no_button_and_others_no_page(desk: Desk, webhook: Webhook) -> None:
    desk.sign_in("mo")
    page = desk.get("webhook", webhook.pk).content.decode()
    assert "renew_secret" not in page
    assert desk.get("webhook_new").status_code == 403
    assert desk.post("webhook_change", webhook.pk, "pause").status_code == 403
    assert desk.sign_in("ava").get("webhooks").status_code == 403
    assert "/webhooks/" not in desk.get("home").content.decode()
