"""The score: a weighted mean of terms from 0 to 100, each shown with its reason."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from baoxiu.basics.travel.rules.coordinates import distance_km
from baoxiu.core.reasons import Reason, because
from baoxiu.flow.dispatch.rules.gates import reasons_against
from baoxiu.flow.dispatch.rules.people import (
    Candidate,
    OrderNeed,
    Part,
    Ranking,
    Rejected,
    Scored,
    Weights,
)

FULL = Decimal(100)
NEUTRAL = Decimal(50)
CENT = Decimal("0.01")
LEVEL_STEP = 10

type Value = tuple[Decimal, Reason]


@dataclass(frozen=True, slots=True)
class _View:
    """What a term looks at."""

    order: OrderNeed
    candidate: Candidate
    mean_28d: Decimal
    weights: Weights


def rank(order: OrderNeed, candidates: Sequence[Candidate], weights: Weights | None = None) -> Ranking:
    """Those who may take the order, best first, and those who may not, with reasons (RQ-DSP-01, RQ-DSP-03).

    The result does not depend on the order of the candidates. At equal totals the one with fewer open jobs
    comes first, then fewer jobs in 28 days, then the lower number.
    """
    weights = weights or Weights()
    verdicts = {person.technician_id: reasons_against(order, person) for person in candidates}
    eligible = [person for person in candidates if not verdicts[person.technician_id]]
    mean = Decimal(sum(person.jobs_28d for person in eligible)) / max(len(eligible), 1)
    scored = [(_score(_View(order, person, mean, weights)), person) for person in eligible]
    scored.sort(key=lambda pair: _place(*pair))
    rejected = tuple(Rejected(number, verdicts[number]) for number in sorted(verdicts) if verdicts[number])
    return Ranking(tuple(score for score, _ in scored), rejected)


def needs_expert(price: Decimal, difficulty: int, *, price_from: Decimal, difficulty_from: int) -> bool:
    """Whether a costly or complex product calls for an expert (RQ-DSP-04); "from" includes the figure."""
    return price >= price_from or difficulty >= difficulty_from


def _place(score: Scored, person: Candidate) -> tuple[Decimal, int, int, int]:
    return -score.total, person.open_jobs, person.jobs_28d, person.technician_id


def _score(view: _View) -> Scored:
    terms = [(name, getattr(view.weights, name), value) for name, value in _values(view)]
    whole = sum(weight for _, weight, _ in terms) or 1
    parts = tuple(
        Part(name, value, weight, _rounded(value * weight / whole), reason)
        for name, weight, (value, reason) in terms
    )
    return Scored(view.candidate.technician_id, sum((part.contribution for part in parts), Decimal(0)), parts)


def _values(view: _View) -> Iterator[tuple[str, Value]]:
    """The terms that say something about this order; the others leave their weight to the rest."""
    for name, applies, value in TERMS:
        if applies(view.order) and getattr(view.weights, name):
            amount, reason = value(view)
            yield name, (_rounded(amount), reason)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def _load(view: _View) -> Value:
    person = view.candidate
    free = max(person.capacity - person.open_jobs, 0)
    share = FULL * min(free, person.capacity) / person.capacity if person.capacity > 0 else Decimal(0)
    return share, because("score_load", jobs=person.open_jobs, capacity=person.capacity)


def _level(view: _View) -> Value:
    """An exact fit is best: each level above costs a little, so that experts stay free (RQ-DSP-03)."""
    level = view.candidate.skills[view.order.skill]
    above = level - view.order.min_level
    return max(FULL - LEVEL_STEP * above, NEUTRAL), because("score_level", level=level, above=above)


def _distance(view: _View) -> Value:
    """Half the points at the half distance; an unknown place is neither near nor far."""
    if view.order.position is None or view.candidate.position is None:
        return NEUTRAL, because("score_distance_unknown")
    km = Decimal(distance_km(view.order.position, view.candidate.position))
    half = view.weights.half_distance_km
    sentence = "score_distance_roughly" if view.order.roughly else "score_distance"
    return FULL * half / (half + km), because(sentence, km=_rounded(km))


def _fairness(view: _View) -> Value:
    """The further above the group's mean, the steeper the loss: 75 at the mean, 0 at twice the mean."""
    jobs, mean = view.candidate.jobs_28d, view.mean_28d
    ratio = jobs / mean if mean else Decimal(0)
    return max(FULL - 25 * ratio * ratio, Decimal(0)), because(
        "score_fairness", jobs=jobs, mean=_rounded(mean)
    )


def _same(view: _View) -> Value:
    same = view.order.repeat_of == view.candidate.technician_id
    return (
        (FULL, because("score_same_technician")) if same else (Decimal(0), because("score_other_technician"))
    )


def _continuity(view: _View) -> Value:
    known = view.candidate.technician_id in view.order.knows_customer
    return (
        (FULL, because("score_knows_customer")) if known else (Decimal(0), because("score_new_to_customer"))
    )


def _always(_order: OrderNeed) -> bool:
    return True


TERMS: tuple[tuple[str, Callable[[OrderNeed], bool], Callable[[_View], Value]], ...] = (
    ("load", _always, _load),
    ("level", _always, _level),
    ("distance", lambda order: order.on_site, _distance),
    ("fairness", _always, _fairness),
    ("same_technician", lambda order: order.repeat_of is not None, _same),
    ("continuity", lambda order: bool(order.knows_customer), _continuity),
)
