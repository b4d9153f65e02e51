"""Where an address is, said or corrected by hand."""

from __future__ import annotations

import pytest

from baoxiu.basics.customers.actions import locate_address
from baoxiu.basics.customers.inputs import InvalidPosition
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import locate
from baoxiu.flow.intake.models import RepairRequest
from tests.cast import ALICE_ADDRESS, Cast
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_alice(visit_journey: Journey) -> RepairRequest:
    """On site, at an address that her file knows."""
    return visit_journey.accepted().request


def test_a_dispatcher_corrects_where_it_is(visit_journey: Journey, request_of_alice: RepairRequest) -> None:
    """RQ-DSP-03: request and file are there now; the history says who, when and how far, not the degrees."""
    dana, at = visit_journey.actor("dana"), visit_journey.tick()
    made = locate(request_of_alice, lat=34.8005, lng=113.6765, by=dana, at=at)
    assert (made.lat, made.lng) == (34.8005, 113.6765)
    address = made.customer.addresses.get()
    assert (address.lat, address.lng) == (34.8005, 113.6765)
    event = Event.objects.get(kind="intake.located")
    assert (event.actor_name, event.at, event.data["source"]) == ("Dana", at, "hand")
    assert event.data["moved_metres"] == pytest.approx(1112, abs=2)
    kept = Event.objects.get(kind="customers.address_located")
    assert kept.data["corrected"] is True
    assert "34.8005" not in str(event.data) + str(kept.data)


def test_another_address_leaves_the_file_alone(
    visit_journey: Journey, request_of_alice: RepairRequest
) -> None:
    RepairRequest.objects.filter(pk=request_of_alice.pk).update(address="别处1号", lat=None, lng=None)
    locate(request_of_alice, lat=34.8, lng=113.7, by=visit_journey.actor("ava"), at=visit_journey.tick())
    assert visit_journey.cast.alice.addresses.get().lat == ALICE_ADDRESS.lat
    assert Event.objects.get(kind="intake.located").data["moved_metres"] is None


def test_no_service_overrules_a_person(visit_journey: Journey, request_of_alice: RepairRequest) -> None:
    made = locate(
        request_of_alice, lat=34.8, lng=113.7, source="map_service", by=SYSTEM, at=visit_journey.tick()
    )
    assert made.lat == ALICE_ADDRESS.lat
    assert not Event.objects.filter(kind="intake.located").exists()


def test_no_such_place(visit_journey: Journey, request_of_alice: RepairRequest) -> None:
    for lat, lng in ((91.0, 113.0), (float("nan"), 113.0), (34.0, 181.0)):
        with pytest.raises(InvalidInput) as refusal:
            locate(
                request_of_alice, lat=lat, lng=lng, by=visit_journey.actor("dana"), at=visit_journey.tick()
            )
        assert "lat" in refusal.value.fields


def test_only_who_takes_in_or_sends(visit_journey: Journey, request_of_alice: RepairRequest) -> None:
    """RQ-SEC-06: another outlet, or a role that does neither, may not."""
    for name in ("bo", "iris", "wang"):
        with pytest.raises(NotAllowed):
            locate(
                request_of_alice, lat=34.8, lng=113.7, by=visit_journey.actor(name), at=visit_journey.tick()
            )


def test_the_address_of_a_file(cast: Cast) -> None:
    """RQ-CUS-01: kept in the file; the next request with this address begins there."""
    address = cast.alice.addresses.get()
    assert locate_address(address, lat=34.7, lng=113.6, by=cast.actor("ava"), at=cast.at).lat == 34.7
    with pytest.raises(InvalidPosition):
        locate_address(address, lat=34.7, lng=190.0, by=cast.actor("ava"), at=cast.at)
    for name in ("iris", "wang"):
        with pytest.raises(NotAllowed):
            locate_address(address, lat=34.7, lng=113.6, by=cast.actor(name), at=cast.at)
