"""Yearly and half-yearly calls by customer class."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.promises.models import Promise
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.events.outbox import drain
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.next_steps import follow
from tests.journey import CONTENT, Journey

pytestmark = pytest.mark.django_db


def talked(journey: Journey, customer_class: str, **more: str) -> datetime:
    """Alice answered the first call on 5 March; when the second was given up."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    Customer.objects.update(customer_class=customer_class)
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    at = call.not_before + timedelta(hours=9)
    actions.record_answer(call, answers=CONTENT | more, by=journey.actor("ava"), at=at)
    return at


@pytest.mark.parametrize(
    ("customer_class", "first_day"),
    [("long_term", date(2027, 3, 5)), ("key", date(2026, 9, 5))],
)
def test_once_the_day_has_come(journey: Journey, customer_class: str, first_day: date) -> None:
    """RQ-REV-10: a year after the last talk, for key customers half a year; a repeat plans nothing."""
    at = talked(journey, customer_class)
    journey.now = at.replace(year=first_day.year, month=first_day.month, day=first_day.day)
    assert actions.plan_regular(by=SYSTEM, at=journey.now - timedelta(days=1)) == []
    (call,) = actions.plan_regular(by=SYSTEM, at=journey.now)
    assert (call.kind, legal_date(call.not_before)) == ("regular", first_day)
    assert actions.plan_regular(by=SYSTEM, at=journey.now) == []
    drain(follow)
    assert Promise.objects.get(kind="regular_followup").due_at == call.until


def test_it_has_its_own_form_and_starts_the_next_round(journey: Journey) -> None:
    """RQ-REV-10: counted anew from the regular talk."""
    at = talked(journey, "key") + timedelta(days=200)
    (call,) = actions.plan_regular(by=SYSTEM, at=at)
    done = actions.record_answer(call, answers={"overall": "5"}, by=journey.actor("ava"), at=at)
    assert done.form.form.code == "followup_regular"
    assert actions.plan_regular(by=SYSTEM, at=at + timedelta(days=180)) == []
    assert len(actions.plan_regular(by=SYSTEM, at=at + timedelta(days=185))) == 1


def test_not_for_ordinary_customers_nor_against_their_wish(journey: Journey) -> None:
    """RQ-REV-10, RQ-CUS-08: only these classes; who wants no more calls gets none."""
    late = talked(journey, "ordinary", calls_welcome="no") + timedelta(days=800)
    assert actions.plan_regular(by=SYSTEM, at=late) == []
    Customer.objects.update(customer_class="key")
    assert actions.plan_regular(by=SYSTEM, at=late) == []


def test_not_while_another_call_is_planned(journey: Journey) -> None:
    """RQ-REV-10: nobody is called twice at a time."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    Customer.objects.update(customer_class="key")
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    assert actions.plan_regular(by=SYSTEM, at=call.until + timedelta(days=400)) == []
    assert Followup.objects.count() == 1


def test_only_by_those_who_call(journey: Journey) -> None:
    """RQ-SEC-06."""
    with pytest.raises(NotAllowed):
        actions.plan_regular(by=journey.actor("bo"), at=journey.now)
