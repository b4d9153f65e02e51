"""What follows from finished work, silence, an exchange, looks and effect."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.basics.promises import actions as promises
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.flow import next_steps
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.policies import EFFECT_REQUIRED
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.tests.listener import Listener
from baoxiu.flow.visits import actions as visits
from tests.cast import Cast
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def ears(cast: Cast) -> Listener:
    """Hears what happens from now on."""
    assert cast
    return Listener()


def test_the_clerk_hears_at_once_that_the_work_is_finished(journey: Journey, ears: Listener) -> None:
    """RQ-EXE-07: the colleague who took the case on; the order's stage is up to date with the report."""
    journey.self_checked()
    told = ears.told("work_reported")
    assert told.user == journey.cast.user("ava")
    assert journey.order.number in told.subject
    assert journey.fresh().stage == "inspecting"


def test_no_news_for_days_becomes_a_task(journey: Journey, ears: Listener) -> None:
    """RQ-EXE-08: three working days without a word; a word lets the days begin anew, and ticks the task off."""
    order, bo = journey.in_repair(), journey.actor("bo")
    ears.listen()
    visits.note_contact(order, reached=True, note="配件明天到", by=bo, at=journey.tick(days=2))
    ears.listen()
    promises.sweep(at=journey.tick(days=2))
    assert ("tell_news", "agent") not in ears.tasks()
    promises.sweep(at=journey.tick(days=4))
    assert ("tell_news", "agent") in ears.tasks()
    visits.note_contact(order, reached=True, by=bo, at=journey.tick())
    assert ("tell_news", "agent") not in ears.tasks()


def test_an_exchange_is_somebodys_task(journey: Journey, ears: Listener) -> None:
    """RQ-ASM-05."""
    journey.accepted()
    journey.assessed(repairable=False)
    repairs.route_to_exchange(journey.order, told="Alice", by=journey.actor("mo"), at=journey.tick())
    assert ("exchange", "service_manager") in ears.tasks()
    assert ("route_exchange", "service_manager") not in ears.tasks()


def test_looks_wait_for_the_technicians_call(journey: Journey, ears: Listener) -> None:
    """RQ-QC-03."""
    journey.presented()
    bo = journey.actor("bo")
    found = acceptance.note_appearance(journey.order, text="划痕", by=bo, at=journey.tick())
    assert ("confirm_appearance", "bo") in ears.tasks()
    said = {"confirmed_with": "Alice", "outcome": "认可"}
    acceptance.confirm_appearance(found, **said, by=bo, at=journey.tick())
    assert ("confirm_appearance", "bo") not in ears.tasks()


def test_an_order_ends_after_its_effect_was_judged(journey: Journey, ears: Listener) -> None:
    """RQ-ACC-05: where the firm wants it."""
    now = journey.now - timedelta(days=1)
    choose(EFFECT_REQUIRED, value=True, valid_from=now, by=SYSTEM, at=now)
    sheet = journey.prepared()
    assert ("score_effect", "supervisor") in ears.tasks()
    settlement.settle(sheet, by=SYSTEM, at=journey.tick())
    next_steps.close_order(Event.objects.get(kind="settlement.settled"))
    assert journey.fresh().stage == "settled"
    given = {"score": 5, "satisfied": True}
    acceptance.score_effect(journey.order, **given, by=journey.actor("mo"), at=journey.tick())
    next_steps.close_order(Event.objects.get(kind="acceptance.effect_scored"))
    assert journey.fresh().stage == "closed"
    assert ("score_effect", "supervisor") not in ears.tasks()
