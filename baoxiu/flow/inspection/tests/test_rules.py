"""RQ-QC-01 to RQ-QC-04, RQ-QC-10, RQ-RWK-01."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.flow.inspection.rules import (
    Attempt,
    CheckAnswer,
    DrawnGroup,
    Finding,
    Outcome,
    ProbeKind,
    assess,
    commitment,
    draw,
    due_for_rework,
    flaws,
    is_rework,
    may_inspect,
    next_attempts,
    reason_not_to_inspect,
    sample_size,
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], Finding(Outcome.INCOMPLETE)),
        ([CheckAnswer("cools", True)], Finding(Outcome.PASSED)),
        ([CheckAnswer("cools", None)], Finding(Outcome.INCOMPLETE, (), ("cools",))),
        ([CheckAnswer("cools", True), CheckAnswer("photo", None, required=False)], Finding(Outcome.PASSED)),
        ([CheckAnswer("photo", False, required=False)], Finding(Outcome.FAILED, ("photo",))),
        (
            [CheckAnswer("cools", False), CheckAnswer("quiet", None)],
            Finding(Outcome.FAILED, ("cools",), ("quiet",)),
        ),
    ],
)
def test_result_of_a_checklist(answers: list[CheckAnswer], expected: Finding) -> None:
    assert assess(answers) == expected


def test_nobody_inspects_his_own_work() -> None:
    """RQ-QC-10."""
    assert may_inspect(7, {1, 2})
    assert not may_inspect(2, {1, 2})
    reason = reason_not_to_inspect(2, [2])
    assert reason is not None
    assert reason.code == "own_work"


@pytest.mark.parametrize(
    ("kind", "failures", "expected"),
    [
        (ProbeKind.ADJUSTABLE, 0, False),
        (ProbeKind.ADJUSTABLE, 2, False),
        (ProbeKind.ADJUSTABLE, 3, True),
        (ProbeKind.FELT, 1, False),
        (ProbeKind.FELT, 2, True),
        (ProbeKind.FELT, 3, True),
        (ProbeKind.OTHER, 9, False),
    ],
)
def test_from_which_failure_it_is_rework(kind: ProbeKind, failures: int, expected: bool) -> None:
    """RQ-RWK-01."""
    assert is_rework(kind, failures) is expected


KINDS = {"brakes": ProbeKind.ADJUSTABLE, "noise": ProbeKind.FELT, "safety": ProbeKind.OTHER}


@pytest.mark.parametrize(
    ("history", "failed_now", "numbers", "rework"),
    [
        ([], ["brakes", "noise"], (1, 1), ()),
        ([["brakes"]], ["brakes"], (2, 1), ()),
        ([["brakes"], ["brakes"]], ["brakes"], (3, 1), ("brakes",)),
        ([["brakes"], [], ["brakes"]], ["brakes"], (3, 1), ("brakes",)),
        ([["noise"]], ["noise"], (1, 2), ("noise",)),
        ([["brakes", "noise"]], ["brakes", "noise"], (2, 2), ("noise",)),
        ([["brakes"], ["brakes"], ["brakes"]], ["brakes"], (1, 1), ()),
        ([["safety"], ["safety"], ["safety"]], ["safety"], (1, 1), ()),
        ([["brakes"], ["brakes"]], [], (3, 1), ()),
    ],
)
def test_attempts_are_counted_by_test(
    history: list[list[str]], failed_now: list[str], numbers: tuple[int, int], rework: tuple[str, ...]
) -> None:
    """RQ-RWK-01: each test for itself, a pass between changes nothing, after rework from the beginning."""
    now = next_attempts(KINDS, history)
    assert (now["brakes"], now["noise"]) == (Attempt(numbers[0], 3), Attempt(numbers[1], 2))
    assert "safety" not in now
    assert due_for_rework(KINDS, history, failed_now) == rework


answers = st.lists(st.builds(CheckAnswer, st.text(), st.none() | st.booleans(), st.booleans()), max_size=8)


@given(answers)
def test_a_pass_leaves_nothing_failed_or_missing(given_answers: list[CheckAnswer]) -> None:
    finding = assess(given_answers)
    assert (finding.outcome is Outcome.PASSED) == bool(
        given_answers and not finding.failed and not finding.missing
    )


names = st.sets(st.text(min_size=1, max_size=6), max_size=12)
shares = st.decimals(min_value=0, max_value=1, places=3)


@given(names, shares, st.text())
def test_a_draw_is_the_same_for_every_list_of_the_same_orders(
    orders: set[str], share: Decimal, seed: str
) -> None:
    """RQ-QC-11: at least the share, nobody twice, whatever the order of the list."""
    drawn = draw(sorted(orders), share, seed)
    assert drawn == draw(sorted(orders, reverse=True), share, seed)
    assert set(drawn) <= orders
    assert len(set(drawn)) == len(drawn) >= len(orders) * share
    assert not flaws(seed, commitment(seed), [DrawnGroup(share, tuple(orders), drawn)])


@pytest.mark.parametrize(
    ("count", "share", "expected"),
    [(0, "0.05", 0), (1, "0.05", 1), (20, "0.05", 1), (21, "0.05", 2), (7, "0", 0)],
)
def test_size_of_a_sample(count: int, share: str, expected: int) -> None:
    """RQ-QC-11: at least X %."""
    assert sample_size(count, Decimal(share)) == expected
