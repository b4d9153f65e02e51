"""Counters are exact, whoever counts at the same time and however many others there are (O07)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baoxiu.core.limits.counting import count, forget
from baoxiu.core.limits.models import Counter, Note

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def one(who: str = "192.0.2.1", *, at: datetime = AT, what: str = "x") -> int:
    """Once more."""
    return count(what, who, window=HOUR, at=at)


@pytest.mark.django_db
def test_it_counts_until_the_window_is_over() -> None:
    """O07: the window begins with the first time and is not prolonged; who and what are counted apart."""
    assert [one(), one(at=AT + HOUR / 2), one(at=AT + HOUR * 0.99)] == [1, 2, 3]
    assert [one("192.0.2.2"), one(what="y")] == [1, 1]
    assert [one(at=AT + HOUR), one(at=AT + HOUR * 1.9)] == [1, 2]


@pytest.mark.django_db
def test_a_thousand_others_push_nobody_out() -> None:
    """O07: and each time is one statement."""
    with CaptureQueriesContext(connection) as seen:
        one()
    assert len(seen) == 1
    for number in range(1_000):
        one(f"caller {number}")
    assert one() == 2
    assert not Counter.objects.filter(key__contains="192.0.2").exists(), "of the sender only a hash"


@pytest.mark.django_db
def test_what_is_over_is_swept_away() -> None:
    """The tables stay small; what still counts stays."""
    one()
    one("young", at=AT + timedelta(seconds=1))
    for key, expires in (("old", AT), ("young", AT + HOUR)):
        Note.objects.create(cache_key=key, value="", expires=expires)
    assert forget(at=AT + HOUR) == 2
    assert one("young", at=AT + HOUR) == 2
    assert Note.objects.get().cache_key == "young"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_two() -> None:
    """O07, A03: with connections of their own; and of two who use the same code at once one is refused."""
    gate = Barrier(2, timeout=60)
    seen: list[int] = []
    added: list[bool] = []

    def both() -> None:
        try:
            gate.wait()
            for _time in range(20):
                seen.append(one())
            gate.wait()
            added.append(cache.add("code", "y", 30))
        finally:
            connection.close()

    together(both, both)
    assert sorted(seen) == list(range(1, 41))
    assert sorted(added) == [False, True]


def together(*steps: Callable[[], None]) -> None:
    """Each in a thread."""
    threads = [Thread(target=step) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.django_db
def test_the_tables_cost_no_log() -> None:
    """After a crash they are empty: a limit begins anew, and no write waits for the disk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relpersistence FROM pg_class WHERE relname IN ('limits_counter', 'limits_note')"
        )
        assert {kind for _name, kind in cursor.fetchall()} == {"u"}
