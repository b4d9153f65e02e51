"""Free windows on the customer's page and at the desk; jobs that a technician takes himself."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.planning.actions import place_order
from baoxiu.flow.planning.models import PlannedVisit, SlotHold
from baoxiu.flow.planning.tests.test_place_order import by_the_plan, new_order
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> WorkOrder:
    """In the plan."""
    monkeypatch.setattr("baoxiu.core.clock.now", lambda: cast.at)
    by_the_plan(cast)
    made = new_order(cast)
    place_order(made, by=SYSTEM, at=cast.at)
    made.refresh_from_db()
    return made


def starts(page: str) -> list[str]:
    """The windows that the page offers."""
    return re.findall(r'name="start" value="([^"]+)"', page)


def test_the_customer_chooses_a_time(order: WorkOrder, client: Client) -> None:
    """RQ-APT-01: real free windows; the chosen one is held, then told; another one frees it."""
    link = f"/r/{token_for(order.request)}/visit/"
    offered = starts(client.get(link).content.decode())
    assert len(offered) > 20
    client.post(f"{link}time/", {"start": offered[7]})
    assert SlotHold.objects.get(order=order).window_from == datetime.fromisoformat(offered[7])
    page = client.get(link).content.decode()
    assert "就约这个时间" in page
    assert not starts(page)
    client.post(f"{link}time/", {"wish": "release"})
    assert not SlotHold.objects.exists()
    client.post(f"{link}time/", {"start": offered[3]})
    client.post(f"{link}time/", {"wish": "take"})
    assert PlannedVisit.objects.get(order=order).told_from == datetime.fromisoformat(offered[3])
    client.post(f"{link}time/", {"start": "2020-01-01"})
    assert not SlotHold.objects.exists()


def test_the_desk_books_while_the_customer_is_on_the_phone(
    order: WorkOrder, cast: Cast, client: Client
) -> None:
    """RQ-APT-01, RQ-SEC-06: with what each costs; not for another outlet's people."""
    link = f"/desk/orders/{order.number}/windows/"
    client.force_login(cast.user("ava"), backend="django.contrib.auth.backends.ModelBackend")
    offered = starts(client.get(link).content.decode())
    client.post(link, {"start": offered[5]})
    client.post(link, {"wish": "take", "agreed_with": "Alice"})
    assert PlannedVisit.objects.get(order=order).told_from is not None
    client.force_login(cast.user("wang"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(link).status_code in (403, 404)


def test_a_technician_takes_a_free_job_and_sees_his_share(
    order: WorkOrder, cast: Cast, client: Client
) -> None:
    """RQ-DSP-01, RQ-DSP-02, RQ-DSP-05: whoever is first has it; one's own line with the rule."""
    free = new_order(cast)
    client.force_login(cast.user("bo"), backend="django.contrib.auth.backends.ModelBackend")
    assert free.number in client.get("/field/pool/").content.decode()
    assert client.post(f"/field/pool/{free.number}/take/").status_code == 302
    free.refresh_from_db()
    assert (free.technician, free.stage) == (cast.bo, "accepted")
    assert PlannedVisit.objects.get(order=free).technician == cast.bo
    assert client.post(f"/field/pool/{order.number}/take/").status_code == 404
    assert "基尼" in client.get("/field/me/share/").content.decode()
