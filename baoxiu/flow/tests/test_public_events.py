"""What programs outside are told of a repair (RQ-INT-12, RQ-SEC-01)."""

import json
import re
from pathlib import Path

import pytest
from django.db import transaction

from baoxiu.basics.webhooks.actions import register
from baoxiu.basics.webhooks.models import Delivery
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.flow import public_events
from baoxiu.flow.next_steps import follow
from baoxiu.flow.public_events import PUBLIC_EVENTS
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, AT, Cast
from tests.journey import DRAWN, Journey

FLOW = Path(__file__).resolve().parents[1]
PAGE = FLOW.parents[1] / "docs" / "webhooks.md"


def test_the_page_lists_exactly_the_public_events() -> None:
    assert re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", PAGE.read_text("utf-8"), re.M) == list(PUBLIC_EVENTS)


def test_every_public_event_happens_somewhere() -> None:
    stages = [path for path in FLOW.rglob("*.py") if "tests" not in path.parts and path.parent != FLOW]
    text = "".join(path.read_text("utf-8") for path in stages)
    assert not [kind for kind in PUBLIC_EVENTS if f'"{kind}"' not in text]


@pytest.mark.django_db
def test_a_repair_is_told_without_the_customer(visit_journey: Journey) -> None:
    """No name, phone, address, signature or serial number, from report to settlement."""
    register("Stock", url="https://8.8.8.8/", by=SYSTEM, at=AT)
    visit_journey.prepared()
    for event in Event.objects.order_by("pk"):
        if event.kind in PUBLIC_EVENTS:
            with transaction.atomic():
                public_events.follow(event)
    bodies = [delivery.body for delivery in Delivery.objects.order_by("pk")]
    told = {json.loads(body)["kind"] for body in bodies}
    assert {
        "intake.submitted",
        "order.created",
        "visits.booked",
        "acceptance.signed",
        "settlement.prepared",
    } <= told
    private = ("Alice", ALICE_PHONE[3:], ALICE_ADDRESS.detail, DRAWN[-20:], visit_journey.cast.unit.serial)
    assert not [body for body in bodies if any(word in body for word in private)]
    assert all("data" in json.loads(body) for body in bodies)


@pytest.mark.django_db
def test_the_past_of_an_archive_is_not_told(cast: Cast) -> None:
    register("Stock", url="https://8.8.8.8/", by=SYSTEM, at=AT)
    follow(
        Event(
            kind="order.closed", actor_kind="import", subject_kind="outlet", subject_id=cast.outlet.pk, at=AT
        )
    )
    assert not Delivery.objects.exists()
