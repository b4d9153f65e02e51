"""One report that holds two, and a question that is a fault."""

from __future__ import annotations

from typing import Any

import pytest

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import (
    NotOfThisService,
    Part,
    SameAgain,
    accept,
    settle_remotely,
    split,
    submit,
    turn_into_repair,
)
from baoxiu.flow.intake.links import visitor
from baoxiu.flow.intake.queries import next_moves, split_off, taken_in
from baoxiu.flow.intake.tests.make import entered, submitted
from tests.cast import Cast

OTHER = Part(fault_text="卧室空调漏水", serial="KF26-77")


def test_a_second_device_gets_a_request_of_its_own(cast: Cast, ava: Actor) -> None:
    """RQ-REG-09, RQ-REG-12: same customer and place, linked, and both histories say why."""
    first = submitted(cast)
    made = split(first, OTHER, reason="两台空调", by=ava, at=cast.at)
    first.refresh_from_db()
    assert (first.stage, made.stage, made.came_from, split_off(first)) == (
        "submitted",
        "submitted",
        first,
        [made],
    )
    assert (made.customer, made.address, made.outlet) == (first.customer, first.address, first.outlet)
    assert (made.fault_text, made.serial, made.registered_by) == ("卧室空调漏水", "KF26-77", ava.name)
    for kind, subject, other in (("intake.split", first, made), ("intake.split_off", made, first)):
        told = Event.objects.get(kind=kind, subject_id=subject.pk)
        assert (told.data["other"], told.data["reason"]) == (other.number, "两台空调")


def test_without_another_device_the_same_one_is_meant(cast: Cast, ava: Actor) -> None:
    """RQ-REG-09: a second fault of it."""
    first = submitted(cast)
    made = split(first, Part(fault_text="遥控器失灵"), reason="两项故障", by=ava, at=cast.at)
    assert (made.serial, made.unit) == (first.serial, cast.unit)


@pytest.mark.parametrize(
    ("part", "reason", "refusal"),
    [
        (OTHER, " ", InvalidInput),
        (Part(fault_text=" "), "两台", InvalidInput),
        (Part(fault_text="空调不制冷，外机不转"), "两台", SameAgain),
    ],
)
def test_a_split_says_what_and_why(cast: Cast, ava: Actor, part: Part, reason: str, refusal: type) -> None:
    first = submitted(cast)
    with pytest.raises(refusal):
        split(first, part, reason=reason, by=ava, at=cast.at)
    assert not split_off(first)


def test_only_a_reviewer_splits_and_only_what_is_not_decided(cast: Cast, ava: Actor) -> None:
    """RQ-SEC-06."""
    first = submitted(cast)
    for stranger in (cast.actor("bo"), visitor("Alice")):
        with pytest.raises(NotAllowed):
            split(first, OTHER, reason="两台", by=stranger, at=cast.at)
    accept(first, by=ava, at=cast.at)
    with pytest.raises(IllegalMove):
        split(first, OTHER, reason="两台", by=ava, at=cast.at)


def question(cast: Cast, **more: Any) -> Any:
    """Alice asks something; nobody has to come, so no address is wanted."""
    asked = {"service": "consultation", "fault": None, "fault_text": "滤网多久洗一次？", "address": ""}
    return submitted(cast, **asked | more)


def test_a_question_is_answered_and_no_order_is_made_of_it(cast: Cast, ava: Actor) -> None:
    """RQ-INT-09, RQ-INT-16: closed with the customer's consent."""
    asked = question(cast)
    assert asked.mode == "remote"
    assert next(move.verb for move in next_moves(asked, ava)) == "ask_for_more"
    with pytest.raises(NotOfThisService):
        accept(asked, by=ava, at=cast.at)
    answered = settle_remotely(asked, advice="每月一次", customer_agreed=True, by=ava, at=cast.at)
    assert answered.stage == "settled_by_advice"


def test_a_question_can_turn_into_a_repair(cast: Cast, ava: Actor) -> None:
    """RQ-INT-10: the question ends and can be read in the repair request."""
    asked = question(cast)
    part = Part(fault_text="不制冷", mode="on_site")
    with pytest.raises(InvalidInput) as refused:
        turn_into_repair(asked, part, reason="实为故障", by=ava, at=cast.at)
    assert set(refused.value.fields) == {"address"}
    part = Part(fault_text="不制冷", mode="on_site", address="花园路88号院")
    made = turn_into_repair(asked, part, reason="实为故障", by=ava, at=cast.at)
    asked.refresh_from_db()
    assert (asked.stage, asked.merged_into, taken_in(made)) == ("merged", made, [asked])
    assert (made.service, made.mode, made.came_from) == ("repair", "on_site", asked)
    with pytest.raises(NotOfThisService):
        turn_into_repair(made, part, reason="再转", by=ava, at=cast.at)


def test_what_the_firm_does_not_offer_is_refused_at_its_field(cast: Cast) -> None:
    """RQ-INT-16: by product and from a day on."""
    choose("intake.services", value="repair", valid_from=cast.at, by=cast.actor("root"), at=cast.at)
    with pytest.raises(InvalidInput) as refused:
        submit(entered(cast, service="maintenance"), by=visitor("Alice"), at=cast.at)
    assert set(refused.value.fields) == {"service"}
