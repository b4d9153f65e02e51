"""The queue, the search and what a reviewer sees beside a request (RQ-INT-01, RQ-INT-07, RQ-WO-06)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.core.actors import Actor
from baoxiu.flow.intake.actions import accept, submit, withdraw
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.queries import gaps, matching, queue, similar
from baoxiu.flow.intake.tests.make import entered, submitted
from tests.cast import Cast


def found(text: str) -> list[RepairRequest]:
    return list(RepairRequest.objects.filter(pk__in=matching(text)))


@pytest.mark.parametrize(
    "text",
    ["BX260302-00001", "bx260302", "260302-00001", "8000", "13800138000", "+86 138 0013 8000",
     "138 0013 8000",
     "KF352506000127", "kf35 2506-000127", "000127", "Ali", "alice", "ali", " Alice\x00 "],
)  # fmt: skip
def test_a_request_is_found_by(cast: Cast, text: str) -> None:
    """RQ-WO-06: number, phone or its last four digits, serial, name and pinyin."""
    request = submitted(cast)
    submit(
        entered(cast, contact_name="张伟", phone="13900001111", serial="", channel="phone"),
        by=cast.actor("ava"),
        at=cast.at + timedelta(days=1),
    )
    assert found(text) == [request]


@pytest.mark.parametrize("text", ["张伟", "张", "zhangw", "zw", "1111"])
def test_a_chinese_name_is_found_by_pinyin(cast: Cast, text: str) -> None:
    submitted(cast)
    request = submitted(cast, contact_name="张伟", phone="13900001111", serial="")
    assert found(text) == [request]


@pytest.mark.parametrize("text", ["", "   ", "000", "%", "'; --", "9999"])
def test_nothing_is_found_by(cast: Cast, text: str) -> None:
    submitted(cast)
    assert not found(text)


def test_the_queue_shows_what_is_open_in_ones_scope(cast: Cast, ava: Actor, wang: Actor) -> None:
    """RQ-INT-01: one queue; outlets see their own."""
    first = submitted(cast)
    newer = submitted(cast, at=cast.at + timedelta(hours=1))
    withdraw(submitted(cast), by=ava, at=cast.at)
    assert list(queue(ava)) == [newer, first]
    assert not queue(wang)
    accept(first, by=ava, at=cast.at)
    assert list(queue(ava, stages=["accepted"])) == [first]
    assert queue(ava, text="8000").count() == 3
    assert not queue(wang, text="8000")
    assert not queue(ava, channel="letter")


def test_similar_requests_are_seen(cast: Cast, ava: Actor, wang: Actor) -> None:
    """RQ-INT-07, RQ-REG-08: the same customer's, phone's or product's, around the same time."""
    request, same = submitted(cast), submitted(cast, at=cast.at + timedelta(days=2))
    submitted(cast, at=cast.at + timedelta(days=60))
    submitted(cast, contact_name="张伟", phone="13900001111", serial="")
    assert list(similar(request, ava)) == [same]
    assert not similar(request, wang)


def test_what_a_request_lacks(cast: Cast) -> None:
    """RQ-REG-08: the completeness check."""
    request = submitted(cast, mode="carry_in", address="")
    assert gaps(request, at=cast.at) == []
    request.mode = "on_site"
    assert gaps(request, at=cast.at) == ["address"]
