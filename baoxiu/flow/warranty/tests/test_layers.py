"""Which layer protects a line, and until when: standards 2.1 to 2.6, golden vectors W1 and E1."""

from dataclasses import replace
from datetime import date

import pytest

from baoxiu.flow.warranty.rules import (
    BrandTerms,
    Cause,
    ContractTerms,
    JobLine,
    LineKind,
    Payer,
    Proof,
    Verdict,
    WarrantyPolicy,
    end_of_term,
    judge,
)
from baoxiu.flow.warranty.statutes import OVERLAYS, STATUTES
from baoxiu.flow.warranty.tests.cast import BOUGHT, COMPRESSOR, FRIDGE, PART, codes, verdict


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
