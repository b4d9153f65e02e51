"""The hash chain of a case finds every altered byte (O04)."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.events.actions import record
from baoxiu.core.events.chain import plain
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links, timeline

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
CASE = Approval(pk=7, case="case:7")
OTHER = Approval(pk=8, case="case:8")
COLUMNS = [field.attname for field in Event._meta.concrete_fields if field.name != "id"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> list[Event]:
    """Three events of one case, with every column filled."""
    told: dict[str, Any] = {"old": "提交", "new": ["已受理", 2], "sum": "12.50", "due": AT}
    return [
        record(kind, CASE, by=SYSTEM, at=AT, device_at=AT, **told)
        for kind in ("intake.submitted", "intake.accepted", "order.created")
    ]


def altered(value: Any, random: Random) -> Any:
    """The value with one small thing changed."""
    if isinstance(value, UUID):
        return UUID(int=value.int ^ (1 << random.randrange(128)))
    if isinstance(value, datetime):
        return value + timedelta(microseconds=random.choice([-1, 1, 86_400_000_000]))
    if isinstance(value, dict):
        key = random.choice(sorted(value))
        return value | {key: altered(value[key], random)}
    if isinstance(value, list):
        return [altered(value[0], random), *value[1:]]
    if isinstance(value, int):
        return value + random.choice([16, 1 << 20])
    place = random.randrange(len(value) or 1)
    other = random.choice([char for char in "0aZ é修" if char != value[place : place + 1]])
    return value[:place] + other + value[place + 1 :]


def overwrite(event: Event, column: str, value: Any) -> None:
    """What somebody with full power over the database could do."""
    field = Event._meta.get_field(column)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            f'UPDATE events_event SET "{column}" = %s WHERE id = %s',
            [field.get_db_prep_save(value, connection), event.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(COLUMNS), which=st.integers(0, 2), seed=st.integers())
def test_any_altered_byte_is_found(chain: list[Event], column: str, which: int, seed: int) -> None:
    """Property: whatever column of whatever event is altered, the check says so."""
    event = Event.objects.get(pk=chain[which].pk)
    value = altered(getattr(event, column), Random(seed))
    with transaction.atomic():
        overwrite(event, column, value)
        changed = Event.objects.get(pk=event.pk)
        chains = {"case:7", changed.chain}
        assert any(True for name in chains for _link in broken_links(name))
        transaction.set_rollback(True)


def test_a_missing_event_is_found(chain: list[Event]) -> None:
    """Deleting one from the middle breaks the one after it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM events_outboxentry WHERE event_id = %s", [chain[1].pk])
        cursor.execute("DELETE FROM events_event WHERE id = %s", [chain[1].pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert [link.seq for link in broken_links("case:7")] == [3]


def test_a_sound_chain_has_no_broken_link(chain: list[Event]) -> None:
    """Each event carries its place and the hash of the one before; cases do not mix."""
    record("intake.submitted", OTHER, by=SYSTEM, at=AT)
    fresh = list(timeline("case:7"))
    assert list(broken_links("case:7")) == []
    assert [event.seq for event in fresh] == [1, 2, 3]
    assert [event.prev_hash for event in fresh] == ["", fresh[0].hash, fresh[1].hash]
    assert [event.pk for event in fresh] == [event.pk for event in chain]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(
        st.text(max_size=8),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.text()
            | st.datetimes()
            | st.decimals(),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
            ),
            max_leaves=6,
        ),
        max_size=4,
    )
)
def test_whatever_is_recorded_still_fits_its_hash_when_read(data: dict[str, Any]) -> None:
    """Nothing is rounded, reordered or normalised on its way through the database."""
    with transaction.atomic():
        event = record("form.filled", CASE, by=SYSTEM, at=AT, data=data)
        assert Event.objects.get(pk=event.pk).data == {"data": plain(data)}
        assert list(broken_links("case:7")) == []
        transaction.set_rollback(True)
