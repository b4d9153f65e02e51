"""Filling templates: an allow-list, nothing evaluated."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.rules import (
    ATTEMPTS,
    UnknownVariable,
    after_quiet,
    render,
    render_line,
    unknown,
    wait_after,
)


def test_variables_are_filled_in() -> None:
    """As often as they stand there."""
    assert render("{name}，您好！{number}，{name}", {"name": "王", "number": "GD1"}) == "王，您好！GD1，王"


@pytest.mark.parametrize(
    "text",
    ["{other}", "{}", "{name.__class__}", "{name!r}", "{0}", "{name:>10}", "{ name }", "{Name}", "{name[0]}"],
)
def test_anything_else_is_refused(text: str) -> None:
    """No attribute, no index, no format, no expression."""
    with pytest.raises(UnknownVariable):
        render(text, {"name": "x"})


def test_braces_in_a_value_are_not_filled_again() -> None:
    """What a customer types never becomes a template."""
    assert render("{name}", {"name": "{link}", "link": "secret"}) == "{link}"


@given(st.text())
def test_a_value_arrives_as_it_is(value: str) -> None:
    """Property: in the body."""
    assert render("a{name}b", {"name": value}) == f"a{value}b"


def test_a_subject_is_one_short_line() -> None:
    """No header can be added to the mail."""
    line = render_line("{name}", {"name": "x\r\nBcc: all@example.com" + "y" * 300})
    assert "\n" not in line
    assert "\r" not in line
    assert len(line) == 200


def test_the_waits_grow_to_half_a_day() -> None:
    """And stay there."""
    waits = [wait_after(attempt) for attempt in range(1, ATTEMPTS + 3)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=2), timedelta(hours=12))


def test_the_first_texts_use_only_what_they_have() -> None:
    """RQ-NOT-01, RQ-NOT-02: both languages, every variable known."""
    for kind in KINDS.values():
        assert set(kind.texts) == {"zh-hans", "en"}
        for text in kind.texts.values():
            assert not unknown(text.subject + text.body, kind.allowed), kind.code
            assert len(text.subject) <= 120


@pytest.mark.parametrize(
    ("hour", "begins", "ends", "over"),
    [
        (20, 21, 8, None),
        (21, 21, 8, (3, 8)),
        (3, 21, 8, (2, 8)),
        (8, 21, 8, None),
        (13, 12, 14, (2, 14)),
        (14, 12, 14, None),
        (3, 0, 0, None),
        (23, 22, 0, (3, 0)),
        (23, 20, 24, (3, 0)),
    ],
)
def test_quiet_hours(hour: int, begins: int, ends: int, over: tuple[int, int] | None) -> None:
    """RQ-NOT-01: over midnight or within a day; equal hours mean none."""
    local = datetime(2026, 3, 2, hour, 30, tzinfo=UTC)
    assert after_quiet(local, begins, ends) == (over and datetime(2026, 3, *over, tzinfo=UTC))
