"""What an inspection finds, who may inspect, when a repair is rework. Pure: no Django, no clock, no I/O."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest

from baoxiu.core.reasons import Reason, because


class Outcome(StrEnum):
    """INCOMPLETE: a required item is still unanswered."""

    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


class ProbeKind(StrEnum):
    """ADJUSTABLE: brakes, alignment, lights. FELT: what a person sees, hears or feels (RQ-RWK-01).

    OTHER: a failure goes back to the technician as well, but it is not counted towards rework.
    """

    ADJUSTABLE = "adjustable"
    FELT = "felt"
    OTHER = ""


# The number of the failed attempt from which on it is rework.
REWORK_FROM = {ProbeKind.ADJUSTABLE: 3, ProbeKind.FELT: 2}


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

    Two adjustments are allowed and the third is rework; of a fault that can be felt, the second failure is.
    """
    return kind in REWORK_FROM and failed_attempts >= REWORK_FROM[kind]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The number of a test's attempt, and the number at which a failure is rework."""

    number: int
    of: int


def failures_so_far(kinds: Mapping[str, ProbeKind], history: Iterable[Collection[str]]) -> dict[str, int]:
    """Failed attempts of each test that counts, oldest inspection first (RQ-RWK-01).

    ``history`` names the failed tests of each inspection. After rework a test is counted anew.
    """
    failed: dict[str, int] = {}
    for keys in history:
        for key in keys:
            count = failed.get(key, 0) + 1
            failed[key] = 0 if is_rework(_kind(kinds, key), count) else count
    return {key: count for key, count in failed.items() if _kind(kinds, key) in REWORK_FROM}


def next_attempts(kinds: Mapping[str, ProbeKind], history: Iterable[Collection[str]]) -> dict[str, Attempt]:
    """For each test that counts: which attempt comes now, and at which a failure is rework."""
    failed = failures_so_far(kinds, history)
    return {
        key: Attempt(failed.get(key, 0) + 1, REWORK_FROM[kind])
        for key, kind in kinds.items()
        if kind in REWORK_FROM
    }


def due_for_rework(
    kinds: Mapping[str, ProbeKind], history: Iterable[Collection[str]], failed_now: Iterable[str]
) -> tuple[str, ...]:
    """The tests whose failure now is rework; none of them: the attempt may be repeated (RQ-RWK-01)."""
    attempts = next_attempts(kinds, history)
    return tuple(key for key in failed_now if key in attempts and attempts[key].number >= attempts[key].of)


def _kind(kinds: Mapping[str, ProbeKind], key: str) -> ProbeKind:
    return kinds.get(key, ProbeKind.OTHER)


def commitment(seed: str) -> str:
    """What is shown of a seed before the day begins: its SHA-256 (hex), from which nobody learns the seed."""
    return sha256(seed.encode()).hexdigest()


def sample_size(count: int, share: Decimal) -> int:
    """How many of so many: at least the share (0 to 1), so any remainder counts as one more (RQ-QC-11)."""
    return min(count, int((count * share).to_integral_value(ROUND_CEILING)))


def draw(candidates: Collection[str], share: Decimal, seed: str) -> tuple[str, ...]:
    """The drawn ones in the order of drawing, the same for the same seed whatever the order of the list.

    Each candidate's ticket is the SHA-256 of seed and name; the lowest tickets are drawn (RQ-QC-10, RQ-QC-11).
    """
    tickets = sorted(set(candidates), key=lambda name: sha256(f"{seed}:{name}".encode()).hexdigest())
    return tuple(tickets[: sample_size(len(tickets), share)])


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """The orders under one share, and what was drawn of them."""

    share: Decimal
    candidates: tuple[str, ...]
    drawn: tuple[str, ...]


def flaws(seed: str, committed: str, groups: Iterable[DrawnGroup]) -> tuple[Reason, ...]:
    """Recompute a draw; empty when the seed is the one that was fixed and every group comes out the same."""
    found = [] if compare_digest(commitment(seed), committed) else [because("other_seed")]
    if any(draw(group.candidates, group.share, seed) != group.drawn for group in groups):
        found.append(because("other_result"))
    return tuple(found)
