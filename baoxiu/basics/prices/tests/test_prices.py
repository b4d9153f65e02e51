"""Price lists (RQ-FEE-01…03)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from baoxiu.basics.prices.actions import (
    AlreadyPublished,
    LineTaken,
    NoLines,
    add_line,
    change_line,
    draft_list,
    publish,
    remove_line,
)
from baoxiu.basics.prices.inputs import LineInput
from baoxiu.basics.prices.queries import line_in_force, lines_in_force, list_in_force, public_rows
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast

LINE = LineInput("NEW-1", "labour", "清洗", Decimal("99.995"))


@pytest.fixture
def mo(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("mo"), "at": cast.at}


def test_a_published_list_holds_from_its_first_moment(cast: Cast, mo: dict[str, Any]) -> None:
    """RQ-FEE-01: versions; what was in force stays in force until then."""
    monday = cast.at + timedelta(days=7)
    draft = draft_list("新价目表", valid_from=monday, copy_of=cast.price_list, **mo)
    assert draft.lines.count() == cast.price_list.lines.count() == 7
    published = publish(draft, **mo)
    assert (published.published_at, published.published_by) == (cast.at, "Mo")
    assert list_in_force(monday - timedelta(seconds=1)) == cast.price_list
    assert list_in_force(monday) == published
    assert list_in_force(cast.at - timedelta(days=365)) is None


def test_prices_are_rounded_half_up_to_fen(cast: Cast, mo: dict[str, Any]) -> None:
    line = add_line(draft_list("新", valid_from=cast.at, **mo), LINE, **mo)
    assert line.price == Decimal("100.00")


def test_a_draft_can_be_changed(cast: Cast, mo: dict[str, Any]) -> None:
    draft = draft_list("新", valid_from=cast.at, **mo)
    line = add_line(draft, LINE, **mo)
    assert change_line(line, replace(LINE, price=Decimal(80)), **mo).price == Decimal("80.00")
    remove_line(line, **mo)
    assert not draft.lines.exists()


def test_a_published_list_never_changes(cast: Cast, mo: dict[str, Any]) -> None:
    """RQ-FEE-03, M05: orders refer to it."""
    line = cast.price_list.lines.all()[0]
    with pytest.raises(AlreadyPublished):
        add_line(cast.price_list, LINE, **mo)
    with pytest.raises(AlreadyPublished):
        change_line(line, LINE, **mo)
    with pytest.raises(AlreadyPublished):
        remove_line(line, **mo)
    with pytest.raises(AlreadyPublished):
        publish(cast.price_list, **mo)


def test_publishing_refuses_an_empty_list_and_the_past(cast: Cast, mo: dict[str, Any]) -> None:
    with pytest.raises(NoLines):
        publish(draft_list("空", valid_from=cast.at, **mo), **mo)
    yesterday = draft_list("旧", valid_from=cast.at - timedelta(days=1), copy_of=cast.price_list, **mo)
    with pytest.raises(InvalidInput) as caught:
        publish(yesterday, **mo)
    assert list(caught.value.fields) == ["valid_from"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "gift"}, "kind"),
        ({"difficulty": 6}, "difficulty"),
        ({"price": Decimal(-1)}, "price"),
        ({"price": Decimal("99999999999")}, "price"),
        ({"price": Decimal("NaN")}, "price"),
        ({"name": " "}, "name"),
        ({"code": "a b"}, "code"),
    ],
)
def test_lines_that_are_wrong_are_named(
    cast: Cast, mo: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    """C06."""
    draft = draft_list("新", valid_from=cast.at, **mo)
    with pytest.raises(InvalidInput) as caught:
        add_line(draft, replace(LINE, **change), **mo)
    assert list(caught.value.fields) == [field]


def test_a_code_is_there_once(cast: Cast, mo: dict[str, Any]) -> None:
    draft = draft_list("新", valid_from=cast.at, **mo)
    add_line(draft, LINE, **mo)
    with pytest.raises(LineTaken):
        add_line(draft, LINE, **mo)


def test_the_firm_sets_prices_and_nobody_else(cast: Cast) -> None:
    for name in ("charlie", "wang", "bo", "ava", "fin"):
        with pytest.raises(NotAllowed):
            draft_list("新", valid_from=cast.at, by=cast.actor(name), at=cast.at)
        with pytest.raises(NotAllowed):
            publish(cast.price_list, by=cast.actor(name), at=cast.at)


def test_lines_of_a_family_include_those_of_all(cast: Cast) -> None:
    codes = [line.code for line in lines_in_force(cast.at, cast.other_family)]
    assert sorted(codes) == ["DIAG", "TRAVEL"]
    assert lines_in_force(cast.at, cast.family).count() == 7
    assert line_in_force("NO", at=cast.at) is None
    assert not lines_in_force(cast.at - timedelta(days=365)).exists()


def test_everybody_reads_the_list_by_family(cast: Cast) -> None:
    """RQ-FEE-02, M05: public."""
    (family, own), (everything, common) = public_rows(cast.at)
    assert (family, everything) == (cast.family, None)
    assert (len(own), len(common)) == (5, 2)
