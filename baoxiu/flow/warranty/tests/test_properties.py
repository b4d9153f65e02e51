"""What must hold for any case (standards 2.7)."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from baoxiu.flow.warranty.rules import (
    BrandTerms,
    Cause,
    JobLine,
    LineKind,
    Payer,
    Proof,
    Verdict,
    WarrantyInputs,
    judge,
)
from baoxiu.flow.warranty.statutes import OVERLAYS, STATUTES
from baoxiu.flow.warranty.tests.cast import verdict

days = st.dates(date(2018, 1, 1), date(2026, 12, 31))
spans = st.tuples(days, st.integers(0, 90)).map(lambda pair: (pair[0], pair[0] + timedelta(pair[1])))
job_lines = st.builds(
    JobLine,
    key=st.just("line"),
    kind=st.sampled_from(LineKind),
    part=st.sampled_from(["", "compressor", "motor"]),
    is_main_part=st.booleans(),
    accessory=st.sampled_from(["", "battery"]),
    handed_back_on=st.none() | days,
)
cases = st.builds(
    WarrantyInputs,
    claimed_on=days,
    cause=st.sampled_from(Cause),
    lines=st.tuples(job_lines),
    statute=st.sampled_from(["", *STATUTES]),
    overlays=st.sets(st.sampled_from(sorted(OVERLAYS))).map(tuple),
    invoice_on=st.none() | days,
    delivered_on=st.none() | days,
    installed_on=st.none() | days,
    exchanged_on=st.none() | days,
    proof=st.sampled_from(Proof),
    serial_known=st.booleans(),
    km=st.none() | st.integers(0, 100_000),
    brand=st.none()
    | st.builds(
        BrandTerms,
        whole_months=st.none() | st.integers(1, 60),
        main_months=st.none() | st.integers(1, 120),
        travel_covered=st.booleans(),
    ),
    repairs=st.lists(spans, max_size=4).map(tuple),
)
BETTER = [Verdict.NOT_COVERED, Verdict.UNDECIDED, Verdict.COVERED]


@settings(deadline=None)
@given(cases)
def test_judgement_is_a_pure_function(inputs: WarrantyInputs) -> None:
    assert judge(inputs) == judge(replace(inputs))
    line = judge(inputs).line("line")
    assert (line.verdict is Verdict.COVERED) == (line.payer is Payer.COMPANY)
    assert line.reasons


@settings(deadline=None)
@given(cases, st.sampled_from(sorted(OVERLAYS)))
def test_an_overlay_never_makes_it_worse(inputs: WarrantyInputs, overlay: str) -> None:
    bare = verdict(replace(inputs, overlays=()), "line")
    assert BETTER.index(verdict(replace(inputs, overlays=(overlay,)), "line")) >= BETTER.index(bare)


@settings(deadline=None)
@given(cases, spans)
def test_a_repair_never_shortens_the_term(inputs: WarrantyInputs, repair: tuple[date, date]) -> None:
    before = judge(inputs).line("line").ends_on
    after = judge(replace(inputs, repairs=(*inputs.repairs, repair))).line("line").ends_on
    assert before is None or (after is not None and after >= before)


@settings(deadline=None)
@given(cases, st.randoms())
def test_splitting_and_permuting_repairs_changes_nothing(inputs: WarrantyInputs, random: Random) -> None:
    pieces = [
        piece
        for begin, end in inputs.repairs
        for piece in ((begin, begin + (end - begin) // 2), (begin + (end - begin) // 2, end))
    ]
    random.shuffle(pieces)
    assert judge(replace(inputs, repairs=tuple(pieces))).lines == judge(inputs).lines
