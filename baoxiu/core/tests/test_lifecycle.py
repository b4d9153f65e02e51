"""Lifecycles: moves as data, refusals with a sentence (design.md mechanism 2)."""

import pytest
from django.utils import translation

from baoxiu.core.lifecycle import Lifecycle, Move, Stage
from baoxiu.core.refusals import IllegalMove

DOOR = Lifecycle(
    name="door",
    stages=(Stage("open", "Open"), Stage("shut", "Shut", "waiting"), Stage("gone", "Gone", "closed")),
    moves=(
        Move("shut", ("open",), "shut", "Shut it", "doors.shut"),
        Move("remove", ("open", "shut"), "gone", "Take it out"),
    ),
)


def test_a_move_leads_to_its_target() -> None:
    """And says what comes next."""
    assert DOOR.after("shut", "open") == "shut"
    assert [move.verb for move in DOOR.verbs("open")] == ["shut", "remove"]
    assert DOOR.allows("remove", "shut")
    assert DOOR.move("shut").right == "doors.shut"


def test_an_illegal_move_says_why() -> None:
    """With the present stage and those it would need."""
    with pytest.raises(IllegalMove) as refused, translation.override("en"):
        DOOR.after("remove", "gone")
    with translation.override("en"):
        sentence = str(refused.value)
    assert "Take it out" in sentence
    assert "“Gone”" in sentence
    assert "“Open” / “Shut”" in sentence


def test_groups_and_choices() -> None:
    """What lists and filters ask."""
    assert DOOR.codes("open", "waiting") == ("open", "shut")
    assert DOOR.choices == [("open", "Open"), ("shut", "Shut"), ("gone", "Gone")]
    assert DOOR.stage("gone").group == "closed"
    assert DOOR.verbs("gone") == []
