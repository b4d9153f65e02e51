"""Dispatch by gates and score: RQ-DSP-01 to RQ-DSP-05."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxiu.basics.promises.rules import SHANGHAI
from baoxiu.flow.dispatch.rules import (
    Candidate,
    OrderNeed,
    Rejected,
    Scored,
    Weights,
    needs_expert,
    rank,
    reasons_against,
)


def at(hour: int) -> datetime:
    return datetime(2026, 3, 2, hour, tzinfo=SHANGHAI)


ORDER = OrderNeed(
    on=date(2026, 3, 2),
    skill="fridge",
    min_level=2,
    certificates=frozenset({"refrigeration"}),
    area="410105",
    outlet_id=1,
    window=(at(9), at(12)),
    minutes=90,
    position=(34.7466, 113.6254),
)
BO = Candidate(
    technician_id=1,
    skills={"fridge": 2},
    certificates={"refrigeration": date(2026, 3, 2)},
    areas=frozenset({"410100"}),
    outlet_id=1,
    shifts=((at(8), at(12)), (at(13), at(17))),
    open_jobs=2,
    jobs_28d=20,
    position=(34.7566, 113.6254),
)


def test_a_fitting_technician_passes_every_gate() -> None:
    assert reasons_against(ORDER, BO) == ()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("not_active", {"active": False}),
        ("no_skill", {"skills": {"tv": 5}}),
        ("level_too_low", {"skills": {"fridge": 1}}),
        ("no_certificate", {"certificates": {}}),
        ("certificate_expired", {"certificates": {"refrigeration": date(2026, 3, 1)}}),
        ("outside_area", {"areas": frozenset({"410200", "4103"})}),
        ("outlet_closed", {"outlet_open": False}),
        ("foreign_outlet", {"outlet_id": 2}),
        ("off_shift", {"shifts": ((at(13), at(17)),)}),
        ("off_shift", {"shifts": ((at(11), at(17)),)}),
        ("absent", {"absences": ((at(10), at(17)),)}),
        ("absent", {"absences": ((at(8), at(10)), (at(11), at(13)))}),
        ("at_daily_cap", {"jobs_on_day": 8}),
    ],
)
def test_each_gate_names_itself(code: str, change: dict[str, Any]) -> None:
    assert [reason.code for reason in reasons_against(ORDER, replace(BO, **change))] == [code]


def test_one_who_declined_is_not_asked_again() -> None:
    """RQ-DSP-02."""
    assert [reason.code for reason in reasons_against(replace(ORDER, excluded=frozenset({1})), BO)] == [
        "excluded"
    ]


def test_expired_certificate_tells_its_date() -> None:
    """RQ-DSP-05."""
    expired = replace(BO, certificates={"refrigeration": date(2026, 2, 1)})
    assert reasons_against(ORDER, expired)[0].params == {"certificate": "refrigeration", "date": "2026-02-01"}


@pytest.mark.parametrize(
    "areas", [frozenset({"410000"}), frozenset({"41"}), frozenset({"410105"}), frozenset()]
)
def test_area_codes_are_nested_and_none_means_everywhere(areas: frozenset[str]) -> None:
    assert reasons_against(ORDER, replace(BO, areas=areas)) == ()


def test_a_workshop_job_knows_no_area_and_no_distance() -> None:
    order = replace(ORDER, on_site=False, area="110101")
    entry = rank(order, [BO]).best
    assert entry is not None
    assert "distance" not in {part.term for part in entry.parts}


def test_a_job_that_is_longer_than_the_wish_needs_the_whole_wish() -> None:
    """A wish says when somebody shall come, not when the work is over."""
    order = replace(ORDER, window=(at(10), at(12)), minutes=200)
    assert reasons_against(order, BO) == ()
    late = replace(BO, shifts=((at(11), at(17)),))
    assert [reason.code for reason in reasons_against(order, late)] == ["off_shift"]


def test_without_a_wished_window_shifts_do_not_matter() -> None:
    assert reasons_against(replace(ORDER, window=None), replace(BO, shifts=())) == ()


def test_split_shifts_that_touch_make_one() -> None:
    assert reasons_against(ORDER, replace(BO, shifts=((at(10), at(11)), (at(11), at(12))))) == ()


def test_parts_add_up_and_every_part_has_a_reason() -> None:
    best = rank(ORDER, [BO]).best
    assert best is not None
    assert best.total == sum(part.contribution for part in best.parts)
    assert [reason.code for reason in best.reasons] == [
        "score_load", "score_level", "score_distance", "score_fairness",
    ]  # fmt: skip


def test_exact_level_before_over_qualified() -> None:
    """RQ-DSP-03: best fit first."""
    expert = replace(BO, technician_id=2, skills={"fridge": 5})
    assert [entry.technician_id for entry in rank(ORDER, [expert, BO]).eligible] == [1, 2]


def test_same_technician_for_a_repeat() -> None:
    other = replace(BO, technician_id=2)
    assert rank(replace(ORDER, repeat_of=2), [BO, other]).eligible[0].technician_id == 2


def test_who_knows_the_customer_is_preferred() -> None:
    other = replace(BO, technician_id=2)
    assert rank(replace(ORDER, knows_customer=frozenset({2})), [BO, other]).eligible[0].technician_id == 2


def test_unknown_distance_is_neutral() -> None:
    best = rank(ORDER, [replace(BO, position=None)]).best
    assert best is not None
    part = next(part for part in best.parts if part.term == "distance")
    assert (part.value, part.reason.code) == (Decimal("50.00"), "score_distance_unknown")


def test_fairness_is_convex() -> None:
    """One job more costs more, the more one has had."""
    people = [replace(BO, technician_id=number, jobs_28d=jobs) for number, jobs in enumerate((10, 20, 30))]
    values = [
        part.value
        for entry in rank(ORDER, people).eligible
        for part in entry.parts
        if part.term == "fairness"
    ]
    assert values == [Decimal("93.75"), Decimal("75.00"), Decimal("43.75")]


def test_ties_go_to_fewer_jobs_then_the_lower_number() -> None:
    weights = Weights(load=0, fairness=0)
    people = [
        replace(BO, technician_id=3),
        replace(BO, technician_id=2),
        replace(BO, technician_id=9, open_jobs=1),
    ]
    assert [entry.technician_id for entry in rank(ORDER, people, weights).eligible] == [9, 2, 3]


def test_a_rough_place_is_said_to_be_rough() -> None:
    """RQ-DSP-03."""
    near = replace(ORDER, position=(34.8, 113.655), roughly=True)
    entry = rank(near, [replace(BO, position=(34.7, 113.655))]).best
    assert entry is not None
    part = next(part for part in entry.parts if part.term == "distance")
    assert (part.reason.code, part.reason.params["km"]) == ("score_distance_roughly", "11.12")


def test_nobody() -> None:
    ranking = rank(ORDER, [replace(BO, active=False)])
    assert ranking.best is None
    assert isinstance(ranking.verdict_on(1), Rejected)
    with pytest.raises(KeyError):
        ranking.verdict_on(7)


@pytest.mark.parametrize(
    ("price", "difficulty", "expected"), [("4999.99", 3, False), ("5000", 1, True), ("10", 4, True)]
)
def test_expert_for_costly_or_complex(price: str, difficulty: int, expected: bool) -> None:
    """RQ-DSP-04."""
    found = needs_expert(Decimal(price), difficulty, price_from=Decimal(5000), difficulty_from=4)
    assert found is expected


def test_negative_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Weights(load=-1)


def test_all_weights_zero_leaves_the_tie_break() -> None:
    weights = Weights(0, 0, 0, 0, 0, 0)
    assert [entry.total for entry in rank(ORDER, [BO], weights).eligible] == [Decimal(0)]


hours = st.integers(0, 23).map(at)
stretches = st.lists(
    st.tuples(hours, st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + timedelta(hours=pair[1]))),
    max_size=3,
).map(tuple)
people = st.builds(
    Candidate,
    technician_id=st.integers(1, 50),
    active=st.sampled_from([True, True, True, False]),
    skills=st.dictionaries(st.sampled_from(["fridge", "tv"]), st.integers(1, 5)),
    certificates=st.dictionaries(
        st.just("refrigeration"), st.none() | st.dates(date(2026, 2, 25), date(2026, 3, 10))
    ),
    areas=st.frozensets(st.sampled_from(["410100", "410105", "410200"])),
    outlet_id=st.sampled_from([1, 1, 1, 2]),
    shifts=stretches,
    absences=stretches,
    open_jobs=st.integers(0, 12),
    capacity=st.integers(0, 10),
    jobs_on_day=st.integers(0, 9),
    jobs_28d=st.integers(0, 80),
    position=st.none() | st.tuples(st.floats(34, 35), st.floats(113, 114)),
)
fitting = people.map(lambda person: replace(BO, **{
    name: getattr(person, name)
    for name in ("technician_id", "open_jobs", "capacity", "jobs_28d", "position")
}))  # fmt: skip
groups = st.lists(st.one_of(people, fitting), max_size=12, unique_by=lambda person: person.technician_id)
orders = st.builds(
    lambda repeat, known, window: replace(ORDER, repeat_of=repeat, knows_customer=known, window=window),
    st.none() | st.integers(1, 50),
    st.frozensets(st.integers(1, 50), max_size=3),
    st.sampled_from([None, (at(9), at(12))]),
)


@settings(deadline=None)
@given(orders, groups, st.randoms())
def test_the_order_of_candidates_does_not_matter(
    order: OrderNeed, group: list[Candidate], random: Random
) -> None:
    shuffled = group.copy()
    random.shuffle(shuffled)
    assert rank(order, shuffled) == rank(order, group)


@settings(deadline=None)
@given(orders, groups)
def test_everyone_is_either_ranked_or_rejected_with_a_reason(
    order: OrderNeed, group: list[Candidate]
) -> None:
    ranking = rank(order, group)
    for person in group:
        entry = ranking.verdict_on(person.technician_id)
        assert isinstance(entry, Rejected) == bool(reasons_against(order, person))
        assert entry.reasons
    assert len(ranking.eligible) + len(ranking.rejected) == len(group)
    assert all(0 <= entry.total <= Decimal("100.05") for entry in ranking.eligible)


def _worse(ranking_of: Callable[[Candidate], int | None], person: Candidate, worse: Candidate) -> bool:
    before, after = ranking_of(person), ranking_of(worse)
    return before is None or (after is not None and after >= before)


@settings(deadline=None)
@given(orders, groups.filter(bool), st.integers(1, 10), st.sampled_from(["open_jobs", "jobs_28d"]))
def test_more_work_never_improves_the_rank(
    order: OrderNeed, group: list[Candidate], more: int, name: str
) -> None:
    first, rest = group[0], group[1:]

    def place(person: Candidate) -> int | None:
        numbers = [entry.technician_id for entry in rank(order, [person, *rest]).eligible]
        return numbers.index(person.technician_id) if person.technician_id in numbers else None

    busier = replace(first, **{name: getattr(first, name) + more})
    assert _worse(place, first, busier)


@settings(deadline=None)
@given(orders, groups)
def test_a_rejected_technician_changes_nothing_for_the_others(
    order: OrderNeed, group: list[Candidate]
) -> None:
    ranking = rank(order, group)
    may = [person for person in group if isinstance(ranking.verdict_on(person.technician_id), Scored)]
    assert rank(order, may).eligible == ranking.eligible
