"""Accepted without a signature: the recorded exception, and silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.events.outbox import drain
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.acceptance import actions, jobs
from baoxiu.flow.acceptance.policies import SILENCE_DAYS
from baoxiu.flow.acceptance.rules import silence_is_over
from baoxiu.flow.next_steps import follow
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def follow_all() -> None:
    """Everything that follows has happened."""
    while drain(follow):
        pass


def test_closes_with_the_recorded_exception(journey: Journey) -> None:
    """RQ-ACC-04, RQ-WO-08: who approved it and why stands in the record."""
    sheet = journey.presented()
    answer = actions.accept_unsigned(
        sheet,
        exception="absent",
        reason="用户出差",
        witness="物业王经理",
        by=journey.actor("mo"),
        at=journey.tick(),
    )
    assert (answer.accepted, answer.signature, answer.by_name) == (True, None, "Mo")
    assert journey.fresh().stage == "settling"
    told = Event.objects.get(kind="acceptance.unsigned").data
    assert (told["exception"], told["reason"], told["witness"]) == ("absent", "用户出差", "物业王经理")
    follow_all()
    assert journey.fresh().stage == "closed"
    assert journey.order.closure.confirmation == "exception"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"exception": "absent", "reason": "用户出差"}, "witness"),
        ({"exception": "refused_to_sign", "reason": " "}, "reason"),
        ({"exception": "lazy", "reason": "x"}, "exception"),
    ],
)
def test_an_exception_is_founded(journey: Journey, given: dict[str, str], field: str) -> None:
    """RQ-ACC-04."""
    sheet = journey.presented()
    with pytest.raises(InvalidInput) as refused:
        actions.accept_unsigned(sheet, **given, by=journey.actor("mo"), at=journey.tick())
    assert refused.value.field == field
    assert journey.fresh().stage == "awaiting_acceptance"


def test_not_by_who_repairs_nor_the_customer_nor_twice(journey: Journey) -> None:
    """RQ-ACC-04, RQ-SEC-06."""
    sheet = journey.presented()
    given = {"exception": "refused_to_sign", "reason": "不愿签字"}
    for by in (journey.actor("bo"), journey.actor("ava"), journey.customer):
        with pytest.raises(NotAllowed):
            actions.accept_unsigned(sheet, **given, by=by, at=journey.tick())
    actions.accept_unsigned(sheet, **given, by=journey.actor("mo"), at=journey.tick())
    with pytest.raises(IllegalMove):
        actions.accept_unsigned(sheet, **given, by=journey.actor("mo"), at=journey.tick())


def test_an_old_version_is_not_accepted(journey: Journey) -> None:
    """RQ-ACC-01: only what holds now."""
    sheet = journey.presented()
    actions.refuse(sheet, objection="还有异响", signer="Alice", by=journey.customer, at=journey.tick())
    type(journey.order).objects.update(stage="awaiting_acceptance")
    with pytest.raises(actions.ContentChanged):
        actions.accept_unsigned(
            sheet, exception="refused_to_sign", reason="x", by=journey.actor("mo"), at=journey.tick()
        )


def test_silence_says_nothing_unless_the_firm_chose_so(journey: Journey) -> None:
    """RQ-ACC-04: off by default; with seven days chosen, on the eighth day after, once."""
    journey.presented()
    assert jobs.accept_silence(at=journey.now + timedelta(days=300)) == 0
    choose(SILENCE_DAYS, value="7", valid_from=journey.now, by=SYSTEM, at=journey.now)
    assert jobs.accept_silence(at=journey.now + timedelta(days=7)) == 0
    assert jobs.accept_silence(at=journey.now + timedelta(days=8)) == 1
    assert jobs.accept_silence(at=journey.now + timedelta(days=9)) == 0
    assert journey.fresh().stage == "settling"
    assert Event.objects.get(kind="acceptance.unsigned").data["exception"] == "silence"


@pytest.mark.parametrize(
    ("days", "today", "over"), [(0, 30, False), (7, 9, False), (7, 10, True), (1, 4, True)]
)
def test_days_of_silence_are_whole_days(days: int, today: int, over: bool) -> None:
    """RQ-ACC-04: the day of presenting does not count."""
    assert silence_is_over(date(2026, 3, 2), date(2026, 3, today), days) is over
