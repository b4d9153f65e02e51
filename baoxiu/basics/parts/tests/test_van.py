"""What is on the vans: by movements only, never below zero."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from baoxiu.basics.parts.actions import (
    Counted,
    NotOnVan,
    PartTaken,
    SameVan,
    add_part,
    count,
    give_back,
    hand_over,
    load,
    set_usual_parts,
    take_over,
    use,
)
from baoxiu.basics.parts.models import Part, VanMovement, VanStock
from baoxiu.basics.parts.queries import movements, named, on_van, usual_parts, van_of, vans
from baoxiu.core.actors import SYSTEM
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ONE, TWO = Decimal(1), Decimal(2)


@pytest.fixture
def board(cast: Cast) -> Part:
    """A part of the firm."""
    return add_part("P-7", "主控板", name_en="Main board", family=cast.family, by=SYSTEM, at=cast.at)


def refused_by_the_database(query: object) -> bool:
    """Whether the database itself says no."""
    try:
        with transaction.atomic():
            query()  # type: ignore[operator]
    except DatabaseError:
        return True
    return False


def test_a_balance_is_the_sum_of_its_movements(board: Part, cast: Cast, at: datetime) -> None:
    """Loaded, used, returned, handed on, counted: each a row; what a count finds is booked as the difference."""
    dana, bo, ben = cast.actor("dana"), cast.bo, cast.ben
    load(bo, board, Decimal(5), by=dana, at=at)
    hand_over(bo, board, TWO, to=ben, by=cast.actor("bo"), at=at)
    give_back(bo, board, ONE, by=cast.actor("bo"), at=at)
    assert use(bo, board, Decimal(3), order_number="WO-1", by=cast.actor("bo"), at=at) == 1
    count(ben, board, Decimal("1.5"), note="少了半件", by=dana, at=at)
    count(ben, board, Decimal("1.5"), by=dana, at=at)
    assert [on_van(bo.pk, board), on_van(ben.pk, board)] == [0, Decimal("1.5")]
    assert [(row.kind, row.quantity) for row in reversed(movements(bo))] == [
        ("loaded", 5), ("given", -2), ("returned", -1), ("used", -2),
    ]  # fmt: skip
    assert [(row.kind, row.quantity) for row in movements(ben)] == [
        ("counted", 0), ("counted", Decimal("-0.5")), ("taken", 2),
    ]  # fmt: skip
    for stock in VanStock.objects.all():
        rows = VanMovement.objects.filter(technician=stock.technician, part=stock.part)
        assert rows.aggregate(sum=models.Sum("quantity"))["sum"] == stock.quantity
    assert van_of(ben).count() == 1
    assert use(cast.wen, board, ONE, order_number="WO-2", by=SYSTEM, at=at) == 1
    assert not VanStock.objects.filter(technician=cast.wen).exists()


def test_nothing_below_zero_nothing_changed_afterwards(board: Part, cast: Cast, at: datetime) -> None:
    """The action says it in a sentence, and the database does not take it from anybody."""
    load(cast.bo, board, ONE, by=SYSTEM, at=at)
    with pytest.raises(NotOnVan):
        give_back(cast.bo, board, TWO, by=SYSTEM, at=at)
    with pytest.raises(NotOnVan):
        hand_over(cast.ben, board, ONE, to=cast.bo, by=SYSTEM, at=at)
    with pytest.raises(SameVan):
        hand_over(cast.bo, board, ONE, to=cast.bo, by=SYSTEM, at=at)
    for wrong in (Decimal(0), Decimal(-1), Decimal("0.001"), Decimal("NaN"), Decimal(10_000)):
        with pytest.raises(InvalidInput):
            load(cast.bo, board, wrong, by=SYSTEM, at=at)
    row = VanMovement(
        technician=cast.bo, part=board, kind="given", quantity=-TWO, by_name="x", at=at, other=cast.ben
    )
    with pytest.raises(IntegrityError, match="van_stock_not_negative"), transaction.atomic():
        row.save()
    wrong_way = VanMovement(technician=cast.bo, part=board, kind="loaded", quantity=-ONE, by_name="x", at=at)
    stock = VanStock.objects.filter(technician=cast.bo)
    assert refused_by_the_database(wrong_way.save)
    assert refused_by_the_database(lambda: VanMovement.objects.update(quantity=9))
    assert refused_by_the_database(lambda: VanMovement.objects.all().delete())
    assert refused_by_the_database(lambda: stock.update(quantity=9))
    assert refused_by_the_database(stock.delete)
    assert on_van(cast.bo.pk, board) == 1


def test_a_count_from_a_file_holds_whole_or_not_at_all(board: Part, cast: Cast, at: datetime) -> None:
    lines = [Counted(cast.bo, board, Decimal(4)), Counted(cast.ben, board, Decimal(0))]
    assert take_over(lines, note="盘点", by=cast.actor("dana"), at=at) == 1
    with pytest.raises(InvalidInput):
        take_over([lines[0], Counted(cast.ben, board, Decimal(-1))], note="", by=SYSTEM, at=at)
    assert [(row.technician, row.quantity) for row in vans(cast.actor("dana"))] == [
        (cast.ben, 0),
        (cast.bo, 4),
    ]


def test_who_may(board: Part, cast: Cast, at: datetime) -> None:
    """RQ-SEC-06: a technician gives from the own van and no other; an outlet its own; agents look at none."""
    load(cast.bo, board, TWO, by=SYSTEM, at=at)
    for name in ("bo", "ava", "wang", "charlie"):
        with pytest.raises(NotAllowed):
            load(cast.bo, board, ONE, by=cast.actor(name), at=at)
    with pytest.raises(NotAllowed):
        hand_over(cast.bo, board, ONE, to=cast.ben, by=cast.actor("ben"), at=at)
    with pytest.raises(NotAllowed):
        hand_over(cast.bo, board, ONE, to=cast.wen, by=cast.actor("bo"), at=at)
    with pytest.raises(NotAllowed):
        add_part("P-8", "电机", by=cast.actor("dana"), at=at)
    assert not vans(cast.actor("wang"))
    assert [row.technician for row in vans(cast.actor("bo"))] == [cast.bo]


def test_parts_are_known_by_number_and_name(board: Part, cast: Cast, at: datetime) -> None:
    """RQ-APT-07: what a fault usually needs is set as a list."""
    assert named("P-7", "别的") == named("", "主控板") == board
    assert named("", "压缩机") is None
    add_part("P-9", "主控板", by=SYSTEM, at=at)
    assert named("", "主控板") is None
    with pytest.raises(PartTaken):
        add_part("P-7", "电机", by=SYSTEM, at=at)
    set_usual_parts(cast.fault, {board: ONE}, by=SYSTEM, at=at)
    set_usual_parts(cast.fault, {board: TWO}, by=SYSTEM, at=at)
    assert [(row.part, row.quantity) for row in usual_parts(cast.fault)] == [(board, 2)]
    assert not usual_parts(None)
