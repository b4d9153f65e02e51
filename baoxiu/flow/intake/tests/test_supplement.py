"""supplement, withdraw, close: what else happens to a request (RQ-REG-08, appendix e1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import NothingAdded, accept, ask_for_more, attach, close, supplement, withdraw
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.intake.models import RepairRequest, Supplement
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.intake.tests.test_attach import picture
from tests.cast import ALICE_ADDRESS, Cast


@pytest.fixture
def asked(cast: Cast, ava: Actor) -> RepairRequest:
    """Alice was asked for the serial number."""
    request = submitted(cast, serial="", division_code="410302", address="中州路1号")
    return ask_for_more(request, missing=["serial"], text="请提供机身编号", by=ava, at=cast.at)


def test_the_answer_brings_it_back_to_review(cast: Cast, asked: RepairRequest) -> None:
    """RQ-REG-08: old and new are kept, the unit is found, and the outlet too."""
    later = cast.at + timedelta(hours=1)
    alice = customer_actor(asked)
    changes = {"serial": "kf35-2506 000127", "division_code": "410102", "purchased_on": date(2025, 6, 18)}
    request = supplement(asked, text="在机身右侧", changes=changes, by=alice, at=later)
    assert (request.stage, request.unit, request.outlet) == ("submitted", cast.unit, cast.outlet)
    added = Supplement.objects.get()
    assert added.changes["serial"] == ["", "kf35-2506 000127"]
    event = Event.objects.get(kind="intake.supplemented")
    assert event.data["fields"] == ["division_code", "purchased_on", "serial"]
    assert event.data["changes"]["purchased_on"] == [None, "2025-06-18"]
    assert "division_code" not in event.data["changes"]


def test_another_address_is_elsewhere(cast: Cast, asked: RepairRequest) -> None:
    """RQ-REG-08, RQ-DSP-03: the position goes with the address, known from the file or not at all."""
    RepairRequest.objects.filter(pk=asked.pk).update(lat=34.6, lng=112.4)
    known = {"division_code": ALICE_ADDRESS.division_code, "address": ALICE_ADDRESS.detail}
    request = supplement(asked, changes=known, by=customer_actor(asked), at=cast.at)
    assert (request.lat, request.lng) == (ALICE_ADDRESS.lat, ALICE_ADDRESS.lng)
    request = ask_for_more(request, missing=["address"], text="门牌号?", by=cast.actor("ava"), at=cast.at)
    request = supplement(request, changes={"address": "花园路1号"}, by=customer_actor(asked), at=cast.at)
    assert (request.lat, request.lng) == (None, None)


def test_photos_since_the_question_are_an_answer(cast: Cast, asked: RepairRequest) -> None:
    """RQ-REG-07."""
    alice, later = customer_actor(asked), cast.at + timedelta(hours=1)
    with pytest.raises(NothingAdded):
        supplement(asked, text=" ", changes={"brand": ""}, by=alice, at=later)
    attach(asked, picture(), "铭牌.jpg", by=alice, at=later)
    assert supplement(asked, by=alice, at=later).stage == "submitted"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"stage": "accepted"}, "changes"),
        ({"phone": "1"}, "phone"),
        ({"fault_text": ""}, "fault_text"),
        ({"address": " "}, "address"),
        ({"purchased_on": date(2030, 1, 1)}, "purchased_on"),
        ({"brand": "牌" * 81}, "brand"),
    ],
)
def test_wrong_answers_are_told_at_their_field(
    cast: Cast, asked: RepairRequest, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        supplement(asked, changes=changes, by=customer_actor(asked), at=cast.at)
    assert set(caught.value.fields) == {field}
    asked.refresh_from_db()
    assert asked.stage == "information_missing"


def test_only_the_own_case_can_be_supplemented(cast: Cast, ava: Actor) -> None:
    """RQ-SEC-01: no stranger, no other outlet, nobody without a role."""
    ours = ask_for_more(
        submitted(cast, serial=""), missing=["serial"], text="请提供机身编号", by=ava, at=cast.at
    )
    stranger = customer_actor(submitted(cast))
    for actor in (stranger, cast.actor("wang"), cast.actor("charlie")):
        with pytest.raises(NotAllowed):
            supplement(ours, text="x", by=actor, at=cast.at)


def test_without_a_question_there_is_nothing_to_supplement(cast: Cast) -> None:
    request = submitted(cast)
    with pytest.raises(IllegalMove):
        supplement(request, text="x", by=customer_actor(request), at=cast.at)


def test_a_request_can_be_taken_back_until_it_is_accepted(cast: Cast, ava: Actor) -> None:
    """Appendix e1."""
    request = submitted(cast)
    assert withdraw(request, reason="已修好", by=customer_actor(request), at=cast.at).stage == "withdrawn"
    assert Event.objects.get(kind="intake.withdrawn").data["reason"] == "已修好"
    accepted = accept(submitted(cast), by=ava, at=cast.at)
    with pytest.raises(IllegalMove):
        withdraw(accepted, by=customer_actor(accepted), at=cast.at)
    with pytest.raises(NotAllowed):
        withdraw(submitted(cast), by=cast.actor("charlie"), at=cast.at)


def test_an_accepted_request_closes(cast: Cast, ava: Actor) -> None:
    """Appendix e1: accepted -> closed with its work."""
    request = submitted(cast)
    with pytest.raises(IllegalMove):
        close(request, by=SYSTEM, at=cast.at)
    accept(request, by=ava, at=cast.at)
    with pytest.raises(NotAllowed):
        close(request, by=customer_actor(request), at=cast.at)
    assert close(request, by=SYSTEM, at=cast.at).stage == "closed"
