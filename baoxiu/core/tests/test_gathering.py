"""Rows that are only added are written together (docs/decisions/0012)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from baoxiu.core.gathering import add, gathering, take_written
from baoxiu.core.numbers.models import Series

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
