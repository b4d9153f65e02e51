"""Printing at the desk: whoever sees the order; prices for whoever sees settlements (RQ-SEC-06)."""

from __future__ import annotations

import pytest
from django.test import Client

from baoxiu.core.events.models import Event
from tests.cast import Cast
from tests.journey import Journey

BACKEND = "django.contrib.auth.backends.ModelBackend"


def desk(cast: Cast, name: str) -> Client:
    """A browser of somebody."""
    client = Client()
    client.force_login(cast.user(name), backend=BACKEND)
    return client


def test_the_menu_and_its_papers(cast: Cast, journey: Journey) -> None:
    journey.prepared()
    client, address = desk(cast, "ava"), f"/desk/orders/{journey.order.number}/"
    page = client.get(address).content.decode()
    for code in ("request_slip", "dispatch_sheet", "quote", "settlement_sheet"):
        assert f"{address}documents/{code}/" in page
        answer = client.get(f"{address}documents/{code}/")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert f"{address}documents/tracking_report/" not in page
    assert client.get(f"{address}documents/tracking_report/").status_code == 404


@pytest.mark.parametrize("code", ["quote", "acceptance_sheet", "settlement_sheet"])
def test_prices_need_the_right_to_see_them(cast: Cast, journey: Journey, code: str) -> None:
    journey.prepared()
    client, address = desk(cast, "iris"), f"/desk/orders/{journey.order.number}/"
    assert f"documents/{code}/" not in client.get(address).content.decode()
    assert client.get(f"{address}documents/{code}/").status_code == 403
    assert client.get(f"{address}documents/repair_record/").status_code == 200


def test_internal_documents_stay_inside(cast: Cast, journey: Journey) -> None:
    """RQ-SEC-03: nobody without the right gets one, and whoever of the house gets one stands in the history."""
    journey.prepared()
    order = journey.order
    address = f"/desk/orders/{order.number}/documents/settlement_sheet/"
    refused = {name: desk(cast, name).get(address).status_code for name in ("iris", "charlie", "wang", "wen")}
    assert refused == {"iris": 403, "charlie": 403, "wang": 404, "wen": 403}
    assert Client().get(address).status_code == 302
    assert not Event.objects.filter(kind="documents.fetched").exists()
    assert desk(cast, "ava").get(address).status_code == 200
    event = Event.objects.get(kind="documents.fetched")
    assert (event.actor_name, event.chain, event.data["document"]) == ("Ava", order.chain, "settlement_sheet")


def test_a_technician_prints_the_own_orders_only(cast: Cast, journey: Journey) -> None:
    """RQ-DSP-07: for another the order does not exist."""
    journey.prepared()
    address = f"/field/orders/{journey.order.number}/"
    own = desk(cast, "bo")
    assert f"{address}documents/settlement_sheet/" in own.get(address).content.decode()
    assert own.get(f"{address}documents/settlement_sheet/").status_code == 200
    assert desk(cast, "ben").get(f"{address}documents/request_slip/").status_code == 404
