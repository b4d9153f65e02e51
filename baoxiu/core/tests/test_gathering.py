"""Rows are written together where a transaction is done as a whole (docs/decisions/0013)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from baoxiu.core.decisions.models import Decision
from baoxiu.core.gathering import (
    add,
    change,
    change_all,
    gathering,
    insert,
    new_key,
    take_written,
    write,
    writes_of,
)
from baoxiu.core.limits.models import Note
from baoxiu.core.numbers.models import Series
from baoxiu.core.rows import holding_rows, is_new, lock_row

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def put(*codes: str) -> None:
    """Add some rows, each for itself."""
    for code in codes:
        add(Series(code=code, period="261102", last=1))


def test_they_are_written_with_one_statement_at_the_end(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    """And outside at once."""
    with django_assert_num_queries(1), gathering():
        put("A", "B", "C")
    assert Series.objects.count() == 3
    put("D")
    assert Series.objects.count() == 4


def test_whoever_asks_their_table_finds_them() -> None:
    """So nobody needs to know that they wait."""
    with gathering():
        put("A")
        assert Series.objects.filter(code="A").exists()
        assert Series.objects.update(last=2) == 1
        put("B")
    assert set(Series.objects.values_list("code", "last")) == {("A", 2), ("B", 1)}


def test_of_what_fails_nothing_is_written() -> None:
    """A transaction is done or undone as a whole."""

    @transaction.atomic
    def fail() -> None:
        with gathering():
            put("A")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert not Series.objects.exists()


def test_what_was_written_is_told_once() -> None:
    """With its keys."""
    with gathering():
        put("A", "B")
        assert [row.code for row in take_written(Series) if row.pk] == ["A", "B"]
        assert take_written(Series) == []


def stored() -> set[tuple[str, int]]:
    """What is in the table."""
    return set(Series.objects.values_list("code", "last"))


def new(code: str, last: int = 1) -> Series:
    """A row of a table with a unique rule."""
    return Series(code=code, period="261102", last=last)


def test_a_row_that_has_its_key_waits_too(django_assert_num_queries: Callable[[int], Any]) -> None:
    """Its key is taken before; keys that go together are taken together the next time."""
    with gathering():
        insert(new("Z"), ahead=True)  # the sequence is known from now on
    with django_assert_num_queries(4), gathering():  # keys: one, then three more
        rows = [insert(new(code), ahead=True) for code in "ABC"]
        assert [row.pk for row in rows] == sorted(row.pk for row in rows)
        assert {row.pk for row in rows} == set(
            Series.objects.filter(code__in="ABC").values_list("pk", flat=True)
        )
    row = insert(new("D"))
    assert row.pk > rows[-1].pk
    with gathering():
        assert insert(new("E")).pk == Series.objects.get(code="E").pk


def test_a_key_may_be_taken_alone() -> None:
    """For what tells it itself; nobody else gets it."""
    first = new_key(Series)
    with gathering():
        second = new_key(Series)
        third = insert(new("A"), ahead=True).pk
    assert len({first, second, third, insert(new("B")).pk}) == 4


def test_what_is_changed_before_it_is_written_is_written_so(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    """In one statement; what was set and not saved is not stored."""
    new_key(Series)
    with django_assert_num_queries(2), gathering():
        row = insert(new("A"), ahead=True)
        row.last, row.period = 5, "other"
        change(row, "last")
    assert Series.objects.values_list("code", "last", "period").get() == ("A", 5, "261102")


def test_changes_of_many_rows_are_one_statement(django_assert_num_queries: Callable[[int], Any]) -> None:
    """Of each row the last; whoever asks meanwhile finds them."""
    rows = [insert(new(code)) for code in "ABC"]
    with django_assert_num_queries(1), gathering():
        for last in (7, 8):
            for row in rows:
                row.last = last
            change_all(rows, "last")
    assert stored() == {("A", 8), ("B", 8), ("C", 8)}
    with gathering():
        rows[0].last = 9
        change(rows[0], "last")
        assert Series.objects.filter(last=9).exists()
    for row in rows:
        row.last += 1
    change_all(rows, "last")
    assert stored() == {("A", 10), ("B", 9), ("C", 9)}
    change_all([], "last")


def test_what_is_changed_makes_room_for_what_is_new() -> None:
    """A unique rule holds at each statement."""
    row = insert(new("A"))
    with gathering():
        row.code = "B"
        change(row, "code")
        insert(new("A", 2), ahead=True)
    assert stored() == {("B", 1), ("A", 2)}


def test_a_change_of_what_is_gone_is_told() -> None:
    """At the latest where it is written."""
    row = insert(new("A"))
    Series.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), gathering():
        change(row, "last")


def test_several_tables_are_one_statement(django_assert_num_queries: Callable[[int], Any]) -> None:
    """New rows with and without keys, changed ones, and rows that are there already."""
    known, note = insert(new("A")), Note(cache_key="x", value="1", expires=AT)
    with django_assert_num_queries(1), gathering():
        known.last = 3
        change(known, "last")
        insert(note, ahead=True)
        add(Decision(kind="x", subject_kind="order", subject_id=7, result="ja", at=AT))
        write()
    assert stored() == {("A", 3)}
    assert (Note.objects.get().value, Decision.objects.get().result) == ("1", "ja")
    with gathering():
        add(new("A"), new("B"), once=True)
    assert stored() == {("A", 3), ("B", 1)}


def test_it_is_known_what_was_written() -> None:
    """By rows that wait, and by statements; reading and storing what waits is no writing. Outside it is never the same."""
    assert writes_of(Series) != writes_of(Series)
    row = insert(new("A"))
    with gathering():
        assert writes_of(Series) == writes_of(Series) == 0
        put("B")
        assert writes_of(Series, Decision) == 1
        change(row, "last")
        insert(new("C"), ahead=True)
        assert (writes_of(Series), writes_of(Decision)) == (3, 0)
        assert Series.objects.select_for_update().count() == 3
        assert writes_of(Series) == 3
        Series.objects.filter(code="A").update(last=4)
        assert writes_of(Series) == 4


def test_what_a_transaction_has_made_is_held() -> None:
    """Nobody reads it again."""
    with transaction.atomic(), holding_rows(), gathering():
        row = insert(new("A"), ahead=True)
        assert is_new(row)
        assert lock_row(Series, row.pk) is row
