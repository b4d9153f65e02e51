"""Positions kept by hand, on the request and in the customer's file."""

from __future__ import annotations

import pytest

from baoxiu.basics.travel.rules.coordinates import from_gcj02
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey


def test_a_position_is_copied_from_a_map(desk: Desk, visit_journey: Journey) -> None:
    """RQ-DSP-03: as AMap gives it, longitude first, in its own coordinates."""
    row = visit_journey.accepted().request
    desk.sign_in("dana")
    assert "34.790500,113.676500" in desk.get("request_position", row.number).content.decode()
    refused = desk.post(
        "request_position", row.number, **{"position-position": "花园路", "position-datum": "gcj02"}
    )
    assert refused.status_code == 422
    desk.post(
        "request_position", row.number, **{"position-position": "113.6826,34.7892", "position-datum": "gcj02"}
    )
    row.refresh_from_db()
    assert (row.lat, row.lng) == pytest.approx(from_gcj02((34.7892, 113.6826)), abs=1e-6)


def test_the_address_in_the_file(desk: Desk) -> None:
    alice = desk.cast.alice
    address = alice.addresses.get()
    said = {"address_position-address": address.pk, "address_position-datum": "wgs84"}
    desk.sign_in("ava")
    page = desk.post(
        "customer_change", alice.number, "address_position", **said, **{"address_position-position": "x"}
    )
    assert page.status_code == 422
    assert "请填写两个数字" in page.content.decode()
    desk.post(
        "customer_change",
        alice.number,
        "address_position",
        **said,
        **{"address_position-position": "34.7 113.6"},
    )
    address.refresh_from_db()
    assert (address.lat, address.lng) == (34.7, 113.6)
    assert "34.70000, 113.60000" in desk.get("customer", alice.number).content.decode()
