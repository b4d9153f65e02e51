"""Divisions of GB/T 2260."""

import pytest

from baoxiu.basics.places.actions import load
from baoxiu.basics.places.centres import centre_of
from baoxiu.basics.places.inputs import UnknownDivision, known_division, known_divisions
from baoxiu.basics.places.queries import children, full_name, full_names
from baoxiu.basics.places.rules import DivisionRow, is_within, joined_name, path_of, read_tree
from baoxiu.core.actors import SYSTEM
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast


def test_codes_say_where_they_lie() -> None:
    assert path_of("410105") == ("410000", "410100", "410105")
    assert path_of("410000") == ("410000",)
    assert is_within("410105", "410100")
    assert not is_within("410105", "410300")


def test_a_full_name_says_nothing_twice() -> None:
    assert joined_name(["北京市", "北京市", "东城区"]) == "北京市东城区"
    assert joined_name(["重庆市", "县", "城口县"]) == "重庆市城口县"


def test_names_and_children(cast: Cast) -> None:
    assert full_name("410105") == "河南省郑州市金水区"
    assert full_names(["410300", "410105", "x"]) == {"410300": "河南省洛阳市", "410105": "河南省郑州市金水区"}
    assert full_name("") == ""
    assert [row.name for row in children()] == ["河南省"]
    assert [row.code for row in children("410300")] == ["410302", "410303", "410311"]
    assert cast.at


def test_a_new_list_renames_adds_and_removes_nothing(cast: Cast) -> None:
    rows = [DivisionRow("410105", "新金水区", "410100", 3), DivisionRow("410106", "上街区", "410100", 3)]
    assert load(rows, by=SYSTEM, at=cast.at) == 2
    assert load(rows, by=SYSTEM, at=cast.at) == 0
    assert full_name("410105") == "河南省郑州市新金水区"
    assert children("410100").count() == 6


def test_loading_needs_the_right(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        load([], by=cast.actor("mo"), at=cast.at)


def test_only_divisions_that_exist_are_taken(cast: Cast) -> None:
    assert known_division("410105") == "410105"
    assert known_divisions(["410300", "410105", "410105"]) == ["410105", "410300"]
    for code in ("410199", "41010", "", "４１０１０５", "' OR 1"):
        with pytest.raises(UnknownDivision):
            known_division(code)
    with pytest.raises(UnknownDivision):
        known_divisions(["410105", "999999"])
    assert cast.at


def test_a_built_file_is_read_into_rows() -> None:
    tree = '[["410000","河南省",[["410100","郑州市",[["410105","金水区"]]]]]]'
    rows = read_tree(tree)
    assert [(row.code, row.parent, row.level) for row in rows] == [
        ("410000", "", 1),
        ("410100", "410000", 2),
        ("410105", "410100", 3),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "Expecting value"), ("{}", "not a list"), ('[["41","x"]]', "not a division code: 41")],
)
def test_a_damaged_file_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_tree(text)


def test_the_middle_of_a_district_or_what_is_nearest_to_it() -> None:
    """RQ-DSP-03: within some kilometres where the district is known, else the middle of its city."""
    assert centre_of("410105") == pytest.approx((34.80, 113.66), abs=0.05)
    assert centre_of("130171") == centre_of("130100")
    assert centre_of("410199") == centre_of("410100")
    assert centre_of("990000") is None
    assert centre_of("") is None
