"""Reports of the same fault: found, offered and merged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import OtherCustomer, OtherIsOver, accept, merge, withdraw
from baoxiu.flow.intake.duplicates import Told, duplicates, duplicates_of
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import taken_in
from baoxiu.flow.intake.tests.make import submitted
from tests.cast import ALICE_PHONE, Cast

BOB_PHONE = "+8613900139000"
LATER = timedelta(hours=3)


def second(cast: Cast, **fields: Any) -> RepairRequest:
    """Alice reports again, three hours later, and does not name the unit."""
    return submitted(cast, at=cast.at + LATER, **{"serial": "", **fields})


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"serial": "KF35 2506-000127", "phone": BOB_PHONE, "contact_name": "Bob", "fault": None}, "unit"),
        ({"fault_text": "另一句话"}, "fault"),
        ({"fault": None, "fault_text": "空调还是不制冷，外机不转"}, "words"),
    ],
)
def test_the_same_fault_is_found_and_says_why(
    cast: Cast, ava: Actor, fields: dict[str, Any], why: str
) -> None:
    """RQ-INT-07, RQ-REG-08: same unit; same phone with the same kind of fault or similar words."""
    first = submitted(cast)
    found = duplicates_of(second(cast, **fields), ava, at=cast.at + LATER)
    assert [(row.pk, row.why) for row in found] == [(first.pk, why)]


def test_another_fault_of_the_same_phone_is_no_duplicate(cast: Cast, ava: Actor) -> None:
    submitted(cast, serial="")
    other = second(cast, fault=None, fault_text="遥控器没有显示")
    assert not duplicates_of(other, ava, at=cast.at + LATER)


def test_what_is_over_for_long_is_no_duplicate(cast: Cast, ava: Actor) -> None:
    """An ended request counts for 30 days, one that runs always."""
    first = submitted(cast)
    told = Told(phone=ALICE_PHONE, fault_id=cast.fault.pk)
    later = cast.at + timedelta(days=40)
    assert [row.pk for row in duplicates(told, ava, at=later)] == [first.pk]
    withdraw(first, by=ava, at=cast.at)
    assert not duplicates(told, ava, at=later)


def test_merging_ends_the_one_and_keeps_its_words_with_the_other(cast: Cast, ava: Actor) -> None:
    """RQ-REG-08: both histories name the other, and what was merged before follows."""
    first, again, third = submitted(cast), second(cast), second(cast, serial="")
    merge(third, again, reason="同一台空调", by=ava, at=cast.at + LATER)
    merged = merge(again, first, reason="同一台空调", by=ava, at=cast.at + LATER)
    assert (merged.stage, merged.merged_into) == ("merged", first)
    assert [row.pk for row in taken_in(first)] == [again.pk, third.pk]
    told = Event.objects.get(kind="intake.merged", subject_id=again.pk)
    assert (told.data["other"], told.data["reason"]) == (first.number, "同一台空调")
    assert Event.objects.filter(
        kind="intake.taken_in", subject_id=first.pk, data__other=again.number
    ).exists()


def test_no_merge_with_oneself_another_customer_or_an_ended_one(cast: Cast, ava: Actor) -> None:
    first, again = submitted(cast), second(cast)
    bobs = second(cast, phone=BOB_PHONE, contact_name="Bob")
    with pytest.raises(InvalidInput):
        merge(first, first, reason="同一", by=ava, at=cast.at)
    with pytest.raises(OtherCustomer):
        merge(bobs, first, reason="同一", by=ava, at=cast.at)
    with pytest.raises(InvalidInput):
        merge(again, first, reason=" ", by=ava, at=cast.at)
    withdraw(first, by=ava, at=cast.at)
    with pytest.raises(OtherIsOver):
        merge(again, first, reason="同一", by=ava, at=cast.at)


def test_what_is_ordered_already_is_not_merged_away(cast: Cast, ava: Actor) -> None:
    """It may take in another, though: the order that runs reads the new words."""
    first, again = accept(submitted(cast), by=ava, at=cast.at), second(cast)
    with pytest.raises(IllegalMove):
        merge(first, again, reason="同一", by=ava, at=cast.at)
    assert merge(again, first, reason="同一", by=ava, at=cast.at).merged_into == first


def test_merging_needs_the_right_to_review(cast: Cast, bo: Actor) -> None:
    first, again = submitted(cast), second(cast)
    with pytest.raises(NotAllowed):
        merge(again, first, reason="同一", by=bo, at=cast.at)
    again.refresh_from_db()
    assert again.stage == "submitted"
