"""RQ-REV-01 to RQ-REV-03, T20, T21."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.basics.promises.rules import SHANGHAI
from baoxiu.flow.followups.rules import (
    Answers,
    CallWindow,
    Contentment,
    RetryPlan,
    answer_due,
    contentment,
    first_window,
    is_given_up,
    next_attempt,
    reason_not_to_call,
    regular_day,
    regular_window,
    satisfied,
    second_window,
)

HANDOVER = date(2026, 3, 2)
WINDOW = first_window(HANDOVER)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_first_call_from_day_three_to_day_seven() -> None:
    """T20."""
    assert CallWindow(date(2026, 3, 5), date(2026, 3, 9)) == WINDOW


def test_second_call_in_the_week_after_one_week() -> None:
    """T21: day 8 to 14 after the first call."""
    assert second_window(date(2026, 3, 5)) == CallWindow(date(2026, 3, 13), date(2026, 3, 19))


@pytest.mark.parametrize(
    ("last_on", "months", "expected"),
    [
        (date(2026, 3, 5), 12, date(2027, 3, 5)),
        (date(2026, 3, 5), 6, date(2026, 9, 5)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_the_day_of_a_regular_call(last_on: date, months: int, expected: date) -> None:
    """RQ-REV-10."""
    assert regular_day(last_on, months) == expected


@pytest.mark.parametrize(
    ("first", "last", "opens", "ends"),
    [(3, 7, 5, 9), (3, 3, 5, 5), (0, 2, 2, 4), (1, 5, 3, 7)],
)
def test_the_firm_sets_the_days_of_the_revisit(first: int, last: int, opens: int, ends: int) -> None:
    """T19 (three days after the customer has the product), T22 (left blank by the source: the firm's own number)."""
    window = first_window(HANDOVER, first_day=first, last_day=last)
    assert window == CallWindow(date(2026, 3, opens), date(2026, 3, ends))
    assert reason_not_to_call(window, window.opens_at) is None


@pytest.mark.parametrize(("months", "expected"), [(12, date(2027, 3, 2)), (6, date(2026, 9, 2))])
def test_long_term_once_a_year_key_customers_twice(months: int, expected: date) -> None:
    """T28: counted from the last revisit, by the customer's class."""
    assert regular_day(HANDOVER, months) == expected


def test_a_regular_call_has_a_month() -> None:
    """RQ-REV-10, T51."""
    assert regular_window(date(2026, 3, 5)) == CallWindow(date(2026, 3, 5), date(2026, 4, 4))


@pytest.mark.parametrize(
    ("found", "days", "expected"),
    [
        ("2026-03-05 00:00", 0, "2026-03-06 00:00"),
        ("2026-03-05 23:59", 0, "2026-03-06 00:00"),
        ("2026-03-05 10:00", 1, "2026-03-07 00:00"),
    ],
)
def test_the_answer_is_told_by_the_end_of_the_day(found: str, days: int, expected: str) -> None:
    """RQ-REV-07, T24."""
    assert answer_due(at(found), days=days) == at(expected)


@pytest.mark.parametrize(
    ("unanswered", "call_backs", "expected"),
    [(0, 0, False), (2, 3, False), (3, 0, True), (0, 4, True)],
)
def test_when_a_call_is_given_up(unanswered: int, call_backs: int, expected: bool) -> None:
    """RQ-REV-13."""
    found = is_given_up(unanswered=unanswered, call_backs=call_backs, tries=3, most_call_backs=3)
    assert found is expected


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2026-03-04 23:59:59", "call_too_early"),
        ("2026-03-05 00:00", None),
        ("2026-03-09 23:59:59", None),
        ("2026-03-10 00:00", "call_too_late"),
    ],
)
def test_both_bounds_count(moment: str, code: str | None) -> None:
    """Calling before day 3 is also wrong."""
    reason = reason_not_to_call(WINDOW, at(moment))
    assert (reason and reason.code) == code


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        ([], "2026-03-05 09:00"),
        (["2026-03-05 10:00"], "2026-03-05 14:00"),
        (["2026-03-05 18:00"], "2026-03-06 09:00"),
        (["2026-03-05 10:00", "2026-03-05 14:00"], "2026-03-06 14:00"),
        (["2026-03-09 18:00"], None),
        (["2026-03-05 10:00", "2026-03-05 14:00", "2026-03-06 14:00", "2026-03-07 14:00"], None),
    ],
)
def test_retry_after_no_answer(attempts: list[str], expected: str | None) -> None:
    found = next_attempt(WINDOW, [at(text) for text in attempts])
    assert found == (expected and at(expected))


def test_calling_hours_must_make_sense() -> None:
    with pytest.raises(ValueError, match="calling hours"):
        RetryPlan(from_hour=20, to_hour=9)


@given(st.lists(st.timedeltas(timedelta(), timedelta(days=8)), max_size=5))
def test_every_retry_lies_in_the_window_and_in_calling_hours(offsets: list[timedelta]) -> None:
    attempts = [WINDOW.opens_at + offset for offset in offsets]
    found = next_attempt(WINDOW, attempts)
    if found:
        assert reason_not_to_call(WINDOW, found) is None
        assert 9 <= found.hour < 20
        assert all(found > attempt for attempt in attempts)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (Answers(), Contentment.UNKNOWN),
        (Answers(solved=True), Contentment.SATISFIED),
        (Answers(solved=True, quality=5, attitude=4, speed=4), Contentment.SATISFIED),
        (Answers(solved=True, quality=5, attitude=3), Contentment.NEUTRAL),
        (Answers(solved=True, quality=5, attitude=2), Contentment.DISSATISFIED),
        (Answers(overall=4), Contentment.SATISFIED),
        (Answers(overall=1), Contentment.DISSATISFIED),
        (Answers(solved=False, quality=5, attitude=5, speed=5), Contentment.DISSATISFIED),
    ],
)
def test_contentment(answers: Answers, expected: Contentment) -> None:
    assert contentment(answers) is expected
    assert satisfied(answers) is (expected is Contentment.SATISFIED)


def test_scores_outside_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        Answers(quality=6)
