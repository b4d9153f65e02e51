"""RQ-FEE-03, RQ-FEE-04, M01 to M08."""

from decimal import Decimal

import pytest

from baoxiu.flow.repairs.rules import ChargeLine
from baoxiu.flow.settlement.rules import (
    Deviation,
    Liability,
    deviates,
    deviation,
    reasons_not_to_settle,
    who_pays,
)
from baoxiu.flow.warranty.rules import Cause, LineJudgement, LineKind, MisuseTreatment, Payer, Verdict

PAID, CUSTOMER = Verdict.NOT_COVERED, Payer.CUSTOMER


def judged(verdict: Verdict, payer: Payer) -> LineJudgement:
    return LineJudgement("line", verdict, payer, ())


@pytest.mark.parametrize(
    ("verdict", "payer", "cause", "misuse", "expected"),
    [
        (Verdict.COVERED, Payer.COMPANY, Cause.MATERIAL_DEFECT, "paid", Liability(Payer.COMPANY, "M01")),
        (Verdict.COVERED, Payer.MAKER, Cause.PROCESS_DEFECT, "paid", Liability(Payer.MAKER, "M01")),
        (Verdict.COVERED, Payer.CONTRACT, Cause.MATERIAL_DEFECT, "paid", Liability(Payer.CONTRACT, "M08")),
        (PAID, CUSTOMER, Cause.NORMAL_USE_FAILURE, "paid", Liability(CUSTOMER, "M02")),
        (PAID, CUSTOMER, Cause.MISUSE, "paid", Liability(CUSTOMER, "M03")),
        (PAID, CUSTOMER, Cause.MISUSE, "refuse", Liability(CUSTOMER, "M03", True)),
        (PAID, CUSTOMER, Cause.ABUSE, "refuse", Liability(CUSTOMER, "M03")),
        (PAID, CUSTOMER, Cause.NATURAL_DISASTER, "paid", Liability(CUSTOMER, "M04")),
        (Verdict.UNDECIDED, Payer.UNDECIDED, Cause.UNKNOWN, "paid", Liability(Payer.UNDECIDED, "")),
    ],
)  # fmt: skip
def test_who_pays(verdict: Verdict, payer: Payer, cause: Cause, misuse: str, expected: Liability) -> None:
    assert who_pays(judged(verdict, payer), cause, MisuseTreatment(misuse)) == expected


def line(price: str, quantity: str = "1", payer: Payer = Payer.CUSTOMER, discount: str = "0") -> ChargeLine:
    return ChargeLine(
        "labour", LineKind.LABOUR, Decimal(quantity), Decimal(price), payer, discount=Decimal(discount)
    )


def test_a_line_without_payer_stops_the_settlement() -> None:
    reasons = reasons_not_to_settle([line("80"), line("10", payer=Payer.UNDECIDED)])
    assert [(reason.code, reason.params) for reason in reasons] == [("payer_undecided", {"line": "labour"})]


@pytest.mark.parametrize(
    ("list_price", "price", "expected"),
    [
        ("80.00", "80", Deviation.NONE),
        ("80.00", "80.01", Deviation.ABOVE),
        ("80.00", "79.99", Deviation.BELOW),
        (None, "80", Deviation.UNLISTED),
    ],
)
def test_deviation_from_the_list(list_price: str | None, price: str, expected: Deviation) -> None:
    """RQ-FEE-03."""
    listed = None if list_price is None else Decimal(list_price)
    assert deviation(listed, Decimal(price)) is expected
    assert deviates(listed, Decimal(price)) is (expected is not Deviation.NONE)
