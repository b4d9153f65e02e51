"""Statements that are put together once (docs/decisions/0013)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.gathering import change, gathering, insert, insert_once
from baoxiu.core.numbers.models import Series
from baoxiu.core.rows import holding_rows
from baoxiu.core.statements import AnyOf, Given, Question
from baoxiu.core.writing import insert_all

AT = datetime(2026, 11, 2, 8, 0, 0, 123_456, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def decision(result: str, **more: Any) -> Decision:
    """A row with text, JSON, a number and a moment."""
    return Decision(kind="x", subject_kind="order", subject_id=7, result=result, at=AT, **more)


def series(code: str, last: int = 0) -> Series:
    """A row of a table with a unique rule."""
    return Series(code=code, period="261102", last=last)


def test_a_row_is_stored_as_django_would_store_it() -> None:
    """Chinese, quotes, JSON within JSON and microseconds included; the row gets its key."""
    made = insert(decision("“好” '\\\n", inputs={"a": [1, None, {"b": "不制冷"}]}, rule_ids=["R1"]))
    stored = Decision.objects.get(pk=made.pk)
    for field in Decision._meta.concrete_fields:
        assert getattr(stored, field.attname) == getattr(made, field.attname)


def test_many_rows_are_one_statement_and_keep_their_order(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    """However many there are."""
    rows = [decision(str(number)) for number in range(30)]
    with django_assert_num_queries(1):
        insert_all(rows)
    assert [row.result for row in Decision.objects.order_by("pk")] == [str(number) for number in range(30)]
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)


def test_what_is_there_stays_where_once_is_enough() -> None:
    """And it is told whether the row was new."""
    assert insert_once(series("A", 1))
    assert not insert_once(series("A", 2))
    insert_all([series("A", 3), series("B", 4)], once=True)
    assert dict(Series.objects.values_list("code", "last")) == {"A": 1, "B": 4}


def test_a_unique_rule_refuses_as_ever() -> None:
    """Where once was not asked for."""
    insert(series("A"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(series("A"))


def test_what_has_no_place_in_a_row_is_not_stored_as_its_description() -> None:
    """A set is no text."""
    with pytest.raises(TypeError):
        insert(decision("x", inputs={"a": {1, 2}}))
    assert insert(decision("y", inputs={"a": Decimal("1.50"), "b": date(2026, 11, 2)})).pk


def test_some_fields_of_a_row_are_changed() -> None:
    """And no others; a row that is gone is told."""
    row = insert(series("A", 1))
    row.last, row.period = 2, "other"
    change(row, "last")
    assert Series.objects.values_list("last", "period").get() == (2, "261102")
    Series.objects.all().delete()
    with pytest.raises(DatabaseError):
        change(row, "last")


def test_a_question_is_put_together_once_and_filled_at_each_call() -> None:
    """With one value, or with any number of them."""
    asked: list[int] = []

    def build() -> models.QuerySet[Series]:
        asked.append(1)
        return Series.objects.filter(AnyOf(models.F("code"), "codes"), last__gte=Given("least")).order_by(
            "code"
        )

    insert_all([series("A", 1), series("B", 2), series("C", 3)])
    question: Question[Series] = Question(build)
    assert [row.code for row in question(codes=["A", "B", "C"], least=2)] == ["B", "C"]
    assert question(codes=[], least=0) == []
    found = question.first(codes=["A"], least=1)
    assert found is not None
    assert found.last == 1
    assert len(asked) == 1


def test_a_question_gives_what_its_query_joins_and_prefetches(django_assert_num_queries: Any) -> None:
    """Each row with what it names and what names it, where there is any; nothing more is read for them."""
    told = {"subject_kind": "x", "subject_id": 1, "chain": "case:1", "at": AT, "recorded_at": AT}
    first, second = (Event.objects.create(kind=kind, seq=seq, **told) for seq, kind in enumerate("ab", 1))
    OutboxEntry.objects.filter(event=second).delete()  # the database writes one for each event
    entries: Question[OutboxEntry] = Question(
        lambda: OutboxEntry.objects.filter(event_id=Given("event")).select_related("event")
    )
    events: Question[Event] = Question(
        lambda: (
            Event.objects.filter(chain=Given("case"))
            .select_related("outbox")
            .prefetch_related("outbox__event")
            .order_by("-seq")
        )
    )
    for _again in range(2):
        with django_assert_num_queries(1):
            assert [row.event.kind for row in entries(event=first.pk)] == ["a"]
        assert entries(event=second.pk) == []
        rows = events(case="case:1")
        with django_assert_num_queries(0):
            assert [(row.kind, hasattr(row, "outbox")) for row in rows] == [("b", False), ("a", True)]
            assert rows[1].outbox.event.kind == "a"
    assert events(case="case:2") == []


def test_what_will_be_asked_one_by_one_is_asked_at_once(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    """In a transaction that holds its rows, until it writes itself to what the answers come from."""
    insert_all([series("A", 1), series("B", 2)])
    question: Question[Series] = Question(
        lambda: Series.objects.filter(code=Given("code"), last__gte=Given("least"), period="261102")
    )
    asked = [{"code": code, "least": 1} for code in "ABC"]
    with transaction.atomic(), holding_rows(), gathering():
        with django_assert_num_queries(1):
            question.ahead(asked, until=[Series])
        with django_assert_num_queries(0):
            found = [[row.last for row in question(code=code, least=1)] for code in "ABC"]
        assert found == [[1], [2], []]
        with django_assert_num_queries(1):
            assert question(code="B", least=3) == []
        insert(series("C", 3))
        assert [row.last for row in question(code="C", least=1)] == [3]
    question.ahead(asked)
    with django_assert_num_queries(1):
        assert question.first(code="A", least=1)
    with transaction.atomic(), holding_rows(), django_assert_num_queries(0):
        question.ahead(asked[:1])  # for one alone there is nothing to save
