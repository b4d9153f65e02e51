"""RQ-QC-01 to RQ-QC-04, RQ-QC-10, RQ-RWK-01."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxiu.flow.inspection.rules import (
    CheckAnswer,
    Finding,
    Outcome,
    ProbeKind,
    assess,
    is_rework,
    may_inspect,
    reason_not_to_inspect,
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
        (ProbeKind.SENSED, 1, False),
        (ProbeKind.SENSED, 2, True),
        (ProbeKind.SENSED, 3, True),
    ],
)
def test_from_which_failure_it_is_rework(kind: ProbeKind, failures: int, expected: bool) -> None:
    """RQ-RWK-01."""
    assert is_rework(kind, failures) is expected


answers = st.lists(st.builds(CheckAnswer, st.text(), st.none() | st.booleans(), st.booleans()), max_size=8)


@given(answers)
def test_a_pass_leaves_nothing_failed_or_missing(given_answers: list[CheckAnswer]) -> None:
    finding = assess(given_answers)
    assert (finding.outcome is Outcome.PASSED) == bool(
        given_answers and not finding.failed and not finding.missing
    )
