"""What an inspection finds, who may inspect, when a repair is rework. Pure: no Django, no clock, no I/O."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from baoxiu.core.reasons import Reason, because


class Outcome(StrEnum):
    """INCOMPLETE: a required item is still unanswered."""

    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


class ProbeKind(StrEnum):
    """ADJUSTABLE: brakes, alignment, lights. SENSED: what a person sees, hears or feels (RQ-RWK-01)."""

    ADJUSTABLE = "adjustable"
    SENSED = "sensed"


# The number of the failed attempt from which on it is rework.
REWORK_FROM = {ProbeKind.ADJUSTABLE: 3, ProbeKind.SENSED: 2}


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """One item of a checklist; `passed` is None while unanswered or when it does not apply."""

    key: str
    passed: bool | None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome with the items that failed and those that are missing."""

    outcome: Outcome
    failed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def assess(answers: Sequence[CheckAnswer]) -> Finding:
    """The result of a checklist (RQ-QC-01 to RQ-QC-04): one failed item fails it, also before it is complete.

    An empty checklist has shown nothing and is incomplete.
    """
    failed = tuple(answer.key for answer in answers if answer.passed is False)
    missing = tuple(answer.key for answer in answers if answer.required and answer.passed is None)
    if failed:
        return Finding(Outcome.FAILED, failed, missing)
    return Finding(Outcome.INCOMPLETE if missing or not answers else Outcome.PASSED, failed, missing)


def reason_not_to_inspect(inspector_id: int, team_ids: Collection[int]) -> Reason | None:
    """Nobody passes his own work: the inspector is not of the repair team (RQ-QC-10)."""
    return because("own_work") if inspector_id in team_ids else None


def may_inspect(inspector_id: int, team_ids: Collection[int]) -> bool:
    """Whether the inspector is independent of those who repaired."""
    return reason_not_to_inspect(inspector_id, team_ids) is None


def is_rework(kind: ProbeKind, failed_attempts: int) -> bool:
    """Whether that many failures of one test on one order are rework (RQ-RWK-01).

    Two adjustments are allowed and the third is rework; of a fault that can be sensed, the second failure is.
    """
    return failed_attempts >= REWORK_FROM[kind]
