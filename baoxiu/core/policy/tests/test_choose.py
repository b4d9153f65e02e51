"""Choosing policy values: typed, from a moment on, for a scope (design.md mechanism 4)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import (
    NoLongerHolds,
    NothingBefore,
    UnknownPolicy,
    choose,
    take_back,
)
from baoxiu.core.policy.declarations import POLICIES, Policy, WrongValue, declare, read_value
from baoxiu.core.policy.models import PolicyVersion
from baoxiu.core.policy.queries import NotChosen, latest_id, value
from baoxiu.core.refusals import InvalidInput, NotAllowed, Overtaken

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ROOT = Actor(kind="staff", id="1", name="Root", rights=frozenset({"settings.change"}), outlet_ids=None)
CHARLIE = Actor(kind="staff", id="2", name="Charlie")
HOURS = Policy("test.hours", "whole", 24, "Hours", least=Decimal(1), most=Decimal(240))
BLANK = Policy("test.blank", "whole", None, "Blank")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    declare(HOURS, BLANK)
    yield
    del POLICIES[HOURS.key], POLICIES[BLANK.key]


def set_hours(hours: Any, *, days: int = 0, by: Actor = ROOT, **scope: str) -> PolicyVersion:
    """Choose a value that holds so many days from now on."""
    return choose(HOURS.key, value=hours, valid_from=AT + timedelta(days=days), scope=scope, by=by, at=AT)


def hours(days: int = 0, **scope: str) -> int:
    """The value in force so many days from now."""
    return value(HOURS.key, at=AT + timedelta(days=days), scope=scope).whole


def test_without_a_choice_the_default_holds() -> None:
    """And says that it is the default."""
    assert (hours(), value(HOURS.key, at=AT).version_id) == (24, None)


def test_a_choice_holds_from_its_moment_on() -> None:
    """Earlier moments keep the earlier value; the newest choice wins."""
    set_hours(48, days=10)
    newest = set_hours(12, days=20)
    assert [hours(day) for day in (9, 10, 19, 20)] == [24, 48, 48, 12]
    assert value(HOURS.key, at=AT + timedelta(days=30)).version_id == newest.pk


def test_the_narrowest_scope_wins() -> None:
    """RQ-INT-17: an outlet before a family before a region, a combination before its parts."""
    set_hours(20, region="410000")
    set_hours(16, family="7")
    set_hours(12, outlet="3")
    set_hours(8, outlet="3", family="7")
    assert hours() == 24
    assert hours(region="410000") == 20
    assert hours(region="410000", family="7") == 16
    assert hours(family="8", outlet="3") == 12
    assert hours(family="7", outlet="3") == 8


def test_a_blank_must_be_chosen_first() -> None:
    """The source leaves it open: nothing is guessed."""
    with pytest.raises(NotChosen, match="Blank"):
        value(BLANK.key, at=AT)


def test_a_choice_is_recorded_and_stays() -> None:
    """RQ-SEC-04: a change is a new row, never an edit."""
    version = set_hours(" 36 ")
    assert Event.objects.get().data["value"] == 36
    version.value = 1
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()


def test_no_right_no_choice() -> None:
    """RQ-SEC-06."""
    with pytest.raises(NotAllowed):
        set_hours(12, by=CHARLIE)


def test_the_past_is_not_rewritten() -> None:
    """Decisions were made on it."""
    with pytest.raises(InvalidInput):
        set_hours(12, days=-1)


@pytest.mark.parametrize("scope", [{"planet": "3"}, {"channel": "x", "colour": "red"}])
def test_an_unknown_scope_is_refused(scope: dict[str, Any]) -> None:
    """Only the declared ones exist."""
    with pytest.raises(UnknownPolicy):
        set_hours(12, **scope)


def test_an_unknown_key_is_refused() -> None:
    """Nothing is stored that nobody reads."""
    with pytest.raises(UnknownPolicy):
        choose("test.unheard_of", value=1, valid_from=AT, by=ROOT, at=AT)


def test_a_key_is_declared_once() -> None:
    """Two rooms cannot mean different things by one name."""
    with pytest.raises(RuntimeError):
        declare(HOURS)


@pytest.mark.parametrize("raw", ["", "two", "1.5", "0", "241", None])
def test_a_wrong_number_is_refused(raw: Any) -> None:
    """With a sentence."""
    with pytest.raises(WrongValue):
        set_hours(raw)


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("share", "0.25", "0.25"),
        ("amount", " 12.50 ", "12.50"),
        ("choice", "b", "b"),
        ("yes_no", "on", True),
        ("yes_no", "", False),
        ("text", " 报修 ", "报修"),
    ],
)
def test_values_are_kept_by_type(kind: Any, raw: Any, kept: Any) -> None:
    """Amounts as text, so that nothing is rounded."""
    assert read_value(Policy("x", kind, None, "X", choices=(("a", "A"), ("b", "B"))), raw) == kept


@pytest.mark.parametrize(
    ("kind", "raw"), [("choice", "c"), ("share", "much"), ("amount", ""), ("amount", "NaN"), ("share", "inf")]
)
def test_values_of_the_wrong_type_are_refused(kind: Any, raw: Any) -> None:
    """Also for the other types."""
    with pytest.raises(WrongValue):
        read_value(Policy("x", kind, None, "X", choices=(("a", "A"),)), raw)


def test_taking_back_chooses_anew_what_held_before() -> None:
    """RQ-SEC-04: as a new version; taken back again, the value is as it was chosen."""
    first, second = set_hours(48), set_hours(12)
    back = take_back(second, by=ROOT, at=AT, reason="slip")
    assert (hours(), back.reason, PolicyVersion.objects.count()) == (48, "slip", 3)
    with pytest.raises(NoLongerHolds):
        take_back(first, by=ROOT, at=AT)
    take_back(back, by=ROOT, at=AT)
    assert hours() == 12


def test_taking_back_a_value_of_a_scope_follows_the_wider_one() -> None:
    """RQ-INT-17; one still to come is taken back from its own first moment on."""
    special = set_hours(8, family="7")
    take_back(special, by=ROOT, at=AT)
    assert hours(family="7") == 24
    coming = set_hours(12, days=10)
    assert take_back(coming, by=ROOT, at=AT).valid_from == coming.valid_from
    assert hours(11) == 24


def test_nothing_to_go_back_to_is_said() -> None:
    """A blank stays chosen; and only who may choose takes back (RQ-SEC-06)."""
    version = choose(BLANK.key, value=3, valid_from=AT, by=ROOT, at=AT)
    with pytest.raises(NothingBefore):
        take_back(version, by=ROOT, at=AT)
    with pytest.raises(NotAllowed):
        take_back(version, by=CHARLIE, at=AT)


def test_the_second_of_two_editors_is_told() -> None:
    """RQ-SEC-04: nobody overwrites unseen."""
    seen = latest_id(HOURS.key)
    choose(HOURS.key, value=30, valid_from=AT, seen=seen, by=ROOT, at=AT)
    with pytest.raises(Overtaken):
        choose(HOURS.key, value=31, valid_from=AT, seen=seen, by=ROOT, at=AT)
    assert hours() == 30
