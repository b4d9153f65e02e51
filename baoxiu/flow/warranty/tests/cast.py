"""The refrigerator that the warranty tests turn over and over."""

from datetime import date

from baoxiu.flow.warranty.rules import (
    Cause,
    JobLine,
    LineKind,
    Proof,
    Verdict,
    WarrantyInputs,
    judge,
)

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
