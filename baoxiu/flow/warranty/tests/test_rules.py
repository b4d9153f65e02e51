"""What a judgement says of a line: RQ-WAR-01 to RQ-WAR-16."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from baoxiu.flow.warranty.rules import (
    BrandTerms,
    Cause,
    JobLine,
    LineKind,
    MisuseTreatment,
    NoProofEffect,
    Payer,
    Proof,
    SpecialCaseEffect,
    Treatment,
    Verdict,
    WarrantyPolicy,
    below_minimum,
    judge,
)
from baoxiu.flow.warranty.statutes import STATUTES, Layer
from baoxiu.flow.warranty.tests.cast import COMPRESSOR, FRIDGE, PART, codes, verdict


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


@pytest.mark.parametrize(
    ("cause", "covered"),
    [
        (Cause.MATERIAL_DEFECT, True),
        (Cause.PROCESS_DEFECT, True),
        (Cause.NORMAL_USE_FAILURE, True),
        (Cause.MISUSE, False),
        (Cause.NATURAL_DISASTER, False),
    ],
)
def test_the_named_causes_are_covered(cause: Cause, covered: bool) -> None:
    """RQ-WAR-04: a defect of material (cracks, breakage) or of workmanship (it does not work) is a cause of its own."""
    assert (verdict(replace(FRIDGE, cause=cause)) is Verdict.COVERED) is covered
    assert Cause(cause.value) is cause


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


@pytest.mark.parametrize(("months", "last"), [(3, "2024-04-10"), (12, "2025-01-10"), (24, "2026-01-10")])
def test_the_period_of_a_type_counts_from_the_purchase(months: int, last: str) -> None:
    """T18, RQ-WAR-02: three months to two years as the firm sets it for a type; paid from the day after."""
    day = date.fromisoformat(last)
    inputs = replace(FRIDGE, statute="", brand=BrandTerms(whole_months=months), claimed_on=day)
    assert judge(inputs).treatment is Treatment.FREE
    assert judge(replace(inputs, claimed_on=day + timedelta(days=1))).treatment is Treatment.PAID


def test_legal_minimum_overrides_a_shorter_brand() -> None:
    """RQ-WAR-16."""
    inputs = replace(FRIDGE, brand=BrandTerms(whole_months=3))
    assert verdict(inputs) is Verdict.COVERED
    assert "recorded_minimum_overrides" in codes(inputs), "twelve months for a refrigerator are from memory"
    assert "legal_minimum_overrides" in codes(replace(inputs, statute="cn.1995.air_conditioner"))
    assert judge(inputs).line("part").rules[0].layer is Layer.FAMILY


def test_a_brand_term_below_the_minimum_is_told_where_it_is_set() -> None:
    """RQ-WAR-15."""
    reasons = below_minimum(STATUTES["cn.1995.air_conditioner"], BrandTerms(whole_months=6, main_months=60))
    assert [reason.params for reason in reasons] == [{"months": "6", "minimum": "12", "mark": "V2"}]
    assert below_minimum(STATUTES["cn.1995.clock"], BrandTerms(whole_months=1)) == ()


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
