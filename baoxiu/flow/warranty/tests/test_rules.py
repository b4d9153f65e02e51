"""Warranty judgement: RQ-WAR-01 to RQ-WAR-16, golden vectors W1 and E1, properties of standards 2.7."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxiu.flow.warranty.rules import (
    BrandTerms,
    Cause,
    ContractTerms,
    JobLine,
    LineKind,
    MisuseTreatment,
    NoProofEffect,
    Payer,
    Proof,
    SpecialCaseEffect,
    Treatment,
    Verdict,
    WarrantyInputs,
    WarrantyPolicy,
    end_of_term,
    judge,
)
from baoxiu.flow.warranty.statutes import OVERLAYS, STATUTES, Layer

BOUGHT = date(2024, 1, 10)
LABOUR = JobLine("labour", LineKind.LABOUR)
PART = JobLine("part", LineKind.PART, part="hose")
COMPRESSOR = JobLine("compressor", LineKind.PART, part="compressor")
TRAVEL = JobLine("travel", LineKind.TRAVEL)
FRIDGE = WarrantyInputs(
    claimed_on=date(2024, 6, 1),
    cause=Cause.MATERIAL_DEFECT,
    lines=(LABOUR, PART, TRAVEL),
    statute="cn.1995.refrigerator",
    invoice_on=BOUGHT,
    proof=Proof.INVOICE,
)


def codes(inputs: WarrantyInputs, key: str = "labour") -> set[str]:
    return {reason.code for reason in judge(inputs).line(key).reasons}


def verdict(inputs: WarrantyInputs, key: str = "labour") -> Verdict:
    return judge(inputs).line(key).verdict


def test_in_period_and_own_quality_is_free() -> None:
    """RQ-WAR-01, M01."""
    found = judge(FRIDGE)
    assert (found.verdict, found.treatment) == (Verdict.COVERED, Treatment.FREE)
    assert {line.payer for line in found.lines} == {Payer.COMPANY}
    assert found.line("part").ends_on == date(2025, 1, 10)


@pytest.mark.parametrize(
    ("claim", "expected"), [("2025-01-10", Verdict.COVERED), ("2025-01-11", Verdict.NOT_COVERED)]
)
def test_the_last_day_belongs_to_the_period(claim: str, expected: Verdict) -> None:
    """P1, P3: the starting day is not counted, the same numbered day still is."""
    assert judge(replace(FRIDGE, claimed_on=date.fromisoformat(claim))).verdict is expected


def test_out_of_period_offers_paid_repair() -> None:
    """RQ-WAR-08, M02."""
    late = replace(FRIDGE, claimed_on=date(2026, 1, 1))
    assert codes(late) == {"period_over", "paid_repair_offered"}
    assert judge(late).treatment is Treatment.PAID
    assert judge(late).line("part").payer is Payer.CUSTOMER


def test_main_part_lasts_longer_and_takes_its_labour_along() -> None:
    lines = (COMPRESSOR, JobLine("labour", LineKind.LABOUR, serves="compressor"), PART)
    found = judge(replace(FRIDGE, claimed_on=date(2026, 6, 1), lines=lines))
    assert found.line("compressor").verdict is Verdict.COVERED
    assert found.line("labour").verdict is Verdict.COVERED
    assert found.line("part").verdict is Verdict.NOT_COVERED
    assert (found.verdict, found.treatment) == (Verdict.PARTLY, Treatment.MIXED)


@pytest.mark.parametrize(
    ("cause", "policy", "code", "treatment", "lapses"),
    [
        (Cause.MISUSE, WarrantyPolicy(), "misuse_paid", Treatment.PAID, False),
        (
            Cause.MISUSE,
            WarrantyPolicy(misuse=MisuseTreatment.REFUSE),
            "misuse_refused",
            Treatment.REFUSED,
            False,
        ),
        (Cause.NATURAL_DISASTER, WarrantyPolicy(), "natural_disaster", Treatment.PAID, False),
        (Cause.UNAUTHORISED_REPAIR, WarrantyPolicy(), "unauthorised_repair_paid", Treatment.PAID, False),
        (Cause.AGAINST_MANUAL, WarrantyPolicy(), "against_manual_paid", Treatment.PAID, False),
        (
            Cause.ABUSE,
            WarrantyPolicy(special_case=SpecialCaseEffect.LAPSE),
            "abuse_lapse",
            Treatment.PAID,
            True,
        ),
    ],
)
def test_excluded_causes(
    cause: Cause, policy: WarrantyPolicy, code: str, treatment: Treatment, lapses: bool
) -> None:
    """RQ-WAR-05, RQ-WAR-06, RQ-WAR-07, M03, M04."""
    found = judge(replace(FRIDGE, cause=cause, policy=policy))
    assert code in {reason.code for reason in found.lines[0].reasons}
    assert (found.verdict, found.treatment, found.lapses) == (Verdict.NOT_COVERED, treatment, lapses)
    assert {line.payer for line in found.lines} == {Payer.CUSTOMER}


def test_an_excluded_cause_out_of_period_names_both() -> None:
    late = replace(FRIDGE, cause=Cause.MISUSE, claimed_on=date(2026, 1, 1))
    assert codes(late) == {"misuse_paid", "period_over", "paid_repair_offered"}


def test_recount_takes_the_bare_purchase_date() -> None:
    """RQ-WAR-07, read literally: repair time, delivery and exchange no longer prolong the period."""
    policy = WarrantyPolicy(special_case=SpecialCaseEffect.RECOUNT)
    inputs = replace(
        FRIDGE, cause=Cause.ABUSE, policy=policy, repairs=((date(2024, 3, 1), date(2024, 4, 1)),)
    )
    assert codes(inputs) == {"within_period", "proof_invoice", "recounted_from_purchase"}
    assert judge(inputs).line("part").ends_on == date(2025, 1, 10)
    assert verdict(replace(inputs, claimed_on=date(2025, 1, 20))) is Verdict.NOT_COVERED


@pytest.mark.parametrize(
    ("proof", "serial_known", "effect", "expected", "code"),
    [
        (Proof.INVOICE, False, NoProofEffect.PAID, Verdict.COVERED, "proof_invoice"),
        (Proof.CARD, False, NoProofEffect.PAID, Verdict.COVERED, "proof_card"),
        (Proof.NONE, True, NoProofEffect.COVERED_BY_REGISTER, Verdict.NOT_COVERED, "no_proof"),
        (Proof.REGISTER, True, NoProofEffect.PAID, Verdict.NOT_COVERED, "register_not_enough"),
        (Proof.REGISTER, True, NoProofEffect.COVERED_BY_REGISTER, Verdict.COVERED, "proof_register"),
        (
            Proof.REGISTER,
            False,
            NoProofEffect.COVERED_BY_REGISTER,
            Verdict.NOT_COVERED,
            "register_needs_serial",
        ),
    ],
)
def test_proof_of_purchase(
    proof: Proof, serial_known: bool, effect: NoProofEffect, expected: Verdict, code: str
) -> None:
    """RQ-WAR-03, RQ-WAR-13."""
    policy = WarrantyPolicy(no_proof=effect)
    inputs = replace(FRIDGE, proof=proof, serial_known=serial_known, policy=policy)
    assert verdict(inputs) is expected
    assert code in codes(inputs)


def test_phones_and_computers_may_lose_their_papers() -> None:
    inputs = replace(FRIDGE, statute="cn.pc", proof=Proof.REGISTER, serial_known=True)
    assert codes(inputs) == {"within_period", "papers_lost_but_proved"}


@pytest.mark.parametrize(
    ("cause", "code"), [(Cause.UNKNOWN, "cause_unknown"), (Cause.NOT_A_FAULT, "needs_discretion")]
)
def test_unsettled_causes_wait_for_a_person(cause: Cause, code: str) -> None:
    """RQ-WAR-11, RQ-WAR-14."""
    found = judge(replace(FRIDGE, cause=cause))
    assert (found.verdict, found.treatment) == (Verdict.UNDECIDED, Treatment.UNDECIDED)
    assert codes(replace(FRIDGE, cause=cause)) == {code}


def test_no_date_at_all_is_undecided() -> None:
    assert codes(replace(FRIDGE, invoice_on=None)) == {"start_unknown"}


def test_legal_minimum_overrides_a_shorter_brand() -> None:
    """RQ-WAR-16."""
    inputs = replace(FRIDGE, brand=BrandTerms(whole_months=3))
    assert verdict(inputs) is Verdict.COVERED
    assert "legal_minimum_overrides" in codes(inputs)
    assert judge(inputs).line("part").rules[0].layer is Layer.FAMILY


def test_a_longer_brand_promise_binds() -> None:
    inputs = replace(FRIDGE, brand=BrandTerms("brand.ten", 24, 120), claimed_on=date(2025, 12, 1))
    assert judge(inputs).line("labour").rules[0].rule_id == "brand.ten"
    assert "legal_minimum_overrides" not in codes(inputs)


def test_brand_may_promise_the_part_without_labour() -> None:
    compressor = replace(COMPRESSOR, is_main_part=True)
    lines = (compressor, JobLine("labour", LineKind.LABOUR, serves="compressor"))
    brand = BrandTerms(whole_months=12, main_months=120)
    inputs = replace(FRIDGE, lines=lines, brand=brand, claimed_on=date(2030, 1, 1))
    assert verdict(inputs, "compressor") is Verdict.COVERED
    assert verdict(inputs) is Verdict.NOT_COVERED
    assert verdict(replace(inputs, brand=replace(brand, labour_with_main_part=True))) is Verdict.COVERED


@pytest.mark.parametrize(
    ("statute", "overlays", "expected"),
    [
        ("cn.1995.fan", (), Verdict.NOT_COVERED),
        ("cn.1995.fan", ("cn-sh",), Verdict.COVERED),
        ("cn.1995.refrigerator", (), Verdict.COVERED),
    ],
)
def test_travel_kept_out_by_the_brand(statute: str, overlays: tuple[str, ...], expected: Verdict) -> None:
    """Big goods and Shanghai put transport on the business whatever the brand says."""
    brand = BrandTerms(whole_months=12, travel_covered=False)
    inputs = replace(FRIDGE, statute=statute, overlays=overlays, brand=brand)
    assert verdict(inputs, "travel") is expected


@pytest.mark.parametrize(("accessory", "months"), [("battery", 6), ("charger", 12), ("wired_headset", 3)])
def test_phone_accessories_have_their_own_term(accessory: str, months: int) -> None:
    line = JobLine("part", LineKind.PART, accessory=accessory)
    found = judge(replace(FRIDGE, statute="cn.mobile", lines=(line,)))
    assert found.line("part").ends_on == end_of_term(BOUGHT, months)


def test_labour_for_an_accessory_follows_the_accessory() -> None:
    battery = JobLine("battery", LineKind.PART, accessory="battery")
    labour = JobLine("labour", LineKind.LABOUR, serves="battery")
    inputs = replace(FRIDGE, statute="cn.mobile", lines=(battery, labour), claimed_on=date(2024, 9, 1))
    assert verdict(inputs) is Verdict.NOT_COVERED


def test_golden_w1_return_and_exchange_windows() -> None:
    found = judge(replace(FRIDGE, statute="cn.mobile", invoice_on=date(2026, 1, 1)))
    assert (found.return_until, found.exchange_until) == (date(2026, 1, 8), date(2026, 1, 16))


def test_golden_e1_repair_time_prolongs_the_term() -> None:
    repairs = ((date(2026, 2, 1), date(2026, 2, 9)), (date(2026, 2, 5), date(2026, 2, 11)))
    assert end_of_term(date(2026, 1, 1), 12, repairs) == date(2027, 1, 11)


def test_open_repair_protects_on() -> None:
    assert end_of_term(date(2026, 1, 1), 12, [(date(2026, 12, 1), date.max)]) == date.max


@pytest.mark.parametrize(
    ("sold", "overlays", "expected", "rule"),
    [
        ("2020-01-10", (), "2021-01-10", None),
        ("2020-01-10", ("cn-zj",), "2021-02-01", "cn-zj"),
        ("2024-08-01", (), "2025-09-15", "CL12"),
    ],
)
def test_latest_allowed_start(sold: str, overlays: tuple[str, ...], expected: str, rule: str | None) -> None:
    """P8: Zhejiang counts from delivery; from July 2024 delivery or installation counts everywhere."""
    inputs = replace(
        FRIDGE,
        invoice_on=date.fromisoformat(sold),
        delivered_on=date(2020, 2, 1) if sold < "2024" else date(2024, 9, 1),
        installed_on=date(2020, 3, 1) if sold < "2024" else date(2024, 9, 15),
        overlays=overlays,
    )
    line = judge(inputs).line("part")
    assert line.ends_on == date.fromisoformat(expected)
    assert rule is None or rule in {used.rule_id for used in line.rules}


def test_exchange_restarts_the_period() -> None:
    inputs = replace(FRIDGE, exchanged_on=date(2024, 12, 1), claimed_on=date(2025, 11, 1))
    assert judge(inputs).line("part").starts_on == date(2024, 12, 1)
    assert verdict(inputs) is Verdict.COVERED


def test_zhejiang_restarts_a_repaired_part() -> None:
    line = replace(PART, handed_back_on=date(2024, 12, 1))
    inputs = replace(FRIDGE, lines=(line,), overlays=("cn-zj",), claimed_on=date(2025, 11, 1))
    assert verdict(inputs, "part") is Verdict.COVERED
    assert verdict(replace(inputs, overlays=()), "part") is Verdict.NOT_COVERED


def test_shanghai_gives_six_months_where_no_rule_exists() -> None:
    inputs = replace(FRIDGE, statute="", overlays=("cn-sh",))
    assert judge(inputs).line("part").ends_on == date(2024, 7, 10)
    consumable = replace(PART, consumable=True)
    assert verdict(replace(inputs, lines=(consumable,)), "part") is Verdict.NOT_COVERED


def test_no_rule_and_no_promise_leave_seven_days() -> None:
    """CL01."""
    inputs = replace(FRIDGE, statute="", delivered_on=date(2024, 1, 12), claimed_on=date(2024, 1, 19))
    assert verdict(inputs) is Verdict.COVERED
    assert judge(inputs).line("labour").rules[0].rule_id == "CL01"
    assert judge(inputs).return_until == date(2024, 1, 19)


def test_a_rule_not_yet_in_force_on_the_sale_date_is_not_used() -> None:
    inputs = replace(FRIDGE, statute="cn.pc", invoice_on=date(2002, 8, 1), claimed_on=date(2002, 8, 20))
    assert judge(inputs).line("part").rules[0].rule_id == "CL01"


@pytest.mark.parametrize(
    ("km", "expected", "code"),
    [
        (60_000, Verdict.COVERED, "within_period"),
        (60_001, Verdict.NOT_COVERED, "km_exceeded"),
        (None, Verdict.UNDECIDED, "km_unknown"),
    ],
)
def test_distance_limit(km: int | None, expected: Verdict, code: str) -> None:
    inputs = replace(FRIDGE, statute="cn.car", km=km)
    assert verdict(inputs) is expected
    assert code in codes(inputs)


AGREEMENT = ContractTerms("contract:7", date(2024, 1, 1), date(2026, 12, 31))


def test_contract_replaces_the_rest_for_a_business() -> None:
    """Standards 2.1: L4 replaces L1 to L3 for non-consumers only."""
    ended = replace(AGREEMENT, ends_on=date(2024, 3, 1))
    assert verdict(replace(FRIDGE, contract=ended, business_buyer=True)) is Verdict.NOT_COVERED
    assert verdict(replace(FRIDGE, contract=ended)) is Verdict.COVERED
    found = judge(replace(FRIDGE, contract=AGREEMENT, business_buyer=True, proof=Proof.NONE))
    assert {line.payer for line in found.lines} == {Payer.CONTRACT}


def test_contract_for_labour_only() -> None:
    labour = replace(AGREEMENT, kinds=frozenset({LineKind.LABOUR}))
    inputs = replace(FRIDGE, contract=labour, business_buyer=True)
    assert verdict(inputs) is Verdict.COVERED
    assert codes(inputs, "part") == {"no_term", "paid_repair_offered"}


def test_contract_may_cover_misuse() -> None:
    full = replace(AGREEMENT, extra_causes=frozenset({Cause.MISUSE}))
    assert verdict(replace(FRIDGE, contract=full, cause=Cause.MISUSE)) is Verdict.COVERED
    assert verdict(replace(FRIDGE, contract=AGREEMENT, cause=Cause.MISUSE)) is Verdict.NOT_COVERED


def test_a_trader_recovers_from_the_maker() -> None:
    """RQ-WAR-12."""
    found = judge(replace(FRIDGE, policy=WarrantyPolicy(covered_payer=Payer.MAKER)))
    assert found.line("part").payer is Payer.MAKER


def test_rows_from_memory_are_never_called_the_law() -> None:
    remembered = judge(FRIDGE).line("part").rules[0]
    assert (remembered.mark, remembered.may_be_called_law) == ("M-m", False)
    read = judge(replace(FRIDGE, statute="cn.1995.air_conditioner")).line("part").rules[0]
    assert (read.mark, read.may_be_called_law) == ("V2", True)
    found = judge(replace(FRIDGE, statute="cn.1995.air_conditioner", lines=(COMPRESSOR,)))
    assert found.rules[0].mark == "M-m", "that a compressor is a main part was not read"


def test_every_row_carries_source_and_mark() -> None:
    assert all(row.basis and row.mark for row in STATUTES.values())
    assert all(row.basis and row.mark for row in OVERLAYS.values())
    assert len([key for key in STATUTES if key.startswith("cn.1995.")]) == 18


def test_unknown_family_or_line_is_an_error() -> None:
    with pytest.raises(KeyError):
        judge(replace(FRIDGE, statute="cn.teapot"))
    with pytest.raises(KeyError):
        judge(FRIDGE).line("nothing")


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
