"""Where new requests are, by a map service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.travel.models import KnownPlace
from baoxiu.basics.travel.policies import ADDRESS, ALLOW_PRIVATE, GEOCODER, PROVIDER
from baoxiu.basics.travel.rules.coordinates import from_gcj02
from baoxiu.basics.travel.tests.server import KEY, MapServer
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.flow.intake.jobs import locate_addresses
from baoxiu.flow.intake.models import RepairRequest
from tests.cast import AT
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def maps(settings: Any) -> Iterator[MapServer]:
    """The firm asks AMap, which is on this machine."""
    settings.AMAP_KEY = KEY
    before = AT - timedelta(days=1)
    with MapServer() as server:
        values = {PROVIDER: "amap", ADDRESS: server.url, ALLOW_PRIVATE: True, GEOCODER: "amap"}
        for key, value in values.items():
            choose(key, value=value, valid_from=before, by=SYSTEM, at=before)
        yield server
        server.shutdown()


def somewhere(journey: Journey, address: str) -> RepairRequest:
    """A request at an address of which nobody knows where it is."""
    request: RepairRequest = journey.accepted().request
    RepairRequest.objects.filter(pk=request.pk).update(address=address, lat=None, lng=None)
    return request


def test_a_known_house_is_placed(visit_journey: Journey, maps: MapServer) -> None:
    """RQ-DSP-03: in WGS-84, with the whole name of the place asked for, and asked once."""
    row = somewhere(visit_journey, "花园路88号")
    assert locate_addresses(at=visit_journey.now) == 1
    row.refresh_from_db()
    assert (row.lat, row.lng) == pytest.approx(from_gcj02((34.7892, 113.6826)))
    event = Event.objects.get(kind="intake.located")
    assert (event.actor_kind, event.data["source"]) == ("system", "map_service")
    assert maps.asked == [
        (
            "/v3/geocode/geo",
            {"address": "河南省郑州市金水区花园路88号", "city": "410100", "key": KEY, "output": "JSON"},
        )
    ]
    assert locate_addresses(at=visit_journey.now) == 0
    RepairRequest.objects.filter(pk=row.pk).update(lat=None, lng=None)
    assert locate_addresses(at=visit_journey.now) == 1
    assert len(maps.asked) == 1


def test_what_is_known_to_the_district_only_is_left_alone(visit_journey: Journey, maps: MapServer) -> None:
    """Nobody is sent to the middle of a district; and it is not asked again every few minutes."""
    row = somewhere(visit_journey, "某某村")
    assert locate_addresses(at=visit_journey.now) == locate_addresses(at=visit_journey.now) == 0
    row.refresh_from_db()
    assert row.lat is None
    assert (len(maps.asked), KnownPlace.objects.get().lat) == (1, None)


def test_a_service_that_fails_is_asked_again_later(visit_journey: Journey, maps: MapServer) -> None:
    somewhere(visit_journey, "花园路88号")
    maps.status = 503
    assert locate_addresses(at=visit_journey.now) == 0
    maps.status = 200
    assert locate_addresses(at=visit_journey.now) == 1


def test_without_a_service_nothing_happens(visit_journey: Journey, maps: MapServer, settings: Any) -> None:
    somewhere(visit_journey, "花园路88号")
    settings.AMAP_KEY = ""
    assert locate_addresses(at=visit_journey.now) == 0
    assert maps.asked == []
